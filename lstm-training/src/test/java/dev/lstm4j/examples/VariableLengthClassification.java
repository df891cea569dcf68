package dev.lstm4j.examples;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.metrics.Classification;
import dev.lstm4j.training.optimizers.Adam;
import java.util.Arrays;
import java.util.Locale;

/// Classifies sequences of 5 to 60 steps in one batch: the temporal order problem (Hochreiter and Schmidhuber 1997,
/// experiment 6a). Each step is one of six symbols. Two steps at random positions are X or Y; all others are one of the
/// distractors a, b, c, d. The four classes are the ordered pairs XX, XY, YX and YY. The counts of the symbols do not
/// distinguish XY from YX: the network must remember the first until the second.
///
/// The head reads the last valid step of each sequence. There the forward direction has read the whole sequence, the
/// reverse direction only that step.
///
/// A [Mask] gives the length of each sequence. The steps after its end are NaN, so reading them would make every answer
/// NaN.
///
/// `lstm-training/run-example VariableLengthClassification`
public final class VariableLengthClassification {
    /// XX, XY, YX, YY.
    static final int CLASSES = 4;
    static final int SHORTEST = 5;
    static final int LONGEST = 60;
    /// a, b, c, d, X, Y.
    static final int SYMBOLS = 6;
    private static final int X = 4;
    private static final int HIDDEN = 32;
    private static final int BATCH = 32;

    /// Sequences and their classes.
    ///
    /// @param x `[B, T, I]`, one-hot; NaN after the end of a sequence
    /// @param classes `[B]`, 2·first + second, where X is 0 and Y is 1
    /// @param mask the length of each sequence
    record Batch(float[] x, float[] classes, Mask mask) {

        static Batch draw(Randomness randomness, int size) {
            float[] x = new float[size * LONGEST * SYMBOLS];
            Arrays.fill(x, Float.NaN);
            float[] classes = new float[size];
            int[] lengths = new int[size];
            for (int b = 0; b < size; b++) {
                int length = SHORTEST + randomness.nextInt(LONGEST - SHORTEST + 1);
                int first = randomness.nextInt(length - 1);
                int second = first + 1 + randomness.nextInt(length - 1 - first);
                int label = randomness.nextInt(CLASSES);
                for (int t = 0; t < length; t++) {
                    int symbol = t == first ? X + label / 2 : t == second ? X + label % 2 : randomness.nextInt(X);
                    int at = (b * LONGEST + t) * SYMBOLS;
                    Arrays.fill(x, at, at + SYMBOLS, 0);
                    x[at + symbol] = 1;
                }
                classes[b] = label;
                lengths[b] = length;
            }
            return new Batch(x, classes, Mask.ofLengths(LONGEST, lengths));
        }
    }

    private VariableLengthClassification() {}

    /// Trains a bidirectional LSTM. Each update has new random sequences.
    ///
    /// @param seed the seed of the weights and the sequences
    /// @param updates the number of updates
    /// @return the model
    static Model train(long seed, int updates) {
        Architecture architecture = Architecture.lstm(SYMBOLS, HIDDEN).withBidirectional(true)
                .withHead(Head.lastStep(CLASSES));
        Parameters parameters = Initializer.keras().draw(architecture, seed);
        Randomness randomness = Randomness.of(seed, "training");
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, BATCH, LONGEST,
                Engine.auto().withThreads(Runtime.getRuntime().availableProcessors()), seed)) {
            for (int update = 0; update < updates; update++) {
                Batch batch = Batch.draw(randomness, BATCH);
                network.computeGradients(new dev.lstm4j.Batch(batch.x, batch.mask, batch.classes, null, BATCH),
                        CrossEntropyLoss.of());
                network.clipGradientNorm(1);
                network.update(adam);
            }
        }
        return new Model(architecture, parameters);
    }

    /// Evaluates a model.
    ///
    /// @param model the model
    /// @param batch the test set
    /// @return the accuracy, and F1 of each class
    static Classification score(Model model, Batch batch) {
        int size = batch.classes.length;
        float[] logits = new float[size * CLASSES];
        try (InferenceSession session = Network.of(model).session(size, LONGEST)) {
            session.forward(batch.x, batch.mask, logits);
        }
        Classification classification = new Classification(CLASSES);
        classification.add(logits, batch.classes, null, size);
        return classification;
    }

    /// The accuracy of always predicting the most frequent class.
    ///
    /// @param batch the test set
    /// @return the share of that class
    static double majority(Batch batch) {
        int[] counts = new int[CLASSES];
        for (float label : batch.classes) {
            counts[(int) label]++;
        }
        return Arrays.stream(counts).max().orElseThrow() / (double) batch.classes.length;
    }

    /// Trains models with more and more updates and prints their accuracies.
    ///
    /// @param args none
    public static void main(String[] args) {
        Batch heldOut = Batch.draw(Randomness.of(1, "held out"), 2000);
        System.out.printf(Locale.ROOT, "accuracy on a test set of 2000 sequences of %d to %d steps:%n", SHORTEST,
                LONGEST);
        System.out.printf(Locale.ROOT, "%6.2f %%  always the most frequent class%n", 100 * majority(heldOut));
        for (int updates = 0; updates <= 1600; updates = Math.max(100, 2 * updates)) {
            System.out.printf(Locale.ROOT, "%6.2f %%  after %d updates%n",
                    100 * score(train(1, updates), heldOut).accuracy(), updates);
        }
    }
}
