package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import org.jspecify.annotations.Nullable;

/// The buffers of a [ForwardPass], allocated once for the largest batch and time. The backward pass reads them too.
public final class ForwardBuffers {
    /// The number of input rows that inference multiplies at a time if the weights do not fit into a cache.
    private static final int ROWS_AT_A_TIME = 256;

    private final int maxBatch;
    private final int maxTime;
    private final Sequences sequences;
    private final LayerInput[] inputs;
    private final float[][] aboveTransition;
    private final float[][] outputs;
    private final LayerStates[][] states;
    private final StateSlots[][] slots;
    private final RecurrentFactors[][] factors;

    ForwardBuffers(PackedNetwork network, int maxBatch, int maxTime, Keep kept, Noise noise, int members) {
        if (maxBatch < 1 || maxTime < 1) {
            throw new IllegalArgumentException(
                    "session: expected a batch and a time of at least 1, found " + maxBatch + " and " + maxTime);
        }
        Sizes.floats("session, batch times time", maxBatch, maxTime);
        Architecture architecture = network.architecture();
        int count = architecture.numLayers();
        int directions = architecture.directions();
        this.maxBatch = maxBatch;
        this.maxTime = maxTime;
        this.sequences = new Sequences(maxBatch, maxTime);
        this.inputs = new LayerInput[count];
        this.aboveTransition = new float[count][];
        this.outputs = new float[count][];
        this.states = new LayerStates[count][directions];
        this.slots = new StateSlots[count][directions];
        boolean drops = noise.withinLayers() != null;
        this.factors = new RecurrentFactors[drops ? count : 0][directions];
        for (int layer = 0; layer < count; layer++) {
            LayerShape shape = network.shape(layer);
            inputs[layer] = new LayerInput();
            outputs[layer] = new float[Sizes.floats("session, hidden states", maxTime + 2L, maxBatch,
                    shape.outputWidth())];
            aboveTransition[layer] = layer == 0
                    ? new float[0]
                    : noise.betweenLayers() == null ? outputs[layer - 1] : new float[outputs[layer - 1].length];
            for (int direction = 0; direction < directions; direction++) {
                states[layer][direction] = layerStates(shape, kept, members);
                slots[layer][direction] = new StateSlots(shape, direction, kept != Keep.NOTHING, sequences);
                if (drops) {
                    factors[layer][direction] = new RecurrentFactors(shape, direction, maxBatch, maxTime);
                }
            }
        }
    }

    private LayerStates layerStates(LayerShape shape, Keep kept, int members) {
        if (kept != Keep.NOTHING) {
            return LayerStates.ofSteps(shape, maxBatch, maxTime, kept);
        }
        if (Strategy.projected(shape)) {
            return LayerStates.ofSteps(shape, maxBatch, Math.clamp(ROWS_AT_A_TIME / maxBatch, 1, maxTime), kept);
        }
        if (shape.wholeRows()) {
            return LayerStates.ofSteps(shape, maxBatch, 1, kept);
        }
        return LayerStates.ofBlock(shape, maxBatch, members);
    }

    /// The largest batch.
    ///
    /// @return B
    public int maxBatch() {
        return maxBatch;
    }

    /// The largest number of steps.
    ///
    /// @return T
    public int maxTime() {
        return maxTime;
    }

    /// The rows and steps of the current batch.
    ///
    /// @return the same object for every batch
    public Sequences sequences() {
        return sequences;
    }

    /// The location of a layer's inputs in the current batch.
    ///
    /// @param layer from 0
    /// @return the location
    public LayerInput input(int layer) {
        return inputs[layer];
    }

    /// A layer's inputs after the transition from the layer below; without a transition, the outputs of that layer.
    float[] aboveTransition(int layer) {
        return aboveTransition[layer];
    }

    /// A layer's outputs in time slots `[T + 2, B, D·V]`: slot t + 1 holds step t.
    ///
    /// @param layer from 0
    /// @return not a copy
    public float[] outputs(int layer) {
        return outputs[layer];
    }

    /// The gates and cell states of a layer and direction.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return not a copy
    public LayerStates states(int layer, int direction) {
        return states[layer][direction];
    }

    StateSlots slots(int layer, int direction) {
        return slots[layer][direction];
    }

    /// The factors of recurrent dropout.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return null without recurrent dropout
    public @Nullable RecurrentFactors recurrentFactors(int layer, int direction) {
        return factors.length == 0 ? null : factors[layer][direction];
    }
}
