package dev.lstm4j.engine;

/// The arrays of one cell step, with their offsets and strides: some rows of the batch and N units of the layer. The
/// time loop sets the fields and reuses the same object for all steps, so a step allocates nothing. Fields that a cell
/// does not need are not read.
///
/// A row of gates is `[i×N, f×N, g×N, o×N]`. A stride is the number of floats from the start of one row to the start of
/// the next. For a single sequence, the rows are the blocks of units of that sequence, so the cell is called once for
/// all of them.
public final class CellStep {
    /// The number of rows of the batch.
    public int rows;
    /// N, the number of units.
    public int units;

    /// The number of adjacent blocks of N units: 1, except for a cell that needs whole rows.
    public int blocks = 1;
    /// Floats from the gates of one block to those of the next in the same row. The gradients and states of a row's
    /// blocks are contiguous.
    public int gatesBlockStride;
    /// The number of units without padding; set for a cell that needs whole rows.
    public int layerUnits;
    /// Forward: whether a backward pass follows. If so, the cell may store in the gates whatever its backward
    /// step needs.
    public boolean training;

    /// Forward in: pre-activations; out: activations. Backward in: activations; out: gradients of the pre-activations.
    public float[] gates = {};
    /// Offset of the first gate of the first row.
    public int gatesOffset;
    /// Floats from one row of gates to the next.
    public int gatesStride;

    /// Backward out: a copy of the gradients of the pre-activations, laid out for the product that propagates them to
    /// the previous step.
    public float[] dGates = {};
    /// Offset of the first gate of the first row.
    public int dGatesOffset;
    /// Floats from one row to the next.
    public int dGatesStride;

    /// The cell's states before the step: one after the other, [#stateStride] apart.
    public float[] cellBefore = {};
    /// Offset of the first state of the first unit of the first row.
    public int cellBeforeOffset;
    /// The cell's states after the step. In the forward pass they may be the same floats as the states before the step.
    /// In the backward pass a cell without unit weights may overwrite them, since no earlier step needs them.
    public float[] cell = {};
    /// Offset of the first state of the first unit of the first row.
    public int cellOffset;
    /// Floats from one row of states to the next, for the states before and after the step.
    public int cellStride;
    /// Floats from one of the cell's states to the next in the same row, for the states before and after the step and
    /// for their gradients.
    public int stateStride;

    /// The units' own weights, such as peepholes: `[K×N]` for each block.
    public float[] unitWeights = {};
    /// Offset of the first row's block.
    public int unitWeightsOffset;
    /// Floats from the weights of one row to those of the next: 0 if all rows belong to one block.
    public int unitWeightsStride;

    /// Backward out: accumulates the gradients of the units' own weights, `[K×N]` for each block, separately for each
    /// row of the batch.
    public float[] dUnitWeights = {};
    /// Offset of the first row's block.
    public int dUnitWeightsOffset;
    /// Floats from the gradients of one row to those of the next.
    public int dUnitWeightsStride;

    /// For a cell with an inner gate. Forward out: the input of the inner product, `[P]` per row; backward in:
    /// its gradient.
    public float[] inner = {};
    /// Offset of the first row.
    public int innerOffset;
    /// Forward in: the result of the inner product, one sum for each unit; backward out: its gradient.
    public float[] innerSums = {};
    /// Offset of the first row.
    public int innerSumsOffset;
    /// Floats from one row to the next, for both [#inner] and [#innerSums].
    public int innerStride;

    /// Scratch memory of the calling thread, as large as `CellFunction.scratch()` requires.
    public float[] scratch = {};

    /// The hidden state after the step.
    public float[] hidden = {};
    /// Offset of the first unit of the first row.
    public int hiddenOffset;
    /// Floats from one row of the hidden state to the next.
    public int hiddenStride;

    /// Backward in: the gradient of the hidden state from the next step, through the recurrent weights.
    public float[] dHidden = {};
    /// Offset of the first unit of the first row.
    public int dHiddenOffset;
    /// Floats from one row to the next.
    public int dHiddenStride;
    /// Backward in: the gradient of the hidden state from the layer above.
    public float[] dOutput = {};
    /// Offset of the first unit of the first row.
    public int dOutputOffset;
    /// Floats from one row to the next.
    public int dOutputStride;
    /// Backward in: the gradients of the cell's states after the step; out: those of the states before it. States are
    /// [#stateStride] apart.
    public float[] dCell = {};
    /// Offset of the first state of the first unit of the first row.
    public int dCellOffset;
    /// Floats from one row to the next.
    public int dCellStride;

    /// Creates a step with empty arrays.
    public CellStep() {}
}
