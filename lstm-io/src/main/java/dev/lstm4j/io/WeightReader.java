package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.HeaderEntry;
import dev.lstm4j.io.safetensors.LittleEndian;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Place;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Brings the tensors of an open file into the flat array of [Parameters]. Names, types and shapes are compared before
/// memory is taken for the array.
final class WeightReader {
    private final SafetensorsReader reader;
    private final Map<String, HeaderEntry> entries = new LinkedHashMap<>();

    /// Reads from a file.
    ///
    /// @param reader open
    WeightReader(SafetensorsReader reader) {
        this.reader = reader;
        for (HeaderEntry entry : reader.header().entries()) {
            entries.put(entry.name(), entry);
        }
    }

    /// Reads a model file of our own: just the architecture's tensors, all F32.
    ///
    /// @param architecture as the file says, not to be believed
    /// @param checksum sees all weights
    /// @return new parameters
    /// @throws ModelFileException where the file holds anything else
    Parameters readExactly(Architecture architecture, Checksum checksum) throws ModelFileException {
        // Before the layout is made: it is as large as its number of tensors, which here comes from an untrusted file.
        long expected = architecture.tensorCount();
        if (entries.size() != expected) {
            throw reader.headerPlace().problem("tensors: expected " + expected + " for the architecture, found "
                    + entries.size());
        }
        ParameterLayout layout = architecture.parameterLayout();
        if (reader.dataLength() != 4L * layout.size()) {
            throw reader.headerPlace().problem("data: expected " + 4L * layout.size()
                    + " bytes for the architecture's " + layout.size() + " parameters, found " + reader.dataLength());
        }
        for (ParameterLayout.Entry parameter : layout.entries()) {
            HeaderEntry entry = match(parameter);
            if (entry.dtype() != DType.F32) {
                throw problem(entry, "dtype: expected F32, found " + entry.dtype());
            }
        }
        return read(layout, checksum::addData);
    }

    /// Reads a `state_dict`: the architecture's tensors, as F32, F16 or BF16. Others may stand beside them unless they
    /// look like more of the same network.
    ///
    /// @param architecture as the caller says
    /// @return new parameters
    /// @throws ModelFileException where a tensor is missing, has another shape, or belongs to a larger network
    Parameters readStateDict(Architecture architecture) throws ModelFileException {
        ParameterLayout layout = architecture.parameterLayout();
        Set<String> known = new HashSet<>();
        for (ParameterLayout.Entry parameter : layout.entries()) {
            HeaderEntry entry = match(parameter);
            if (entry.dtype() != DType.F32 && entry.dtype() != DType.F16 && entry.dtype() != DType.BF16) {
                throw problem(entry, "dtype: expected F32, F16 or BF16, found " + entry.dtype()
                        + "; save model.float().state_dict() instead");
            }
            known.add(parameter.name());
        }
        String first = layout.get("weight_ih", 0, 0).name();
        String prefix = first.substring(0, first.indexOf("weight_ih"));
        for (HeaderEntry entry : entries.values()) {
            boolean recurrent = entry.name().startsWith(prefix + "weight_")
                    || entry.name().startsWith(prefix + "bias_");
            if (recurrent && !known.contains(entry.name())) {
                throw problem(entry, "expected no such parameter in the architecture, found one in the file;"
                        + " name its layers, directions and biases as the file has them");
            }
        }
        return read(layout, _ -> {
        });
    }

    private HeaderEntry match(ParameterLayout.Entry parameter) throws ModelFileException {
        HeaderEntry entry = entries.get(parameter.name());
        if (entry == null) {
            throw reader.headerPlace().problem("tensors: expected " + Place.quote(parameter.name()) + " "
                    + parameter.shape() + ", found only " + Place.quote(String.join(", ", entries.keySet())));
        }
        if (!entry.shape().equals(parameter.shape())) {
            throw problem(entry, "shape: expected " + parameter.shape() + " for the architecture, found "
                    + Place.quote(entry.shape().toString()));
        }
        return entry;
    }

    private Parameters read(ParameterLayout layout, LittleEndian.Transfer witness) throws ModelFileException {
        Parameters parameters = Parameters.zeros(layout);
        MemorySegment values = MemorySegment.ofArray(parameters.values());
        for (ParameterLayout.Entry parameter : layout.entries()) {
            HeaderEntry entry = match(parameter);
            MemorySegment target = slice(values, parameter);
            if (entry.dtype() == DType.F32) {
                reader.read(entry, target, witness);
            } else {
                target.copyFrom(MemorySegment.ofArray(reader.read(entry).floats()));
            }
        }
        return parameters;
    }

    /// One parameter within the flat array.
    ///
    /// @param values of all parameters
    /// @param parameter one of them
    /// @return a view
    static MemorySegment slice(MemorySegment values, ParameterLayout.Entry parameter) {
        return values.asSlice((long) Float.BYTES * parameter.offset(), (long) Float.BYTES * parameter.length());
    }

    private static ModelFileException problem(HeaderEntry entry, String problem) {
        return entry.place().problem("tensor " + Place.quote(entry.name()) + ", " + problem);
    }
}
