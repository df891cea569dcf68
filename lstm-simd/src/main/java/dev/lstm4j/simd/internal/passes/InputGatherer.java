package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedNetwork;

/// The inputs of the lowest layer. Without a mask, or if every row begins with its valid steps and no row is longer
/// than the one before, this is the caller's own array. Otherwise, and always with an embedding, it is a copy of the
/// valid steps.
final class InputGatherer {
    private final PackedNetwork network;
    private final Architecture architecture;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private final boolean embeds;
    private float[] gathered = {};
    private int[] tokens = {};

    InputGatherer(PackedNetwork network, ForwardBuffers buffers) {
        this.network = network;
        this.architecture = network.architecture();
        this.buffers = buffers;
        this.sequences = buffers.sequences();
        this.embeds = architecture.numEmbeddings() > 0;
    }

    /// Sets the lowest layer's input for the current batch.
    ///
    /// @param x `[B, T, I]`, or tokens `[B, T]`
    /// @throws IllegalArgumentException if the token of a valid step is out of range; the input is not set then
    void gather(float[] x) {
        int width = architecture.inputSize();
        if (!embeds && sequences.inOrder()) {
            buffers.input(0).set(x, 0, width, sequences.outerTime() * width);
            return;
        }
        if (embeds) {
            readTokens(x);
        }
        copySteps(embeds ? network.embedding() : x, width);
        buffers.input(0).set(gathered, 0, sequences.batch() * width, width);
    }

    /// Copies the valid steps in time-major order, with the rows in the inner order of [Sequences].
    private void copySteps(float[] from, int width) {
        int batch = sequences.batch();
        if (gathered.length == 0) {
            gathered = new float[Sizes.floats("session, input", buffers.maxBatch(), buffers.maxTime(), width)];
        }
        for (int row = 0; row < batch; row++) {
            int outer = sequences.outerRow(row) * sequences.outerTime();
            for (int t = 0; t < sequences.length(row); t++) {
                int source = embeds ? tokens[t * batch + row] : outer + sequences.outerStep(row, t);
                System.arraycopy(from, source * width, gathered, (t * batch + row) * width, width);
            }
        }
    }

    private void readTokens(float[] x) {
        int batch = sequences.batch();
        if (tokens.length == 0) {
            tokens = new int[buffers.maxBatch() * buffers.maxTime()];
        }
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < sequences.length(row); t++) {
                int outer = sequences.outerRow(row) * sequences.outerTime() + sequences.outerStep(row, t);
                int token = (int) x[outer];
                if (token != x[outer] || token < 0 || token >= architecture.numEmbeddings()) {
                    throw new IllegalArgumentException("x: expected tokens from 0 to "
                            + (architecture.numEmbeddings() - 1) + ", found " + x[outer] + " in sequence "
                            + sequences.outerRow(row) + " at step " + sequences.outerStep(row, t));
                }
                tokens[t * batch + row] = token;
            }
        }
    }

    /// The tokens of the current batch.
    ///
    /// @return `[T, B]`, set at valid steps; empty without an embedding
    int[] tokens() {
        return tokens;
    }
}
