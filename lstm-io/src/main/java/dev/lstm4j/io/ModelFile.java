package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.quantization.WeightType;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Saves and loads models as safetensors files with PyTorch's parameter names. `safetensors.torch.load_file` reads a
/// file that [#save] wrote, and [#loadWeights] reads a `state_dict` that PyTorch wrote. `__metadata__` contains the
/// architecture, the forecasting task with its scaling, the provenance, and a SHA-256 checksum over all of these and
/// the weights.
///
/// Loading restores the saved model bit for bit, including weights that are NaN or infinite.
///
/// Weight matrices are stored in the type of the model ([Model#weights]): as `BF16`, or as `I8` with a tensor of
/// scales, one for each row, whose name ends in `.scale`.
public final class ModelFile {
    private ModelFile() {}

    /// Saves a model. The same model gives the same bytes. An existing file is replaced only after the new one has been
    /// written completely to disk; if saving fails, the old file stays unchanged.
    ///
    /// @param file the file to write or replace
    /// @param model the model; no other thread may change its parameters during the call
    /// @throws ModelFileException if the file cannot be written
    /// @throws IllegalArgumentException if a string of the task or the provenance is not valid Unicode
    public static void save(Path file, Model model) throws ModelFileException {
        List<Tensor> tensors = new ArrayList<>();
        MemorySegment values = MemorySegment.ofArray(model.parameters().values());
        for (ParameterLayout.Entry entry : model.parameters().layout().entries()) {
            if (model.weights() == WeightType.FLOAT32 || !entry.isMatrix()) {
                tensors.add(new Tensor(entry.name(), DType.F32, entry.shape(), WeightReader.slice(values, entry)));
            } else {
                QuantizedTensors.add(tensors, entry, model.parameters().values(), model.weights());
            }
        }
        Map<String, String> metadata = ModelMetadata.of(model);
        metadata.put(ModelMetadata.CHECKSUM, checksum(metadata, values));
        Safetensors.write(file, metadata, tensors);
    }

    /// Loads a model that [#save] wrote. The file is not trusted: its sizes are compared with its length before memory
    /// is allocated, and a file whose metadata or weights were changed is refused.
    ///
    /// @param file the file
    /// @return the model
    /// @throws ModelFileException if the file cannot be read, is not an LSTM4J model file of a known version, or was
    ///         changed or damaged
    public static Model load(Path file) throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            ModelMetadata metadata = new ModelMetadata(reader);
            Architecture architecture = metadata.architecture();
            Parameters parameters = new WeightReader(reader).readExactly(architecture, metadata.weights());
            metadata.requireChecksum(checksum(metadata.strings(), MemorySegment.ofArray(parameters.values())));
            ForecastTask task = metadata.task();
            try {
                return new Model(architecture, parameters, metadata.weights(), task, metadata.profile(),
                        metadata.provenance());
            } catch (IllegalArgumentException e) {
                throw metadata.problem("model: " + e.getMessage(), e);
            }
        }
    }

    /// The flat array has the order of the layout and no gaps, so its checksum equals that of the tensors in sequence.
    private static String checksum(Map<String, String> metadata, MemorySegment values) {
        Checksum checksum = new Checksum(metadata);
        checksum.addFloats(values);
        return checksum.hex();
    }

    /// Loads the weights of a plain safetensors file, for example a `state_dict` from PyTorch, under the rules of
    /// [LoadOptions#strict]: like `load_state_dict(strict=True)`, it refuses a file that lacks a parameter or has a
    /// tensor that is not a parameter of the architecture.
    ///
    /// @param file the file
    /// @param architecture the network; the file does not describe it
    /// @return new parameters in the layout of the architecture
    /// @throws ModelFileException if the file cannot be read, is not a safetensors file, or has other tensors than the
    ///         architecture needs
    public static Parameters loadWeights(Path file, Architecture architecture) throws ModelFileException {
        return loadWeights(file, architecture, LoadOptions.strict());
    }

    /// Loads the weights of a plain safetensors file, for example a `state_dict` from PyTorch.
    ///
    /// Parameters are expected under PyTorch's names: `weight_ih_l0`, … for a bare network, and `lstm.weight_ih_l0`, …,
    /// `fc.weight`, `fc.bias` for a network with a head. Modules with other names are accepted if exactly one fits: the
    /// recurrent module by its parameters and shapes (`module.lstm`, `_orig_mod.lstm`, `rnn`, …), the head and the
    /// embedding by their shapes. The parameters of a cell, such as `torch.nn.LSTMCell`, are those of layer 0. F16 and
    /// BF16 are widened; F64 needs [LoadOptions#withNarrowing]. Tensors that are skipped may have any type and size.
    ///
    /// @param file the file
    /// @param architecture the network; the file does not describe it
    /// @param options how to treat names, unexpected tensors and float64
    /// @return new parameters in the layout of the architecture
    /// @throws ModelFileException if the file cannot be read, is not a safetensors file, or does not fit the
    ///         architecture and the options
    /// @throws IllegalArgumentException if two tensors have the same name after renaming, or a renamed tensor is missing
    public static Parameters loadWeights(Path file, Architecture architecture, LoadOptions options)
            throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            return new WeightReader(reader).readStateDict(architecture, options);
        }
    }
}
