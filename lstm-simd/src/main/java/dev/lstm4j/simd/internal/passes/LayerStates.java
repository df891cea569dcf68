package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;

/// The buffers of one layer and direction, sized once for the largest batch and sequence.
///
/// Kept gates are stored block by block, `[U, steps·B, G·N]`: a block's rows of all steps are neighbours, so the
/// gradient of the weights reads them as one tall matrix. If no later pass reads them, each thread has a buffer for one
/// block of its rows, which stays in the cache. Cell states are stored in slots `[slots, B, K·U·N]`, a row's K states
/// one after the other; training keeps one slot for each step and one for the start; inference has one slot, which each
/// step overwrites. The inputs of a second product within the step (pre-projection outputs, or inputs of the inner
/// gate) have slots too.
public final class LayerStates {
    /// What a run keeps.
    public enum Keep {
        /// Only what the next step needs.
        NOTHING,
        /// Gates and states of all steps, to be read.
        FOR_TRACE,
        /// What the backward pass needs of all steps.
        FOR_TRAINING
    }

    /// The gates' buffer and its layout.
    private record Gates(float[] values, int rows, int blockStride, int memberStride) {}

    private final Gates gates;
    private final float[] cells;
    private final float[] secondInputs;
    private final Keep kept;

    private LayerStates(Gates gates, float[] cells, float[] secondInputs, Keep kept) {
        this.gates = gates;
        this.cells = cells;
        this.secondInputs = secondInputs;
        this.kept = kept;
    }

    /// Allocates the gates of several steps, and the cell states of all these steps if they are kept.
    static LayerStates ofSteps(LayerShape shape, int batch, int steps, Keep kept) {
        boolean keeps = kept != Keep.NOTHING;
        int rows = Sizes.floats("session, batch times time", steps, batch);
        int blockStride = Sizes.floats("session, gates", rows, shape.blockWidth());
        float[] values = new float[Sizes.floats("session, gates", shape.blocks(), blockStride)];
        return new LayerStates(new Gates(values, rows, blockStride, 0), cells(shape, batch, keeps ? steps + 1L : 1),
                secondInputs(shape, batch, keeps ? steps : 1), kept);
    }

    /// Allocates the gates of one block of units of one step for each thread; for a batch of one row, those of
    /// all blocks.
    static LayerStates ofBlock(LayerShape shape, int batch, int members) {
        int memberStride = Sizes.floats("session, gates", Math.max(batch, shape.blocks()), shape.blockWidth());
        float[] values = new float[Sizes.floats("session, gates", members, memberStride)];
        return new LayerStates(new Gates(values, 0, 0, memberStride), cells(shape, batch, 1),
                secondInputs(shape, batch, 1), Keep.NOTHING);
    }

    private static float[] cells(LayerShape shape, int batch, long slots) {
        return new float[Sizes.floats("session, cell states", slots, batch, shape.cellWidth())];
    }

    private static float[] secondInputs(LayerShape shape, int batch, long slots) {
        return new float[shape.hasSecondProduct()
                ? Sizes.floats("session, pre-projection outputs", slots, batch, shape.padded())
                : 0];
    }

    /// The gates: pre-activations, then activations, then in training their gradients.
    ///
    /// @return row r of block u begins at `u·blockStride + r·G·N`
    public float[] gates() {
        return gates.values;
    }

    /// Floats from a block of units to the next.
    ///
    /// @return 0 if only one block fits
    public int blockStride() {
        return gates.blockStride;
    }

    /// The start of a thread's own part of the gates.
    int memberOffset(int member) {
        return member * gates.memberStride;
    }

    /// The cell states.
    ///
    /// @return slot after slot
    public float[] cells() {
        return cells;
    }

    /// The inputs of a second product within the step, such as a projection, in slots `[slots, B, U·N]`.
    ///
    /// @return empty without such a product
    public float[] secondInputs() {
        return secondInputs;
    }

    /// The slot of a time in [#secondInputs].
    ///
    /// @param time t
    /// @return t if all are kept, else 0
    public int secondInputSlot(int time) {
        return kept() ? time : 0;
    }

    /// The number of rows, steps times batch, whose gates fit.
    ///
    /// @return 0 if only one block of one step fits
    public int rows() {
        return gates.rows;
    }

    /// Whether every step's cell state and gates are kept.
    ///
    /// @return true in training and for a trace
    public boolean kept() {
        return kept != Keep.NOTHING;
    }

    /// Whether the gates and states are kept for the backward pass.
    boolean training() {
        return kept == Keep.FOR_TRAINING;
    }
}
