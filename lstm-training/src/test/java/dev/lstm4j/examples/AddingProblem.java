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

/// The adding problem (Hochreiter and Schmidhuber 1997, as Le, Jaitly and Hinton 2015 have it, the markers placed as
/// by Arjovsky, Shah and Bengio 2016): each of T steps has a number from 0 to 1 and a marker, which is 1 at one step of
/// the first half and at one of the second. The answer is the sum of the two marked numbers. Who always answers 1 has a
/// mean squared error of 1/6; to do better, a number must be kept through a hundred steps and more that do not matter.
///
/// Each batch is drawn again, so there is nothing to learn by heart.
///
/// `lstm-training/run-example AddingProblem lstm 100 1 180 adding-problem.csv`
///
/// trains an LSTM at T = 100 from seed 1 for at most 180 seconds and appends the errors on the way to the file. The
/// results of three cells are in docs/adding-problem.md.
public final class AddingProblem {
    /// Of the file: then a line for each time the network is judged.
    static final String HEADER = "cell,steps,seed,update,seconds,error";
    /// The mean squared error of the answer 1: twice the variance of a number.
    static final double ERROR_OF_ONE = 1.0 / 6;
    /// The problem counts as solved below this error.
    static final double SOLVED = 0.01;
    private static final int FEATURES = 2;

    private final int time;
    private final Randomness randomness;
    private final float[] x;
    private final float[] y;

    /// How a network is trained.
    ///
    /// @param cell its kind
    /// @param time T
    /// @param hidden H
    /// @param batch B, sequences an update
    /// @param learningRate Adam's
    /// @param clipNorm the largest norm of a gradient
    /// @param forgetBias what the biases of an LSTM's forget gate add up to at first
    /// @param judged how many sequences judge it
    /// @param every updates from one judgement to the next
    /// @param enough below which error it ends
    record Settings(Cell cell, int time, int hidden, int batch, double learningRate, double clipNorm,
            double forgetBias, int judged, int every, double enough) {

        /// Those of docs/adding-problem.md: the same for all cells and lengths, but that a plain RNN learns nothing at
        /// an LSTM's learning rate.
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

    /// One judgement.
    ///
    /// @param update after how many updates
    /// @param seconds since the training began, judging included
    /// @param error the mean squared error on sequences that were drawn apart
    record Point(int update, double seconds, double error) {}

    /// Room for some sequences.
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

    /// The sequences drawn last.
    ///
    /// @return `[B, T, 2]`, not a copy
    float[] x() {
        return x;
    }

    /// Their sums.
    ///
    /// @return `[B, 1]`, not a copy
    float[] y() {
        return y;
    }

    /// Trains until the error is small, or the time or the updates are used up.
    ///
    /// @param settings how
    /// @param seed of the first weights and of all sequences
    /// @param seconds the most time
    /// @param updates the most updates
    /// @param listener told each judgement
    /// @return the judgements
    static List<Point> train(Settings settings, long seed, double seconds, int updates, Consumer<Point> listener) {
        Architecture architecture = settings.architecture();
        Parameters parameters = Initializer.pytorch().withForgetBias(settings.forgetBias).draw(architecture, seed);
        Optimizer adam = Adam.of(settings.learningRate).create();
        AddingProblem training = new AddingProblem(settings.time, settings.batch, Randomness.of(seed, "training"));
        AddingProblem judge = new AddingProblem(settings.time, settings.judged, Randomness.of(seed, "judge"));
        judge.draw();
        List<Point> points = new ArrayList<>();
        long began = System.nanoTime();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, settings.batch, settings.time,
                Engine.auto().withThreads(Runtime.getRuntime().availableProcessors()), seed)) {
            for (int update = 0;; update++) {
                boolean last = update == updates || secondsSince(began) >= seconds;
                if (last || update % settings.every == 0) {
                    double error = judge.errorOf(new Model(architecture, parameters));
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

    /// Trains one network, prints how it goes, and appends it to a file.
    ///
    /// @param args the cell (`lstm`, `gru`, `rnn`), T, the seed, the most seconds, the file, and, if it is to be another
    ///        than that of the settings, the learning rate
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
        // Before the training, so that a file that cannot be written costs no one three minutes.
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

    /// As many as a picture shows: each is later by a tenth of a second and a twentieth than the one before. The first
    /// below [#SOLVED] and the last are always among them.
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
            // said below
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
            // said below
        }
        throw new IllegalArgumentException("learning rate: expected a number above 0 and below 1, found '" + text
                + "'");
    }
}
