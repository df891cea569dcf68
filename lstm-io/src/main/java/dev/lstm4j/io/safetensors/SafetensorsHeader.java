package dev.lstm4j.io.safetensors;

import java.util.List;
import java.util.Map;

/// What the header of a safetensors file says, already checked against the file's length.
///
/// @param metadata the texts of `__metadata__`
/// @param entries in the order of the data, which they cover without gap or overlap
public record SafetensorsHeader(Map<String, String> metadata, List<HeaderEntry> entries) {}
