package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;

/// The gates and cell states of one layer and direction, allocated once for the largest batch and number of steps.
///
/// - **Gates** of several steps are stored block by block, `[U, steps·B, G·N]`: the rows of all steps are contiguous
///   within a block, so that the gradient of the weights reads them as one tall matrix. If the gates are not kept, each
///   thread usually has a buffer for only one block of its rows, which stays in the cache.
/// - **Cell states** are stored in slots `[slots, B, K·U·N]`, with the K states of a row one after the other. In
///   training and for a trace there is one slot for each step and one for the initial states; otherwise there is one
///   slot, which each step overwrites.
/// - The **inputs of a second product** within the step (pre-projection outputs, or inputs of the inner gate) are
///   stored in slots too.
public final class LayerStates {
    /// Which values a run keeps.
    public enum Keep {
        /// Only what the next step needs.
        NOTHING,
        /// The gates and states of all steps, for a trace.
        FOR_TRACE,
        /// What the backward pass needs from all steps.
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

    /// The gates: first pre-activations, then activations; in training then the gradients of the pre-activations.
    ///
    /// @return row r of block u begins at `u·blockStride + r·G·N`
    public float[] gates() {
        return gates.values;
    }

    /// The number of floats from one block of units to the next.
    ///
    /// @return 0 if only one block of one step is stored
    public int blockStride() {
        return gates.blockStride;
    }

    /// The offset of a thread's own part of the gates.
    int memberOffset(int member) {
        return member * gates.memberStride;
    }

    /// The cell states.
    ///
    /// @return `[slots, B, K·U·N]`, not a copy
    public float[] cells() {
        return cells;
    }

    /// The inputs of a second product within the step, such as a projection, in slots `[slots, B, U·N]`.
    ///
    /// @return empty without such a product
    public float[] secondInputs() {
        return secondInputs;
    }

    /// The slot of a step in [#secondInputs].
    ///
    /// @param time t
    /// @return t if all steps are kept, otherwise 0
    public int secondInputSlot(int time) {
        return kept() ? time : 0;
    }

    /// The number of rows (steps times batch) of the gates.
    ///
    /// @return 0 if only one block of one step is stored
    public int rows() {
        return gates.rows;
    }

    /// Whether the gates and cell states of every step are kept.
    ///
    /// @return true in training and for a trace
    public boolean kept() {
        return kept != Keep.NOTHING;
    }

    /// Whether they are kept for the backward pass.
    boolean training() {
        return kept == Keep.FOR_TRAINING;
    }
}
