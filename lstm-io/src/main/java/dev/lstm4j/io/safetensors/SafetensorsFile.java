package dev.lstm4j.io.safetensors;

import java.util.List;
import java.util.Map;

/// All that a safetensors file holds.
///
/// @param metadata the texts of `__metadata__`
/// @param tensors in the order in which their data stand in the file
public record SafetensorsFile(Map<String, String> metadata, List<Tensor> tensors) {

    /// Copies both.
    public SafetensorsFile {
        metadata = Map.copyOf(metadata);
        tensors = List.copyOf(tensors);
    }

    /// Finds a tensor.
    ///
    /// @param name as in the file
    /// @return the tensor of that name
    /// @throws IllegalArgumentException where the file has none
    public Tensor tensor(String name) {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        throw new IllegalArgumentException(
                "tensor: expected one of " + tensors.stream().map(Tensor::name).toList() + ", found '" + name + "'");
    }
}
