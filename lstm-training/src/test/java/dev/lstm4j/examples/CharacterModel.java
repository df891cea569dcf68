package dev.lstm4j.examples;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.init.Randomness;
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

/// A language model of characters: each character comes in as one of C inputs (one-hot), and at every step the network
/// says how likely each character is to be the next one. The text is read in pieces of T steps, and the states are
/// carried from piece to piece, so that what is learned goes back T steps while what is remembered may be older.
///
/// `lstm-training/run-example CharacterModel`
///
/// trains one on [Sentences], says how many bits it needs for a character of a text it has not seen, and lets it write.
public final class CharacterModel {
    private static final int HIDDEN = 64;
    /// Places of the text that are read at the same time.
    private static final int BATCH = 16;
    private static final int TIME = 32;

    private final String alphabet;
    private final Model model;

    private CharacterModel(String alphabet, Model model) {
        this.alphabet = alphabet;
        this.model = model;
    }

    /// A model that has read nothing.
    ///
    /// @param text whose characters it is to know
    /// @param seed draws its weights
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

    /// Reads a text several times, all of it each time, and learns.
    ///
    /// @param text of characters that it knows
    /// @param epochs how many times
    /// @param listener told the number of each epoch, from 1, when it is over
    void read(String text, int epochs, IntConsumer listener) {
        int characters = alphabet.length();
        // Each row of the batch reads a stretch of its own, and every character is answered for by the one before it.
        int stretch = (text.length() - 1) / BATCH;
        float[] x = new float[BATCH * TIME * characters];
        float[] y = new float[BATCH * TIME];
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(model.architecture(), model.parameters(), BATCH, TIME,
                Engine.auto().withThreads(Runtime.getRuntime().availableProcessors()), 0)) {
            network.setStateful(true);
            for (int epoch = 1; epoch <= epochs; epoch++) {
                network.resetStates();
                for (int from = 0; from + TIME <= stretch; from += TIME) {
                    Arrays.fill(x, 0);
                    for (int b = 0; b < BATCH; b++) {
                        for (int t = 0; t < TIME; t++) {
                            int at = b * stretch + from + t;
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

    /// Among how many characters, all equally likely, the model is undecided.
    ///
    /// @param text of characters that it knows; each but the first is answered for
    /// @return the perplexity; its logarithm to base 2 are the bits a character
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

    /// Lets the model write.
    ///
    /// @param start the text to continue, at least one character
    /// @param length how many characters
    /// @param temperature 1 draws as the model believes, less the likelier ones more often
    /// @param randomness draws
    /// @return what follows the start
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

    /// One of the softmax of `logits / temperature`.
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

    /// The perplexity of who knows only how often each character comes.
    ///
    /// @param text counted and judged
    /// @return two to the power of its entropy in bits
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

    /// Trains and prints.
    ///
    /// @param args none
    public static void main(String[] args) {
        String text = Sentences.write(Randomness.of(1, "training"), 100_000).characters();
        Sentences.Text heldOut = Sentences.write(Randomness.of(1, "held out"), 10_000);
        CharacterModel model = untrained(text, 1);
        System.out.println("bits a character of a text it has not seen:");
        System.out.printf(Locale.ROOT, "%6.3f  frequencies alone%n", bits(unigramPerplexity(heldOut.characters())));
        System.out.printf(Locale.ROOT, "%6.3f  before%n", bits(model.perplexity(heldOut.characters())));
        model.read(text, 5, epoch -> System.out.printf(Locale.ROOT, "%6.3f  after reading %d times%n",
                bits(model.perplexity(heldOut.characters())), epoch));
        System.out.printf(Locale.ROOT, "%6.3f  who knows the grammar%n", heldOut.bits());
        for (double temperature : new double[]{0.3, 1, 2}) {
            System.out.printf(Locale.ROOT, "%nit writes at temperature %s:%n%s%n", temperature,
                    model.sample("\n", 160, temperature, Randomness.of(1, "sample")));
        }
    }
}
