package dev.lstm4j.examples;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellSettings;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The adding problem (Hochreiter and Schmidhuber 1997, in the form of Le, Jaitly and Hinton 2015, with the markers
/// placed as by Arjovsky, Shah and Bengio 2016): each of T steps has a number from 0 to 1 and a marker, which is 1 at
/// one step of the first half and at one step of the second half. The target is the sum of the two marked numbers.
/// Always predicting 1 gives a mean squared error of 1/6; a lower error requires remembering a number over many
/// irrelevant steps.
///
/// Each batch is drawn anew, so the network cannot memorise examples.
///
/// `lstm-training/run-example AddingProblem lstm 100 1 180 adding-problem.csv`
///
/// trains an LSTM at T = 100 with seed 1 for at most 180 seconds and appends the errors during training to the file.
/// The results of three cells are in docs/adding-problem.md.
public final class AddingProblem {
    /// The first line of the file; one line for each evaluation follows.
    static final String HEADER = "cell,steps,seed,update,seconds,error";
    /// The mean squared error of always predicting 1: twice the variance of a number.
    static final double ERROR_OF_ONE = 1.0 / 6;
    /// The problem counts as solved below this error.
    static final double SOLVED = 0.01;
    private static final int FEATURES = 2;

    private final int time;
    private final Randomness randomness;
    private final float[] x;
    private final float[] y;

    /// The settings of a training.
    ///
    /// @param cell the kind of the recurrent layer
    /// @param time T
    /// @param hidden H
    /// @param batch B, the number of sequences per update
    /// @param learningRate the learning rate of Adam
    /// @param clipNorm the largest norm of a gradient
    /// @param forgetBias the initial sum of the biases of an LSTM's forget gate
    /// @param judged the number of test sequences
    /// @param every the number of updates between two evaluations
    /// @param enough training stops below this error
    record Settings(Cell cell, int time, int hidden, int batch, double learningRate, double clipNorm,
            double forgetBias, int judged, int every, double enough) {

        /// The settings of docs/adding-problem.md. They are the same for all cells and lengths, except that a plain RNN
        /// has a lower learning rate: it learns nothing with that of an LSTM.
        static Settings of(Cell cell, int time) {
            double learningRate = cell instanceof Rnn ? 0.0005 : 0.005;
            return new Settings(cell, time, 64, 32, learningRate, 1, 1, 1000, 100, 0.001);
        }

        Settings withLearningRate(double rate) {
            return new Settings(cell, time, hidden, batch, rate, clipNorm, forgetBias, judged, every, enough);
        }

        Architecture architecture() {
            return Architecture.of(cell, FEATURES, hidden).withHead(Head.lastStep(1));
        }
    }

    /// One evaluation.
    ///
    /// @param update the number of updates so far
    /// @param seconds the time since the start of training, including evaluations
    /// @param error the mean squared error on the test set
    record Point(int update, double seconds, double error) {}

    /// Allocates arrays for the given number of sequences.
    AddingProblem(int time, int sequences, Randomness randomness) {
        this.time = time;
        this.randomness = randomness;
        this.x = new float[sequences * time * FEATURES];
        this.y = new float[sequences];
    }

    /// Draws new sequences.
    void draw() {
        for (int b = 0; b < y.length; b++) {
            int first = randomness.nextInt(time / 2);
            int second = time / 2 + randomness.nextInt(time - time / 2);
            for (int t = 0; t < time; t++) {
                int at = (b * time + t) * FEATURES;
                x[at] = randomness.nextFloat();
                x[at + 1] = t == first || t == second ? 1 : 0;
            }
            y[b] = x[(b * time + first) * FEATURES] + x[(b * time + second) * FEATURES];
        }
    }

    /// The inputs of the sequences drawn last.
    ///
    /// @return `[B, T, 2]`, not a copy
    float[] x() {
        return x;
    }

    /// The targets of the sequences drawn last.
    ///
    /// @return `[B, 1]`, not a copy
    float[] y() {
        return y;
    }

    /// Trains until the error is small or a limit of time or updates is reached.
    ///
    /// @param settings the settings of the training
    /// @param seed the seed of the initial weights and of all sequences
    /// @param seconds the time limit
    /// @param updates the largest number of updates
    /// @param listener receives each evaluation
    /// @return the evaluations
    static List<Point> train(Settings settings, long seed, double seconds, int updates, Consumer<Point> listener) {
        Architecture architecture = settings.architecture();
        Parameters parameters = Initializer.pytorch().withForgetBias(settings.forgetBias).draw(architecture, seed);
        Optimizer adam = Adam.of(settings.learningRate).create();
        AddingProblem training = new AddingProblem(settings.time, settings.batch, Randomness.of(seed, "training"));
        AddingProblem test = new AddingProblem(settings.time, settings.judged, Randomness.of(seed, "judge"));
        test.draw();
        List<Point> points = new ArrayList<>();
        long began = System.nanoTime();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, settings.batch, settings.time,
                Engine.auto().withThreads(Runtime.getRuntime().availableProcessors()), seed)) {
            for (int update = 0;; update++) {
                boolean last = update == updates || secondsSince(began) >= seconds;
                if (last || update % settings.every == 0) {
                    double error = test.errorOf(new Model(architecture, parameters));
                    Point point = new Point(update, secondsSince(began), error);
                    points.add(point);
                    listener.accept(point);
                    if (last || error < settings.enough) {
                        return points;
                    }
                }
                training.draw();
                network.computeGradients(Batch.of(training.x, training.y, settings.batch), MeanSquaredError.of());
                network.clipGradientNorm(settings.clipNorm);
                network.update(adam);
            }
        }
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) * 1e-9;
    }

    private double errorOf(Model model) {
        float[] answers = new float[y.length];
        Network network = Network.of(model,
                new Engine(KernelSelection.kernels(), Runtime.getRuntime().availableProcessors()));
        try (InferenceSession session = network.session(y.length, time)) {
            session.forward(x, y.length, answers);
        }
        double sum = 0;
        for (int b = 0; b < y.length; b++) {
            double difference = answers[b] - y[b];
            sum += difference * difference;
        }
        return sum / y.length;
    }

    /// Trains one network, prints the evaluations and appends them to a file.
    ///
    /// @param args the cell (`lstm`, `gru`, `rnn`), T, the seed, the time limit in seconds, the file, and optionally a
    ///        learning rate that replaces that of the settings
    public static void main(String[] args) {
        try {
            if (args.length < 5 || args.length > 6) {
                throw new IllegalArgumentException("expected a cell, steps, a seed, seconds, a file and perhaps a "
                        + "learning rate, such as lstm 100 1 180 adding-problem.csv; found " + args.length
                        + " arguments");
            }
            int time = (int) number("steps", args[1], 2, 100_000);
            Settings settings = Settings.of(Cells.of(args[0], CellSettings.none()), time);
            long seed = number("seed", args[2], 0, Long.MAX_VALUE);
            long seconds = number("seconds", args[3], 1, 86_400);
            run(args.length == 5 ? settings : settings.withLearningRate(rate(args[5])), seed, seconds,
                    Path.of(args[4]));
        } catch (IllegalArgumentException e) {
            System.err.println("adding problem: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("adding problem: " + args[4] + " cannot be written: " + e);
            System.exit(1);
        }
    }

    private static void run(Settings settings, long seed, long seconds, Path file) throws IOException {
        // Fails before the training if the file cannot be written.
        Files.writeString(file, Files.exists(file) ? "" : HEADER + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        String cell = settings.cell.name();
        System.out.printf(Locale.ROOT, "%s, %d steps, seed %d; answering 1 has an error of %.4f%n", cell,
                settings.time, seed, ERROR_OF_ONE);
        double[] printed = {Double.NEGATIVE_INFINITY};
        List<Point> points = train(settings, seed, seconds, Integer.MAX_VALUE, point -> {
            if (point.seconds >= printed[0] + 5) {
                print(point);
                printed[0] = point.seconds;
            }
        });
        print(points.getLast());
        StringBuilder lines = new StringBuilder();
        for (Point point : thinned(points)) {
            lines.append(String.format(Locale.ROOT, "%s,%d,%d,%d,%.2f,%.6f\n", cell, settings.time, seed,
                    point.update, point.seconds, point.error));
        }
        Files.writeString(file, lines, StandardOpenOption.APPEND);
        points.stream().filter(point -> point.error < SOLVED).findFirst().ifPresentOrElse(
                point -> System.out.printf(Locale.ROOT, "below " + SOLVED + " after %.1f s and %d updates%n",
                        point.seconds,
                        point.update),
                () -> System.out.println("never below " + SOLVED));
    }

    /// Enough points for a plot: each is at least 5 % plus 0.1 s later than the one before. The first point below
    /// [#SOLVED] and the last point are always kept.
    private static List<Point> thinned(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        double next = 0;
        boolean solved = false;
        for (Point point : points) {
            boolean solving = !solved && point.error < SOLVED;
            if (point.seconds >= next || solving || point == points.getLast()) {
                kept.add(point);
                next = point.seconds * 1.05 + 0.1;
            }
            solved |= solving;
        }
        return kept;
    }

    private static void print(Point point) {
        System.out.printf(Locale.ROOT, "%7d updates %7.1f s   error %.5f%n", point.update, point.seconds,
                point.error);
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                name + ": expected a whole number from " + least + " to " + most + ", found '" + text + "'");
    }

    private static double rate(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value < 1) {
                return value;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new IllegalArgumentException("learning rate: expected a number above 0 and below 1, found '" + text
                + "'");
    }
}
