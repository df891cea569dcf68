package dev.lstm4j.simd.internal;

import dev.lstm4j.PackedMatrix;
import dev.lstm4j.ParameterLayout;

/// The weights of one layer and direction as the forward products read them: gates interleaved in blocks of N units,
/// one panel a block, and in a panel first the rows of the input weights, then those of the recurrent weights. A step
/// so reads one stretch of memory from front to back. Both biases are summed.
public final class PackedLayer {
    private final LayerShape shape;
    private final PackedMatrix weights;
    private final float[] bias;
    private final ParameterLayout.Entry inputWeights;
    private final ParameterLayout.Entry hiddenWeights;
    private final ParameterLayout.Entry[] biases;

    PackedLayer(LayerShape shape, ParameterLayout layout, boolean hasBias, int direction) {
        this.shape = shape;
        this.weights = new PackedMatrix(shape.inputWidth() + shape.hidden(), shape.blocks() * shape.blockWidth(),
                shape.lanes(), shape.gates());
        this.bias = new float[shape.blocks() * shape.blockWidth()];
        this.inputWeights = layout.get("weight_ih", shape.layer(), direction);
        this.hiddenWeights = layout.get("weight_hh", shape.layer(), direction);
        this.biases = hasBias
                ? new ParameterLayout.Entry[]{layout.get("bias_ih", shape.layer(), direction),
                        layout.get("bias_hh", shape.layer(), direction)}
                : new ParameterLayout.Entry[0];
    }

    /// The layer's sizes.
    ///
    /// @return the shape
    public LayerShape shape() {
        return shape;
    }

    PackedMatrix weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    /// Where the input weights lie among the parameters.
    ///
    /// @return `weight_ih`'s entry
    public ParameterLayout.Entry inputWeights() {
        return inputWeights;
    }

    /// Where the recurrent weights lie among the parameters.
    ///
    /// @return `weight_hh`'s entry
    public ParameterLayout.Entry hiddenWeights() {
        return hiddenWeights;
    }

    /// Where the biases lie among the parameters.
    ///
    /// @return `bias_ih`'s and `bias_hh`'s entries, or none
    public ParameterLayout.Entry[] biases() {
        return biases;
    }

    /// Copies some blocks of units from the flat parameters.
    void pack(float[] parameters, int fromBlock, int toBlock) {
        int width = shape.blockWidth();
        int segment = shape.layer() == 0 ? shape.inputSize() : shape.hidden();
        for (int block = fromBlock; block < toBlock; block++) {
            int units = shape.units(block);
            for (int gate = 0; gate < shape.gates(); gate++) {
                int row = gate * shape.hidden() + block * shape.lanes();
                int to = weights.offset(block) + gate * shape.lanes();
                for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                    transpose(parameters, inputWeights.offset() + row * shape.inputSize() + feature,
                            shape.inputSize(), units, segment, to + shape.inputColumn(feature) * width, width);
                }
                transpose(parameters, hiddenWeights.offset() + row * shape.hidden(), shape.hidden(), units,
                        shape.hidden(), to + shape.inputWidth() * width, width);
                for (int unit = 0; unit < units; unit++) {
                    float sum = 0;
                    for (ParameterLayout.Entry entry : biases) {
                        sum += parameters[entry.offset() + row + unit];
                    }
                    bias[block * width + gate * shape.lanes() + unit] = sum;
                }
            }
        }
    }

    /// Rows become columns: read along as many rows as there are units at a time, written in one stretch for each k.
    private void transpose(float[] from, int offset, int stride, int units, int length, int to, int width) {
        float[] data = weights.data();
        for (int k = 0; k < length; k++) {
            int at = to + k * width;
            int source = offset + k;
            for (int unit = 0; unit < units; unit++) {
                data[at + unit] = from[source];
                source += stride;
            }
        }
    }
}
