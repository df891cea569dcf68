package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.WeightType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The weights of one layer and direction, packed for the forward products. The gates are interleaved in blocks of N
/// units, with one panel per block. A panel contains the rows of the input weights, then those of the recurrent
/// weights, so that a step reads memory sequentially. The two biases are stored as their sum. The units' own weights
/// (such as peepholes, block by block), the projection and the initial states are stored separately.
public final class PackedLayer {
    private final LayerShape shape;
    private @Nullable PackedMatrix weights;
    private @Nullable QuantizedMatrix quantized;
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

    /// Replaces the floats of the gates' weights by quantized weights, which have the same values. After that, the
    /// layer cannot be packed again. The other matrices stay float32: they are much smaller.
    void quantize(WeightType type) {
        quantized = new QuantizedMatrix(floats(), type, shape.inputWidth());
        weights = null;
    }

    /// Multiplies with some panels of the gates' weights.
    ///
    /// @param kernels the kernels that the layer was packed for
    /// @param product the left-hand matrix, the start and the result
    /// @param panel the first panel, which is also the first block of units
    /// @param panels the number of panels
    public void multiply(Kernels kernels, Product product, int panel, int panels) {
        if (quantized == null) {
            kernels.product(product, floats(), panel, panels);
        } else {
            kernels.product(product, quantized, panel, panels);
        }
    }

    private PackedMatrix floats() {
        return Objects.requireNonNull(weights, "weights: expected floats, found quantized weights");
    }

    public float[] bias() {
        return bias;
    }

    /// The units' own weights, such as peepholes, `[U, K·N]` for K weights per unit.
    ///
    /// @return empty if the cell has none
    public float[] unitWeights() {
        return unitWeights;
    }

    /// The weights of the projection.
    ///
    /// @return null without a projection
    @Nullable
    public PackedMatrix projection() {
        return projection;
    }

    /// The position of the input weights in the parameters.
    ///
    /// @return the entry of `weight_ih`
    public ParameterLayout.Entry inputWeights() {
        return inputWeights;
    }

    /// The position of the recurrent weights in the parameters.
    ///
    /// @return the entry of `weight_hh`
    public ParameterLayout.Entry hiddenWeights() {
        return hiddenWeights;
    }

    /// The position of the biases in the parameters.
    ///
    /// @return the entries of `bias_ih` and `bias_hh`, or none
    public ParameterLayout.Entry[] biases() {
        return biases;
    }

    /// The position of the projection's weights in the parameters.
    ///
    /// @return the entry of `weight_hr`, or null without a projection
    public ParameterLayout.@Nullable Entry projectionWeights() {
        return projectionWeights;
    }

    /// The positions of the units' own weights in the parameters.
    ///
    /// @return for each of the K weights per unit, the offset of its `[H]`
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

    /// The network's own initial hidden state.
    ///
    /// @return `[V]`; zeros if it is not trainable
    public float[] startHidden() {
        return startHidden;
    }

    /// The network's own initial cell states.
    ///
    /// @return `[K·U·N]` for K states; zeros if they are not trainable
    public float[] startCell() {
        return startCell;
    }

    /// The position of the initial hidden state in the parameters.
    ///
    /// @return the entry of `h0`, or null if it is not trainable
    public ParameterLayout.@Nullable Entry hiddenStart() {
        return hiddenStart;
    }

    /// The positions of the initial cell states in the parameters.
    ///
    /// @return an entry for each state that the cell declares, such as `c0`; none if they are not trainable
    public List<ParameterLayout.Entry> cellStarts() {
        return cellStarts;
    }

    /// Copies the initial states from the flat parameters.
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

    /// Copies the weights of some blocks of units from the flat parameters.
    void pack(float[] parameters, int fromBlock, int toBlock) {
        PackedMatrix floats = floats();
        int width = shape.blockWidth();
        int segment = shape.layer() == 0 ? shape.inputSize() : shape.state();
        for (int block = fromBlock; block < toBlock; block++) {
            int units = shape.units(block);
            int first = block * shape.lanes();
            for (int gate = 0; gate < shape.gates(); gate++) {
                int column = block * width + gate * shape.lanes();
                int inputRow = cell.inputGate(gate) * shape.hidden() + first;
                for (int feature = 0; inputRow >= 0 && feature < shape.inputSize(); feature += segment) {
                    floats.setTransposed(shape.inputColumn(feature), column, units, parameters,
                            inputWeights.offset() + inputRow * shape.inputSize() + feature, shape.inputSize(), segment);
                }
                int hiddenRow = cell.hiddenGate(gate) * shape.hidden() + first;
                if (hiddenRow >= 0 && gate != shape.innerGate()) {
                    floats.setTransposed(shape.inputWidth(), column, units, parameters,
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

    /// Copies the recurrent weights of the inner gate from the flat parameters.
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
