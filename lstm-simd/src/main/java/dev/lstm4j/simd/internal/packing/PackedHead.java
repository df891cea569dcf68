package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.PackedMatrix;

/// The weights of the head, packed for its product in panels of four vectors of outputs.
public final class PackedHead {
    private final Head head;
    private final LayerShape below;
    private final PackedMatrix weights;
    private final float[] bias;
    private final ParameterLayout.Entry weight;
    private final ParameterLayout.Entry biasEntry;

    PackedHead(Head head, LayerShape below, ParameterLayout layout) {
        this.head = head;
        this.below = below;
        this.weights = PackedMatrix.ofWidePanels(below.outputWidth(), head.outputSize(), below.format());
        this.bias = new float[Math.ceilDiv(head.outputSize(), below.lanes()) * below.lanes()];
        this.weight = layout.get("fc.weight");
        this.biasEntry = layout.get("fc.bias");
    }

    /// The declaration of the head.
    ///
    /// @return its size, steps and output function
    public Head head() {
        return head;
    }

    /// The shape of the layer below the head.
    ///
    /// @return the shape of the top layer
    public LayerShape below() {
        return below;
    }

    /// The number of floats in an output row.
    ///
    /// @return O rounded up to whole vectors
    public int width() {
        return bias.length;
    }

    /// The position of the weights in the parameters.
    ///
    /// @return the entry of `fc.weight`
    public ParameterLayout.Entry weight() {
        return weight;
    }

    /// The position of the bias in the parameters.
    ///
    /// @return the entry of `fc.bias`
    public ParameterLayout.Entry biasEntry() {
        return biasEntry;
    }

    public PackedMatrix weights() {
        return weights;
    }

    public float[] bias() {
        return bias;
    }

    void pack(float[] parameters) {
        int hidden = below.state();
        for (int output = 0; output < head.outputSize(); output++) {
            int from = weight.offset() + output * below.directions() * hidden;
            for (int direction = 0; direction < below.directions(); direction++) {
                for (int unit = 0; unit < hidden; unit++) {
                    weights.set(direction * below.statePadded() + unit, output,
                            parameters[from + direction * hidden + unit]);
                }
            }
            bias[output] = parameters[biasEntry.offset() + output];
        }
    }
}
