package dev.lstm4j.simd.internal;

import dev.lstm4j.Operand;

/// The buffers of one layer and direction, sized once for the largest batch and sequence.
///
/// Gates lie block by block, `[U, steps·B, G·N]`: a block's rows of all steps are neighbours, so the gradient of the
/// weights reads them as one tall matrix. Cell states lie in slots `[slots, B, U·N]`; a training keeps one for each step
/// and one for the start, an inference only one, which each step replaces.
public final class LayerStates {
    private final float[] gates;
    private final Operand gateRows;
    private final float[] cells;
    private final int rows;
    private final boolean kept;

    LayerStates(LayerShape shape, int batch, int steps, boolean kept) {
        this.kept = kept;
        this.rows = Sizes.floats("session, batch times time", steps, batch);
        int width = shape.blockWidth();
        int blockStride = Sizes.floats("session, gates", rows, width);
        this.gates = new float[Sizes.floats("session, gates", shape.blocks(), blockStride)];
        this.gateRows = new Operand(gates, width, width, blockStride);
        this.cells = new float[Sizes.floats("session, cell states", kept ? steps + 1L : 1, batch, shape.padded())];
    }

    /// The gates: pre-activations, then activations, then in training their gradients.
    ///
    /// @return row r of block u begins at `u·blockStride + r·rowStride`
    public Operand gates() {
        return gateRows;
    }

    /// The cell states.
    ///
    /// @return slot after slot
    public float[] cells() {
        return cells;
    }

    /// For how many rows, steps times batch, there is room for gates.
    ///
    /// @return at least the largest batch
    public int rows() {
        return rows;
    }

    /// Whether every step's cell state and gates are kept.
    ///
    /// @return true in training
    public boolean kept() {
        return kept;
    }
}
