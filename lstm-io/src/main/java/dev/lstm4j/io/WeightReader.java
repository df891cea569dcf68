package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.TensorInfo;
import dev.lstm4j.quantization.WeightType;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /// Reads an LSTM4J model file: exactly the parameters of the architecture, in the types that
    /// [ModelFile#save] writes.
    ///
    /// @param architecture as the file says; not trusted
    /// @param weights the type of the weight matrices, as the file says
    /// @return new parameters
    /// @throws ModelFileException if the file has other tensors
    Parameters readExactly(Architecture architecture, WeightType weights) throws ModelFileException {
        int found = reader.tensors().size();
        // Before the layout is created: its size is the number of tensors, which comes from an untrusted file.
        long parameterCount = architecture.tensorCount();
        long most = weights == WeightType.INT8 ? 2 * parameterCount : parameterCount;
        if (found < parameterCount || found > most) {
            throw tensorCount(parameterCount, found);
        }
        ParameterLayout layout = architecture.parameterLayout();
        Map<String, TensorInfo> byName = new HashMap<>();
        reader.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
        Map<ParameterLayout.Entry, TensorInfo> tensors = new LinkedHashMap<>();
        Map<ParameterLayout.Entry, TensorInfo> scales = new LinkedHashMap<>();
        for (ParameterLayout.Entry parameter : layout.entries()) {
            boolean quantized = weights != WeightType.FLOAT32 && parameter.isMatrix();
            tensors.put(parameter, find(byName, parameter.name(), parameter.shape(),
                    quantized ? QuantizedTensors.dtype(weights) : DType.F32));
            if (quantized && weights == WeightType.INT8) {
                scales.put(parameter, find(byName, parameter.name() + QuantizedTensors.SCALE,
                        List.of(parameter.shape().getFirst()), DType.F32));
            }
        }
        if (found != tensors.size() + scales.size()) {
            throw tensorCount(tensors.size() + scales.size(), found);
        }
        return read(layout, tensors, scales);
    }

    private TensorInfo find(Map<String, TensorInfo> byName, String name, List<Integer> shape, DType dtype)
            throws ModelFileException {
        TensorInfo tensor = byName.get(name);
        if (tensor == null) {
            throw problem("tensors: expected " + Printable.quote(name) + " " + shape
                    + ", found only " + Printable.quote(String.join(", ", byName.keySet())));
        }
        if (!tensor.shape().equals(shape.stream().map(Integer::longValue).toList())) {
            throw problem(tensor, "shape: expected " + shape + " for the architecture, found "
                    + Printable.quote(tensor.shape().toString()));
        }
        if (tensor.dtype() != dtype) {
            throw problem(tensor, "dtype: expected " + dtype + ", found " + Printable.oneLine(tensor.typeName()));
        }
        return tensor;
    }

    private ModelFileException tensorCount(long expected, int found) {
        return problem("tensors: expected " + expected + " for the architecture, found " + found);
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
        Parameters parameters = read(layout, tensors, Map.of());
        if (!options.nonFiniteAllowed()) {
            for (Map.Entry<ParameterLayout.Entry, TensorInfo> match : tensors.entrySet()) {
                requireFinite(parameters.values(), match.getKey(), match.getValue());
            }
        }
        return parameters;
    }

    private void requireFinite(float[] values, ParameterLayout.Entry parameter, TensorInfo tensor)
            throws ModelFileException {
        for (int i = 0; i < parameter.length(); i++) {
            float value = values[parameter.offset() + i];
            if (!Float.isFinite(value)) {
                throw problem(tensor, "value " + i + ": expected a finite number, found " + value
                        + "; use weights from before the training diverged, or accept them with"
                        + " LoadOptions.strict().withNonFinite(true)");
            }
        }
    }

    private Parameters read(ParameterLayout layout, Map<ParameterLayout.Entry, TensorInfo> tensors,
            Map<ParameterLayout.Entry, TensorInfo> scales) throws ModelFileException {
        Parameters parameters = Parameters.zeros(layout);
        MemorySegment values = MemorySegment.ofArray(parameters.values());
        for (Map.Entry<ParameterLayout.Entry, TensorInfo> match : tensors.entrySet()) {
            TensorInfo tensor = match.getValue();
            MemorySegment target = slice(values, match.getKey());
            TensorInfo scale = scales.get(match.getKey());
            if (scale != null) {
                target.copyFrom(
                        MemorySegment.ofArray(QuantizedTensors.floats(reader.read(tensor), reader.read(scale))));
            } else if (tensor.dtype() == DType.F32) {
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
