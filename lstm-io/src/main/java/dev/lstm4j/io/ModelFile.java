package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.LittleEndian;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Saves and loads models as safetensors under PyTorch's parameter names, so that `safetensors.torch.load_file` reads a
/// model made here, and [#loadWeights] a `state_dict` made there. `__metadata__` holds the architecture, the forecasting
/// task with its scaling, the provenance, and a SHA-256 over all of that and the weights.
///
/// What is loaded is the same, bit for bit, as what was saved, weights that are NaN or infinite among them.
public final class ModelFile {
    private ModelFile() {}

    /// Saves a model. The same model gives the same bytes. An old file of that name stays as it was until the new one is
    /// complete on the disk; where anything fails it stays for good.
    ///
    /// @param file to be written or replaced
    /// @param model not to be changed by another thread meanwhile
    /// @throws ModelFileException where the file cannot be written
    /// @throws IllegalArgumentException where a text of the task or the provenance is not valid Unicode
    public static void save(Path file, Model model) throws ModelFileException {
        List<Tensor> tensors = tensors(model.parameters());
        Map<String, String> metadata = ModelMetadata.of(model);
        metadata.put(ModelMetadata.CHECKSUM, checksum(metadata, tensors));
        Safetensors.write(file, metadata, tensors);
    }

    private static List<Tensor> tensors(Parameters parameters) {
        MemorySegment values = MemorySegment.ofArray(parameters.values());
        List<Tensor> tensors = new ArrayList<>();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            tensors.add(new Tensor(entry.name(), DType.F32, entry.shape(), WeightReader.slice(values, entry)));
        }
        return tensors;
    }

    private static String checksum(Map<String, String> metadata, List<Tensor> tensors) {
        Checksum checksum = new Checksum(metadata);
        try {
            for (Tensor tensor : tensors) {
                LittleEndian.encode(tensor.data(), tensor.dtype(), checksum::addData);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("checksum: expected no file, found one", e);
        }
        return checksum.hex();
    }

    /// Loads a model that [#save] wrote. Nothing in the file is believed: sizes are compared with the file's length before
    /// memory is taken, and a file of which a byte has changed is refused.
    ///
    /// @param file to be read
    /// @return the model
    /// @throws ModelFileException where the file cannot be read, is not an LSTM4J model file of a known version, or was
    ///         changed or damaged
    public static Model load(Path file) throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            ModelMetadata metadata = new ModelMetadata(reader.headerPlace(), reader.header().metadata());
            Architecture architecture = metadata.architecture();
            Checksum checksum = new Checksum(metadata.texts());
            Parameters parameters = new WeightReader(reader).readExactly(architecture, checksum);
            metadata.requireChecksum(checksum.hex());
            ForecastTask task = metadata.task();
            try {
                return new Model(architecture, parameters, task, metadata.profile(), metadata.provenance());
            } catch (IllegalArgumentException e) {
                throw metadata.place().problem("model: " + e.getMessage(), e);
            }
        }
    }

    /// Loads the weights of a plain safetensors file, such as a `state_dict` that PyTorch saved. The file says nothing of
    /// the network, so the caller does; names and shapes must then fit: `weight_ih_l0`, … for a bare network,
    /// `lstm.weight_ih_l0`, …, `fc.weight`, `fc.bias` for one with a head. F16 and BF16 are widened. Tensors of other
    /// names are passed over, but not a further layer, direction or bias of the same network.
    ///
    /// @param file to be read
    /// @param architecture what the network looks like
    /// @return new parameters in the layout of the architecture
    /// @throws ModelFileException where the file cannot be read, is not safetensors, or holds another network
    public static Parameters loadWeights(Path file, Architecture architecture) throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            return new WeightReader(reader).readStateDict(architecture);
        }
    }
}
