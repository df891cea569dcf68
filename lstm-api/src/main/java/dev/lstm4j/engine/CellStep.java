package dev.lstm4j.engine;

/// The operands of one cell step: some rows of the batch, N units of the layer. The time loop sets the fields and
/// reuses the same object, so that a step allocates nothing. Fields that a cell does not need are not read.
///
/// A row of gates holds the units' gates side by side: `[i×N, f×N, g×N, o×N]`. Rows are apart by their strides. With
/// one sequence alone the rows are the blocks of units of that sequence, so that the cell is called once for all
/// of them.
public final class CellStep {
    /// The number of rows of the batch.
    public int rows;
    /// N, the number of units.
    public int units;

    /// The number of adjacent blocks of N units: 1, except for a cell that sees whole rows.
    public int blocks = 1;
    /// Floats from a block's gates to the next block's of the same row; gradients and states of a row's blocks are
    /// stored side by side.
    public int gatesBlockStride;
    /// The number of units without padding; set for a cell that sees whole rows.
    public int layerUnits;
    /// Forward: whether a backward pass follows. If so, the cell may store in the gates whatever its backward
    /// step needs.
    public boolean training;

    /// Pre-activations in, activations out; backward: activations in, gradients of the pre-activations out.
    public float[] gates = {};
    /// The first row's first gate.
    public int gatesOffset;
    /// Floats from a row of gates to the next.
    public int gatesStride;

    /// Backward out: the gradients of the pre-activations once more, laid out for the product that gives the gradients
    /// of the previous step.
    public float[] dGates = {};
    /// Its first row's first gate.
    public int dGatesOffset;
    /// Floats from a row to the next.
    public int dGatesStride;

    /// The cell's states before the step: one after the other, [#stateStride] apart.
    public float[] cellBefore = {};
    /// The first state of the first row's first unit.
    public int cellBeforeOffset;
    /// The cell's states after the step; forward they may be the same floats as before. Backward a cell without weights
    /// of its units may overwrite them: no earlier step needs them.
    public float[] cell = {};
    /// The first state of the first row's first unit.
    public int cellOffset;
    /// Floats from a row of states to the next, before and after.
    public int cellStride;
    /// Floats from one of the cell's states to the next of the same row: before, after, and of the gradients.
    public int stateStride;

    /// The units' own weights, `[K×N]` for a block: peepholes.
    public float[] unitWeights = {};
    /// Those of the first row's block.
    public int unitWeightsOffset;
    /// Floats from a row's to the next one's: 0 if all rows are of one block.
    public int unitWeightsStride;

    /// Backward out: the gradients of the units' own weights are added here, `[K×N]` for a block, each row of the batch
    /// its own.
    public float[] dUnitWeights = {};
    /// Those of the first row's block.
    public int dUnitWeightsOffset;
    /// Floats from a row's to the next one's.
    public int dUnitWeightsStride;

    /// For a cell with a second product, forward out: what that product reads, `[P]` a row; backward in: its gradient.
    public float[] inner = {};
    /// The first row.
    public int innerOffset;
    /// What the second product gave, a sum for each unit; backward out: its gradient. Rows are apart as those of
    /// [#inner].
    public float[] innerSums = {};
    /// The first row.
    public int innerSumsOffset;
    /// Floats from a row to the next, of both.
    public int innerStride;

    /// As many floats as `CellFunction.scratch()` asks for, the calling thread's own.
    public float[] scratch = {};

    /// The hidden state after the step.
    public float[] hidden = {};
    /// Its first row's first unit.
    public int hiddenOffset;
    /// Floats from a row of the hidden state to the next.
    public int hiddenStride;

    /// Backward in: the gradient of the hidden state from the step after, through the recurrent weights.
    public float[] dHidden = {};
    /// Its first row's first unit.
    public int dHiddenOffset;
    /// Floats from a row to the next.
    public int dHiddenStride;
    /// Backward in: the gradient of the hidden state from the layer above.
    public float[] dOutput = {};
    /// Its first row's first unit.
    public int dOutputOffset;
    /// Floats from a row to the next.
    public int dOutputStride;
    /// Backward in: the gradients of the cell's states after the step; out: of those before it. States are
    /// [#stateStride] apart.
    public float[] dCell = {};
    /// The first state of the first row's first unit.
    public int dCellOffset;
    /// Floats from a row to the next.
    public int dCellStride;

    /// All fields zero and all arrays empty.
    public CellStep() {}
}
