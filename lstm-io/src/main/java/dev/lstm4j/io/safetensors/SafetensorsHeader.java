package dev.lstm4j.io.safetensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file, checked against the length of the file.
///
/// @param metadata the strings of `__metadata__`
/// @param tensors in the order of their data, which they cover without gaps or overlaps
record SafetensorsHeader(Map<String, String> metadata, List<TensorInfo> tensors) {

    /// Copies both and keeps the order.
    SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }
}
