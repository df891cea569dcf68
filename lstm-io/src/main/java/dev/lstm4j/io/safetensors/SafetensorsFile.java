package dev.lstm4j.io.safetensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The content of a safetensors file.
///
/// @param metadata the strings of `__metadata__`
/// @param tensors in the order of their data in the file
public record SafetensorsFile(Map<String, String> metadata, List<Tensor> tensors) {

    /// Copies both and keeps the order.
    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    /// Finds a tensor.
    ///
    /// @param name name in the file
    /// @return the tensor
    /// @throws IllegalArgumentException if the file has no tensor of that name
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
