package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;

/// The positions of the states of one layer and direction. Hidden states are in the layer's outputs, in time slots
/// `[T + 2, B, D·V]`: slot t + 1 holds step t, slot 0 the initial state of the forward direction, slot T + 1 that of
/// the reverse direction. Cell states are in slots `[T + 1, B, K·U·N]`, or in a single slot if only the latest ones are
/// kept ([LayerStates]).
final class StateSlots {
    private final LayerShape shape;
    private final int direction;
    private final boolean kept;
    private final Sequences sequences;

    StateSlots(LayerShape shape, int direction, boolean kept, Sequences sequences) {
        this.shape = shape;
        this.direction = direction;
        this.kept = kept;
        this.sequences = sequences;
    }

    /// The time slot of the hidden state before a step.
    int hiddenSlotBefore(int time) {
        return direction == 0 ? time : time + 2;
    }

    /// The slot of the cell state before a step.
    int cellSlotBefore(int time) {
        return !kept ? 0 : direction == 0 ? time : time + 1;
    }

    /// The slot of the cell state after a step.
    int cellSlotAfter(int time) {
        return !kept ? 0 : direction == 0 ? time + 1 : time;
    }

    /// The offset of a row's hidden state before its first step.
    int startHidden(int row) {
        return hidden(direction == 0 ? 0 : sequences.length(row) + 1, row);
    }

    /// The offset of a row's hidden state after its last step.
    int endHidden(int row) {
        return hidden(direction == 0 ? sequences.length(row) : 1, row);
    }

    /// The offset of a row's cell state before its first step.
    int startCell(int row) {
        return cell(direction == 0 || !kept ? 0 : sequences.length(row), row);
    }

    /// The offset of a row's cell state after its last step.
    int endCell(int row) {
        return cell(direction == 1 || !kept ? 0 : sequences.length(row), row);
    }

    /// The offset of a row's hidden state after a number of steps of the forward direction, or after its last step if
    /// it has fewer.
    int hiddenAfter(int steps, int row) {
        return hidden(Math.min(steps, sequences.length(row)), row);
    }

    /// The same for a row's cell state, if those of all steps are kept.
    int cellAfter(int steps, int row) {
        return cell(Math.min(steps, sequences.length(row)), row);
    }

    private int hidden(int slot, int row) {
        return (slot * sequences.batch() + row) * shape.outputWidth() + direction * shape.statePadded();
    }

    private int cell(int slot, int row) {
        return (slot * sequences.batch() + row) * shape.cellWidth();
    }
}
