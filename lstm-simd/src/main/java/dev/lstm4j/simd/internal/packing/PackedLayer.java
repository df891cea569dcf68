package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.engine.PackedMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The weights of one layer and direction as the forward products read them: gates interleaved in blocks of N units,
/// one panel a block, and in a panel first the rows of the input weights, then those of the recurrent weights. A step
/// so reads one stretch of memory from front to back. Both biases are summed. Beside them the weights that each unit
/// has for itself, block by block, and those of the projection.
public final class PackedLayer {
    private final LayerShape shape;
    private final PackedMatrix weights;
    private final float[] bias;
    private final float[] unitWeights;
    private final @Nullable PackedMatrix projection;
    private final @Nullable PackedMatrix inner;
    private final float[] startHidden;
    private final float[] startCell;
    private final Cell cell;
    private final ParameterLayout.Entry inputWeights;
    private final ParameterLayout.Entry hiddenWeights;
    private final ParameterLayout.Entry[] biases;
    private final ParameterLayout.@Nullable Entry projectionWeights;
    private final int[] unitOffsets;
    private final ParameterLayout.@Nullable Entry hiddenStart;
    private final List<ParameterLayout.Entry> cellStarts;

    PackedLayer(LayerShape shape, Cell cell, Architecture architecture, ParameterLayout layout, int direction) {
        boolean hasBias = architecture.bias() && cell.hasGateBiases();
        this.shape = shape;
        this.cell = cell;
        this.weights = new PackedMatrix(shape.inputWidth() + shape.state(), shape.blocks() * shape.blockWidth(),
                shape.format(), shape.gates());
        this.bias = new float[shape.blocks() * shape.blockWidth()];
        this.inputWeights = layout.get("weight_ih", shape.layer(), direction);
        this.hiddenWeights = layout.get("weight_hh", shape.layer(), direction);
        this.biases = hasBias
                ? new ParameterLayout.Entry[]{layout.get("bias_ih", shape.layer(), direction),
                        layout.get("bias_hh", shape.layer(), direction)}
                : new ParameterLayout.Entry[0];
        boolean projects = shape.projects();
        this.projectionWeights = projects ? layout.get("weight_hr", shape.layer(), direction) : null;
        this.inner = shape.innerGate() < 0
                ? null
                : PackedMatrix.ofWidePanels(shape.state(), shape.hidden(), shape.format());
        this.projection = projects ? PackedMatrix.ofWidePanels(shape.hidden(), shape.state(), shape.format()) : null;
        this.unitOffsets = unitOffsets(cell.parameters(architecture.bias()), layout, direction);
        this.unitWeights = new float[shape.padded() * unitOffsets.length];
        this.startHidden = new float[shape.statePadded()];
        this.startCell = new float[shape.cellWidth()];
        this.hiddenStart = architecture.trainableStates() ? layout.get("h0", shape.layer(), direction) : null;
        this.cellStarts = architecture.trainableStates()
                ? cell.states().stream().map(state -> layout.get(state + "0", shape.layer(), direction)).toList()
                : List.of();
    }

    /// The layer's sizes.
    ///
    /// @return the shape
    public LayerShape shape() {
        return shape;
    }

    public PackedMatrix weights() {
        return weights;
    }

    public float[] bias() {
        return bias;
    }

    /// The weights that each unit has for itself, `[U, K·N]`.
    ///
    /// @return empty if the cell has none
    public float[] unitWeights() {
        return unitWeights;
    }

    /// The projection's weights.
    ///
    /// @return null without a projection
    @Nullable
    public PackedMatrix projection() {
        return projection;
    }

    /// The place of the input weights among the parameters.
    ///
    /// @return `weight_ih`'s entry
    public ParameterLayout.Entry inputWeights() {
        return inputWeights;
    }

    /// The place of the recurrent weights among the parameters.
    ///
    /// @return `weight_hh`'s entry
    public ParameterLayout.Entry hiddenWeights() {
        return hiddenWeights;
    }

    /// The place of the biases among the parameters.
    ///
    /// @return `bias_ih`'s and `bias_hh`'s entries, or none
    public ParameterLayout.Entry[] biases() {
        return biases;
    }

    /// The place of the projection's weights among the parameters.
    ///
    /// @return `weight_hr`'s entry, or null
    public ParameterLayout.@Nullable Entry projectionWeights() {
        return projectionWeights;
    }

    /// The place of the units' own weights among the parameters.
    ///
    /// @return for each kind of them the place of its `[H]`
    public int[] unitOffsets() {
        return unitOffsets;
    }

