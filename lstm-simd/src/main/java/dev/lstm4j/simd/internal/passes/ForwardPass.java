package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/// Runs the forward pass of a network, layer by layer: for batches, for streaming (a batch of one row and one step
/// that starts from carried states), and for training (which keeps what the backward pass reads). A call of
/// [#run] takes a complete [ForwardRequest] and returns a [ForwardResult]. Buffers are reused; a run allocates memory
/// only if it needs a buffer, or a larger one, for the first time. Not thread-safe.
public final class ForwardPass {
    private final PackedNetwork network;
    private final Architecture architecture;
    private final Workers workers;
    private final Noise noise;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private final InputGatherer gatherer;
    private final StateTransfer transfer;
    private final LayerForward[][] layers;
    private final Workers.Job[] layerJobs;
    private final @Nullable HeadForward head;
    private final ForwardResult result;
    /// Whether the buffers hold the final states of a run.
    private boolean hasFinalStates;
    /// Whether the final states have already been moved to the start: the run that should continue from them failed
    /// before it began.
    private boolean carried;
    /// In the current run, whether the top reverse layer runs only the step that the head reads.
    private boolean lastStepOnly;

    /// Allocates the buffers.
    ///
    /// @param network the weights
    /// @param workers the threads
    /// @param maxBatch the largest B
    /// @param maxTime the longest T
    /// @param kept which values of all steps are kept
    /// @param noise dropout in training
    /// @throws IllegalArgumentException if a size is below 1, or a buffer would be too large
    public ForwardPass(PackedNetwork network, Workers workers, int maxBatch, int maxTime, Keep kept, Noise noise) {
        this.network = network;
        this.architecture = network.architecture();
        this.workers = workers;
        this.noise = noise;
        this.buffers = new ForwardBuffers(network, maxBatch, maxTime, kept, noise, workers.size());
        this.sequences = buffers.sequences();
        this.gatherer = new InputGatherer(network, buffers);
        this.transfer = new StateTransfer(network, buffers);
        this.layers = new LayerForward[architecture.numLayers()][architecture.directions()];
        this.layerJobs = new Workers.Job[layers.length];
        for (int l = 0; l < layers.length; l++) {
            for (int d = 0; d < layers[l].length; d++) {
                layers[l][d] = new LayerForward(network, l, d, buffers, workers);
            }
            int layer = l;
            layerJobs[l] = (member, members) -> runLayer(layer, member, members);
        }
        PackedHead packed = network.head();
        this.head = packed == null ? null : new HeadForward(network.kernels(), packed, buffers, workers);
        this.result = new ForwardResult(new Answers(network, buffers, head), transfer, kept != Keep.NOTHING);
    }

    /// The buffers, which the backward pass and a trace read.
    ///
    /// @return the same object for every run
    public ForwardBuffers buffers() {
        return buffers;
    }

    /// The rows that the head reads.
    ///
    /// @return null without a head
    public @Nullable HeadInput headInput() {
        return head == null ? null : head.input();
    }

    /// The tokens of the last run.
    ///
    /// @return `[T, B]`, set at valid steps; empty without an embedding
    public int[] tokens() {
        return gatherer.tokens();
    }

    /// Whether the last run started from trainable states, so that these have gradients.
    ///
    /// @return true for a network with trainable states, unless states were given or carried
    public boolean startedTrainable() {
        return transfer.startedTrainable();
    }

    /// Copies the network's own initial states: zeros, or trainable states.
    ///
    /// @param to out: states of a batch of any size
    public void readOwnStates(States to) {
        transfer.readOwn(to);
    }

    /// The first step that the last run computed for a layer and direction. It computed all later steps of the longest
    /// sequence.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return 0, or T - 1 for the top reverse layer if only a head on the last step reads it
    public int firstTime(int layer, int direction) {
        return lastStepOnly && direction == 1 && layer == layers.length - 1 ? sequences.time() - 1 : 0;
    }

