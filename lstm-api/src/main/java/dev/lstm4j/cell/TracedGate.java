package dev.lstm4j.cell;

/// A gate whose values a trace of a network can show. The values are those that a forward step leaves in one of the
/// packed gates.
///
/// @param name such as `input`
/// @param packed the packed gate that holds its values, from 0
/// @param isComplement whether the gate is 1 minus these values, such as a forget gate that is coupled to an input gate
public record TracedGate(String name, int packed, boolean isComplement) {}