    private int[] unitOffsets(List<CellParameter> parameters, ParameterLayout layout, int direction) {
        int[] offsets = new int[parameters.stream().mapToInt(CellParameter::rows).sum()];
        int kind = 0;
        for (CellParameter parameter : parameters) {
            ParameterLayout.Entry entry = layout.get(parameter.name(), shape.layer(), direction);
            for (int at = 0; at < entry.length(); at += shape.hidden()) {
                offsets[kind++] = entry.offset() + at;
            }
        }
        return offsets;
    }

    /// The hidden state that each sequence begins with.
    ///
    /// @return `[V]`, zeros where it is no parameter
    public float[] startHidden() {
        return startHidden;
    }

    /// What each sequence begins with in the place of the cell state.
    ///
    /// @return `[K·U·N]`, zeros where it is no parameter
    public float[] startCell() {
        return startCell;
    }

    /// The place of the hidden state that each sequence begins with among the parameters.
    ///
    /// @return `h0`'s entry, or null
    public ParameterLayout.@Nullable Entry hiddenStart() {
        return hiddenStart;
    }

    /// The place of the further states that each sequence begins with among the parameters.
    ///
    /// @return an entry for each state that the cell declares, such as `c0`; none if they are not parameters
    public List<ParameterLayout.Entry> cellStarts() {
        return cellStarts;
    }

    /// Copies the states that each sequence begins with from the flat parameters.
    void packStart(float[] parameters) {
        if (hiddenStart == null) {
            return;
        }
        System.arraycopy(parameters, hiddenStart.offset(), startHidden, 0, shape.state());
        for (int state = 0; state < cellStarts.size(); state++) {
            System.arraycopy(parameters, cellStarts.get(state).offset(), startCell, state * shape.padded(),
                    shape.hidden());
        }
        if (cell.keepsHidden()) {
            System.arraycopy(startHidden, 0, startCell, 0, shape.hidden());
        }
    }

    /// Copies some blocks of units from the flat parameters.
    void pack(float[] parameters, int fromBlock, int toBlock) {
        int width = shape.blockWidth();
        int segment = shape.layer() == 0 ? shape.inputSize() : shape.state();
        for (int block = fromBlock; block < toBlock; block++) {
            int units = shape.units(block);
            int first = block * shape.lanes();
            for (int gate = 0; gate < shape.gates(); gate++) {
                int column = block * width + gate * shape.lanes();
                int inputRow = cell.inputGate(gate) * shape.hidden() + first;
                for (int feature = 0; inputRow >= 0 && feature < shape.inputSize(); feature += segment) {
                    weights.setTransposed(shape.inputColumn(feature), column, units, parameters,
                            inputWeights.offset() + inputRow * shape.inputSize() + feature, shape.inputSize(), segment);
                }
                int hiddenRow = cell.hiddenGate(gate) * shape.hidden() + first;
                if (hiddenRow >= 0 && gate != shape.innerGate()) {
                    weights.setTransposed(shape.inputWidth(), column, units, parameters,
                            hiddenWeights.offset() + hiddenRow * shape.state(), shape.state(), shape.state());
                }
                for (int unit = 0; biases.length > 0 && unit < units; unit++) {
                    float sum = inputRow < 0 ? 0f : parameters[biases[0].offset() + inputRow + unit];
                    sum += hiddenRow < 0 ? 0f : parameters[biases[1].offset() + hiddenRow + unit];
                    bias[column + unit] = sum;
                }
            }
            int kinds = unitOffsets.length;
            for (int kind = 0; kind < kinds; kind++) {
                System.arraycopy(parameters, unitOffsets[kind] + first, unitWeights,
                        (block * kinds + kind) * shape.lanes(), units);
            }
        }
    }

    /// The recurrent weights of the inner gate, whose product is computed within the step.
    ///
    /// @return `[P, H]`, or null if the cell has no inner gate
    @Nullable
    public PackedMatrix inner() {
        return inner;
    }

    /// Copies the recurrent weights of the inner gate.
    void packInner(float[] parameters) {
        if (inner == null) {
            return;
        }
        int first = hiddenWeights.offset() + cell.hiddenGate(shape.innerGate()) * shape.hidden() * shape.state();
        for (int unit = 0; unit < shape.hidden(); unit++) {
            for (int state = 0; state < shape.state(); state++) {
                inner.set(state, unit, parameters[first + unit * shape.state() + state]);
            }
        }
    }

    /// Copies the projection's weights from the flat parameters.
    void packProjection(float[] parameters) {
        if (projection == null || projectionWeights == null) {
            return;
        }
        for (int state = 0; state < shape.state(); state++) {
            for (int unit = 0; unit < shape.hidden(); unit++) {
                projection.set(unit, state,
                        parameters[projectionWeights.offset() + state * shape.hidden() + unit]);
            }
        }
    }
}