    /// Runs a batch.
    ///
    /// @param request what to run
    /// @return a view of the results, overwritten by the next run; the same object for every run
    /// @throws IllegalArgumentException if the mask or the states have other sizes than the batch, the batch is empty or
    ///         larger than the buffers, or a token is out of range; states that were to be carried are not lost
    /// @throws IllegalStateException if states are to be carried and the previous run does not fit this one
    public ForwardResult run(ForwardRequest request) {
        begin(request);
        gatherer.gather(request.inputs());
        carried = false;
        hasFinalStates = false;
        PackedHead packed = network.head();
        lastStepOnly = packed != null && readsLastStepOnly(packed.head().steps()) && !request.finalStates()
                && !sequences.masked();
        for (int layer = 0; layer < layers.length; layer++) {
            LayerShape shape = network.shape(layer);
            if (layer > 0) {
                passOn(shape);
            }
            // Threads that divide the units synchronize at each step, threads that divide the rows only at the end.
            boolean byUnits = Strategy.byUnits(shape, workers.size());
            int meetings = byUnits ? sequences.time() : 1;
            long multiplyAdds = shape.weights() * sequences.start(sequences.time()) / meetings;
            int members = Strategy.members(multiplyAdds, workers.size());
            if (byUnits) {
                workers.run(layerJobs[layer], members);
            } else {
                workers.runBySpeed(layerJobs[layer], members);
            }
        }
        if (head != null) {
            head.run();
        }
        hasFinalStates = true;
        result.set(request.finalStates());
        return result;
    }

    private static boolean readsLastStepOnly(Head.Steps steps) {
        return switch (steps) {
            case LAST -> true;
            case FINAL, EVERY, MEAN, MAX -> false;
        };
    }

    /// Checks the request, and sets the batch and its initial states.
    private void begin(ForwardRequest request) {
        int rows = request.rows();
        int steps = request.steps();
        if (rows < 1 || rows > buffers.maxBatch() || steps < 1 || steps > buffers.maxTime()) {
            throw new IllegalArgumentException("batch: expected 1 to " + buffers.maxBatch() + " rows of 1 to "
                    + buffers.maxTime() + " steps, found " + rows + " of " + steps);
        }
        States given = request.given();
        if (given != null) {
            given.requireFit("states", architecture, rows);
        }
        if (request.carried()) {
            requireCarried(request);
            if (!carried) {
                transfer.carry();
                carried = true;
            }
            sequences.set(rows, steps, null);
        } else {
            sequences.set(rows, steps, request.mask());
            hasFinalStates = false;
            transfer.start(given);
        }
        HiddenStateNoise within = noise.withinLayers();
        for (int l = 0; within != null && l < layers.length; l++) {
            for (int d = 0; d < layers[l].length; d++) {
                RecurrentFactors factors = buffers.recurrentFactors(l, d);
                if (factors != null) {
                    within.draw(factors, rows);
                }
            }
        }
    }

    private void requireCarried(ForwardRequest request) {
        String found = !hasFinalStates
                ? "none"
                : architecture.bidirectional()
                        ? "one in two directions"
                        : sequences.masked() || request.mask() != null
                                ? "a mask"
                                : sequences.batch() != request.rows() ? "one of " + sequences.batch() + " rows" : null;
        if (found != null) {
            throw new IllegalStateException("states: expected an earlier pass over " + request.rows()
                    + " rows in one direction without a mask, found " + found);
        }
    }

    /// Sets the inputs of a layer to the outputs of the layer below.
    private void passOn(LayerShape shape) {
        int layer = shape.layer();
        int width = shape.inputWidth();
        int rows = sequences.batch();
        LayerTransition between = noise.betweenLayers();
        if (between != null) {
            between.forward(shape, buffers.outputs(layer - 1), buffers.aboveTransition(layer), rows, sequences.time());
        }
        buffers.input(layer).set(buffers.aboveTransition(layer), rows * width, rows * width, width);
    }

    private void runLayer(int layer, int member, int members) {
        for (int d = 0; d < layers[layer].length; d++) {
            layers[layer][d].run(member, members, firstTime(layer, d), sequences.time());
        }
    }
}
