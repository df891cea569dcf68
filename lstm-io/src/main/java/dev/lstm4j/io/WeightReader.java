package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.TensorInfo;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Reads the tensors of an open file into the flat array of [Parameters]. Names, types and shapes are compared before
/// memory is allocated for the array.
final class WeightReader {
    private static final Set<DType> EXACT = Set.of(DType.F32, DType.F16, DType.BF16);

    private final SafetensorsReader reader;

    /// Reads from an open file.
    ///
    /// @param reader the open file
    WeightReader(SafetensorsReader reader) {
        this.reader = reader;
    }

    /// Reads an LSTM4J model file: exactly the parameters of the architecture, all F32.
    ///
    /// @param architecture as the file says; not trusted
    /// @return new parameters
    /// @throws ModelFileException if the file has other tensors
    Parameters readExactly(Architecture architecture) throws ModelFileException {
        int found = reader.tensors().size();
        // Before the layout is created: its size is the number of tensors, which comes from an untrusted file.
        long expected = architecture.tensorCount();
        if (found != expected) {
            throw problem("tensors: expected " + expected + " for the architecture, found " + found);
        }
        ParameterLayout layout = architecture.parameterLayout();
        Map<String, TensorInfo> byName = new HashMap<>();
        reader.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
        Map<ParameterLayout.Entry, TensorInfo> tensors = new LinkedHashMap<>();
        for (ParameterLayout.Entry parameter : layout.entries()) {
            TensorInfo tensor = byName.get(parameter.name());
            if (tensor == null) {
                throw problem("tensors: expected " + Printable.quote(parameter.name()) + " " + parameter.shape()
                        + ", found only " + Printable.quote(String.join(", ", byName.keySet())));
            }
            if (!tensor.shape().equals(parameter.shape().stream().map(Integer::longValue).toList())) {
                throw problem(tensor, "shape: expected " + parameter.shape() + " for the architecture, found "
                        + Printable.quote(tensor.shape().toString()));
            }
            if (tensor.dtype() != DType.F32) {
                throw problem(tensor, "dtype: expected F32, found " + Printable.oneLine(tensor.typeName()));
            }
            tensors.put(parameter, tensor);
        }
        return read(layout, tensors);
    }

    /// Reads a `state_dict`.
    ///
    /// @param architecture as the caller says
    /// @param options how to treat names, unexpected tensors and float64
    /// @return new parameters
    /// @throws ModelFileException if the file does not fit the architecture and the options
    Parameters readStateDict(Architecture architecture, LoadOptions options) throws ModelFileException {
        ParameterLayout layout = architecture.parameterLayout();
        Map<ParameterLayout.Entry, TensorInfo> tensors = StateDict.match(reader, layout, options);
        for (TensorInfo tensor : tensors.values()) {
            DType dtype = tensor.dtype();
            if (dtype == DType.F64 && !options.narrowing()) {
                throw problem(tensor, "dtype: expected F32, F16 or BF16, found F64; to round the values to float32, use"
                        + " LoadOptions.strict().withNarrowing(true)");
            }
            if (dtype != DType.F64 && (dtype == null || !EXACT.contains(dtype))) {
                throw problem(tensor, "dtype: expected F32, F16 or BF16, found "
                        + Printable.quote(tensor.typeName()) + "; in PyTorch, save model.float().state_dict()");
            }
        }
        return read(layout, tensors);
    }

    private Parameters read(ParameterLayout layout, Map<ParameterLayout.Entry, TensorInfo> tensors)
            throws ModelFileException {
        Parameters parameters = Parameters.zeros(layout);
        MemorySegment values = MemorySegment.ofArray(parameters.values());
        for (Map.Entry<ParameterLayout.Entry, TensorInfo> match : tensors.entrySet()) {
            TensorInfo tensor = match.getValue();
            MemorySegment target = slice(values, match.getKey());
            if (tensor.dtype() == DType.F32) {
                reader.read(tensor, target);
            } else if (tensor.dtype() == DType.F64) {
                target.copyFrom(MemorySegment.ofArray(narrowed(tensor)));
            } else {
                target.copyFrom(MemorySegment.ofArray(reader.read(tensor).floats()));
            }
        }
        return parameters;
    }

    private float[] narrowed(TensorInfo tensor) throws ModelFileException {
        double[] doubles = reader.read(tensor).doubles();
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
            if (Float.isInfinite(floats[i]) && Double.isFinite(doubles[i])) {
                throw problem(tensor,
                        "value " + i + ": expected a number in the range of float32, found " + doubles[i]);
            }
        }
        return floats;
    }

    /// The memory of one parameter.
    ///
    /// @param values memory of all parameters
    /// @param parameter one parameter
    /// @return a view
    static MemorySegment slice(MemorySegment values, ParameterLayout.Entry parameter) {
        return values.asSlice((long) Float.BYTES * parameter.offset(), (long) Float.BYTES * parameter.length());
    }

    private ModelFileException problem(String problem) {
        return new ModelFileException(reader.file(), reader.headerPosition(), problem, null);
    }

    private ModelFileException problem(TensorInfo tensor, String problem) {
        return new ModelFileException(reader.file(), tensor.position(),
                "tensor " + Printable.quote(tensor.name()) + ", " + problem, null);
    }
}
