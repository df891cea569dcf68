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
    private final int steps;
    private final boolean kept;

    LayerStates(LayerShape shape, int batch, int steps, boolean kept) {
        this.steps = steps;
        this.kept = kept;
        int rows = Math.multiplyExact(steps, batch);
        int width = shape.blockWidth();
        int blockStride = Math.multiplyExact(rows, width);
        this.gates = new float[Math.multiplyExact(shape.blocks(), blockStride)];
        this.gateRows = new Operand(gates, width, width, blockStride);
        this.cells = new float[Math.multiplyExact(kept ? steps + 1 : 1, batch * shape.padded())];
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

    /// For how many steps there is room for gates.
    ///
    /// @return at least 1
    public int steps() {
        return steps;
    }

    /// Whether every step's cell state and gates are kept.
    ///
    /// @return true in training
    public boolean kept() {
        return kept;
    }
}
