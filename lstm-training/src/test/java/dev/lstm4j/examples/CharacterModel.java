package dev.lstm4j.examples;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.metrics.Perplexity;
import dev.lstm4j.training.optimizers.Adam;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/// A character-level language model: each character is a one-hot vector of C inputs, and at every step the network
/// predicts the probability of each character to be the next one. Training reads the text in pieces of T steps and
/// carries the states from piece to piece: gradients go back at most T steps, states may hold older information.
///
/// `lstm-training/run-example CharacterModel`
///
/// trains a model on [Sentences], prints the bits per character of a test text, and generates text.
public final class CharacterModel {
    private static final int HIDDEN = 64;
    /// The number of sections of the text that are read in parallel.
    private static final int BATCH = 16;
    private static final int TIME = 32;

    private final String alphabet;
    private final Model model;

    private CharacterModel(String alphabet, Model model) {
        this.alphabet = alphabet;
        this.model = model;
    }

    /// Creates an untrained model.
    ///
    /// @param text contains every character of the alphabet
    /// @param seed the seed of the initial weights
    /// @return the model
    static CharacterModel untrained(String text, long seed) {
        StringBuilder alphabet = new StringBuilder();
        text.chars().distinct().sorted().forEach(character -> alphabet.append((char) character));
        int characters = alphabet.length();
        Architecture architecture = Architecture.lstm(characters, HIDDEN).withHead(Head.everyStep(characters));
        return new CharacterModel(alphabet.toString(),
                new Model(architecture, Initializer.keras().draw(architecture, seed)));
    }

    /// The same model with rounded weights.
    ///
    /// @param weights the type of the weights
    /// @return a changed copy
    CharacterModel withWeights(WeightType weights) {
        return new CharacterModel(alphabet, model.withWeights(weights));
    }

    /// Trains on a text for some epochs.
    ///
    /// @param text the training text, of characters of the alphabet
    /// @param epochs the number of epochs
    /// @param listener receives the number of each epoch, from 1, at its end
    void train(String text, int epochs, IntConsumer listener) {
        int characters = alphabet.length();
        // Each row of the batch reads its own section of the text; the target of each character is the next one.
        int section = (text.length() - 1) / BATCH;
        float[] x = new float[BATCH * TIME * characters];
        float[] y = new float[BATCH * TIME];
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(model.architecture(), model.parameters(), BATCH, TIME,
                Engine.auto().withThreads(Runtime.getRuntime().availableProcessors()), 0)) {
            network.setStateful(true);
            for (int epoch = 1; epoch <= epochs; epoch++) {
                network.resetStates();
                for (int from = 0; from + TIME <= section; from += TIME) {
                    Arrays.fill(x, 0);
                    for (int b = 0; b < BATCH; b++) {
                        for (int t = 0; t < TIME; t++) {
                            int at = b * section + from + t;
                            x[(b * TIME + t) * characters + index(text.charAt(at))] = 1;
                            y[b * TIME + t] = index(text.charAt(at + 1));
                        }
                    }
                    network.computeGradients(Batch.of(x, y, BATCH), CrossEntropyLoss.of());
                    network.clipGradientNorm(1);
                    network.update(adam);
                }
                listener.accept(epoch);
            }
        }
    }

    /// The perplexity of the model on a text: the effective number of equally likely next characters.
    ///
    /// @param text characters of the alphabet; all but the first are predicted
    /// @return the perplexity; its logarithm to base 2 is the number of bits per character
    double perplexity(String text) {
        CrossEntropyLoss loss = CrossEntropyLoss.of();
        Perplexity perplexity = new Perplexity();
        float[] x = new float[alphabet.length()];
        float[] logits = new float[alphabet.length()];
        float[] next = new float[1];
        try (StreamingSession session = Network.of(model).stream()) {
            for (int at = 0; at + 1 < text.length(); at++) {
                step(session, x, text.charAt(at), logits);
                next[0] = index(text.charAt(at + 1));
                perplexity.add(loss.forwardBackward(logits, next, null, 1, logits.length, logits), 1);
            }
        }
        return perplexity.value();
    }

    /// Generates text.
    ///
    /// @param start the text to continue, at least one character
    /// @param length the number of characters to generate
    /// @param temperature 1 samples from the model's probabilities, a lower value prefers likely characters
    /// @param randomness the source of random numbers
    /// @return the generated text, without the start
    String sample(String start, int length, double temperature, Randomness randomness) {
        float[] x = new float[alphabet.length()];
        float[] logits = new float[alphabet.length()];
        StringBuilder text = new StringBuilder(start);
        try (StreamingSession session = Network.of(model).stream()) {
            for (int at = 0; at < start.length() + length - 1; at++) {
                step(session, x, text.charAt(at), logits);
                if (at + 1 == text.length()) {
                    text.append(alphabet.charAt(draw(logits, temperature, randomness)));
                }
            }
        }
        return text.substring(start.length());
    }

    private void step(StreamingSession session, float[] x, char character, float[] logits) {
        int index = index(character);
        x[index] = 1;
        session.step(x, logits);
        x[index] = 0;
    }

    /// Draws an index with the probabilities `softmax(logits / temperature)`.
    private static int draw(float[] logits, double temperature, Randomness randomness) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] sums = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += Math.exp((logits[i] - largest) / temperature);
            sums[i] = sum;
        }
        double drawn = randomness.nextFloat() * sum;
        int index = 0;
        while (index < logits.length - 1 && sums[index] <= drawn) {
            index++;
        }
        return index;
    }

    private int index(char character) {
        int index = alphabet.indexOf(character);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "text: expected characters of \"" + alphabet + "\", found '" + character + "'");
        }
        return index;
    }

    /// The perplexity of a model that knows only the frequency of each character.
    ///
    /// @param text both the source of the frequencies and the test text
    /// @return two to the power of the entropy in bits
    static double unigramPerplexity(String text) {
        double entropy = 0;
        for (int character : text.chars().distinct().toArray()) {
            double share = text.chars().filter(other -> other == character).count() / (double) text.length();
            entropy -= share * Math.log(share);
        }
        return Math.exp(entropy);
    }

    private static double bits(double perplexity) {
        return Math.log(perplexity) / Math.log(2);
    }

    /// Trains a model and prints the results.
    ///
    /// @param args none
    public static void main(String[] args) {
        String text = Sentences.write(Randomness.of(1, "training"), 100_000).characters();
        Sentences.Text heldOut = Sentences.write(Randomness.of(1, "held out"), 10_000);
        CharacterModel model = untrained(text, 1);
        System.out.println("bits per character of the test text:");
        System.out.printf(Locale.ROOT, "%6.3f  frequencies only%n", bits(unigramPerplexity(heldOut.characters())));
        System.out.printf(Locale.ROOT, "%6.3f  before training%n", bits(model.perplexity(heldOut.characters())));
        model.train(text, 5, epoch -> System.out.printf(Locale.ROOT, "%6.3f  after %d epochs%n",
                bits(model.perplexity(heldOut.characters())), epoch));
        System.out.printf(Locale.ROOT, "%6.3f  lower bound, from the grammar%n", heldOut.bits());
        for (double temperature : new double[]{0.3, 1, 2}) {
            System.out.printf(Locale.ROOT, "%ngenerated at temperature %s:%n%s%n", temperature,
                    model.sample("\n", 160, temperature, Randomness.of(1, "sample")));
        }
    }
}
