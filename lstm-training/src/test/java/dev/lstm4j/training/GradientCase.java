package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Initialization;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.losses.LossCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A random batch and its reference result: a loss as a function of one flat array of parameters, inputs and initial
/// states. The loss is one of [LossCase] on the answers, with weights; with `states` it also has a term for the final
/// states, each number multiplied by a random factor.
final class GradientCase {
    /// The kind of mask.
    enum Steps {
        ALL, LENGTHS, GAPS
    }

    /// A named part of the flat array.
    record Range(String name, int offset, int length) {}

    /// The results of the reference for one flat array.
    record Value(double ofAnswers, double loss, double[] answers, double[] hidden, double[] cell, double largest,
            double largestGate, double nearestKink, long sides) {}

    final Architecture architecture;
    final int batch;
    final int time;
    final boolean states;
    final long seed;
    final Parameters parameters;
    final float[] x;
    final float[] h0;
    final float[] c0;
    final float[] targets;
    final LossCase criterion;
    final float @Nullable [] weights;
    final float[] maskedWeights;
    final float[] dHidden;
    final float[] dCell;
    final @Nullable Mask mask;
    final boolean[] valid;
    private final double[] @Nullable [][][] dropout;
    private final double[] @Nullable [][] recurrent;

    /// @param skipped the number of random numbers that dropout drew before this batch
    GradientCase(Architecture architecture, int batch, int time, Steps steps, boolean states, long seed, int skipped) {
        this.architecture = architecture;
        this.batch = batch;
        this.time = time;
        this.states = states;
        this.seed = seed;
        Random random = new Random(seed);
        int rows = architecture.numLayers() * architecture.directions() * batch;
        int cells = architecture.cell().states().size() * rows * architecture.hiddenSize();
        boolean tokens = architecture.numEmbeddings() > 0;
        this.parameters = Initializer.pytorch().with(Initializer.Kind.STATES, Initialization.UNIFORM)
                .with(Initializer.Kind.CELL, Initialization.UNIFORM).draw(architecture, seed);
        this.x = tokens
                ? tokens(random, batch * time, architecture)
                : draw(random, batch * time * architecture.inputSize(), 1);
        this.h0 = draw(random, rows * architecture.stateSize(), states ? 0.5f : 0);
        this.c0 = draw(random, cells, states ? 0.5f : 0);
        keepNormalizersPositive(rows * architecture.hiddenSize());
        this.dHidden = draw(random, rows * architecture.stateSize(), states ? 0.3f : 0);
        this.dCell = draw(random, cells, states ? 0.3f : 0);
        this.valid = drawValid(random, steps);
        this.mask = steps == Steps.ALL ? null : mask(steps);
        List<LossCase> fitting = LossCase.all().stream().filter(this::fits).toList();
        this.criterion = fitting.get(random.nextInt(fitting.size()));
        this.targets = criterion.drawTargets(random, answerRows(), targetsEach(criterion));
        this.weights = random.nextInt(3) == 0 ? null : weights(random);
        this.maskedWeights = maskedWeights();
        boolean drops = architecture.dropout() > 0 && architecture.numLayers() > 1;
        this.dropout = drops ? dropout(skipped) : null;
        this.recurrent = architecture.recurrentDropout() > 0 ? recurrent() : null;
    }

    /// The normaliser of an sLSTM is a sum of positive numbers: initial values are at least 1, or 0 for an
    /// empty memory.
    private void keepNormalizersPositive(int length) {
        int normalizer = architecture.cell().states().indexOf("n");
        for (int i = 0; normalizer >= 0 && states && i < length; i++) {
            int at = normalizer * length + i;
            c0[at] = i % 5 == 0 ? 0 : 1 + Math.abs(c0[at]);
        }
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            for (int i = entry.offset(); entry.kind().equals("n0") && i < entry.offset() + entry.length(); i++) {
                parameters.values()[i] = 1 + Math.abs(parameters.values()[i]);
            }
        }
    }

    /// `[row][L·D][P]`, drawn in the order layer, direction, row, unit, with rows sorted by decreasing length. With
    /// `states`, the earlier batch has one more row.
    private double[][][] recurrent() {
        Randomness randomness = Randomness.of(seed, "recurrent dropout");
        int kinds = architecture.numLayers() * architecture.directions();
        int size = architecture.stateSize();
        for (int i = 0; i < kinds * (states ? batch + 1 : batch) * size; i++) {
            randomness.nextFloat();
        }
        double[][][] factors = new double[batch][kinds][size];
        for (int kind = 0; kind < kinds; kind++) {
            for (int row : rowsByLength()) {
                for (int i = 0; i < size; i++) {
                    boolean drops = randomness.nextFloat() < architecture.recurrentDropout();
                    factors[row][kind][i] = drops ? 0 : 1f / (1f - architecture.recurrentDropout());
                }
            }
        }
        return factors;
    }

    private List<Integer> rowsByLength() {
        return IntStream.range(0, batch).boxed().sorted(Comparator.comparingInt(row -> -length(valid, row))).toList();
    }

    private static float[] draw(Random random, int length, float scale) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = scale * (float) random.nextGaussian();
        }
        return numbers;
    }

    static float[] tokens(Random random, int length, Architecture architecture) {
        float[] tokens = new float[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = random.nextInt(architecture.numEmbeddings());
        }
        return tokens;
    }

    private boolean[] drawValid(Random random, Steps steps) {
        boolean[] all = new boolean[batch * time];
        for (int row = 0; row < batch; row++) {
            int length = steps == Steps.LENGTHS ? 1 + random.nextInt(time) : time;
            for (int t = 0; t < length; t++) {
                all[row * time + t] = steps != Steps.GAPS || random.nextInt(5) < 3;
            }
            if (length(all, row) == 0) {
                all[row * time + random.nextInt(time)] = true;
            }
        }
        return all;
    }

    private int length(boolean[] of, int row) {
        return (int) IntStream.range(row * time, (row + 1) * time).filter(i -> of[i]).count();
    }

    private Mask mask(Steps steps) {
        if (steps == Steps.GAPS) {
            return Mask.of(batch, time, valid);
        }
        return Mask.ofLengths(time, IntStream.range(0, batch).map(row -> length(valid, row)).toArray());
    }

    /// Whether a loss fits the number of outputs. The loss with learned degrees of freedom is excluded: its definition
    /// in plain loops is too slow.
    private boolean fits(LossCase one) {
        int outputs = architecture.outputSize();
        return !one.name().equals("t") && one.outputSize(targetsEach(one)) == outputs;
    }

    private int targetsEach(LossCase one) {
        return one.outputs() == 0 ? 1 : architecture.outputSize() / one.outputs();
    }

    boolean everyStep() {
        return architecture.head() == null || architecture.head().everyStep();
    }

    int answerRows() {
        return batch * architecture.outputSteps(time);
    }

    private float[] weights(Random random) {
        float[] drawn = new float[answerRows()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextInt(5) > 0 ? 2 * random.nextFloat() : 0;
        }
        return drawn;
    }

    /// The weights, with 0 for masked answers.
    private float[] maskedWeights() {
        float[] masked = new float[answerRows()];
        for (int i = 0; i < masked.length; i++) {
            boolean isValid = !everyStep() || valid[i];
            masked[i] = !isValid ? 0 : weights == null ? 1 : weights[i];
        }
        return masked;
    }

    /// `[row][layer][T][D·P]`. [dev.lstm4j.training.internal.Dropout] draws in the order layer, time, row, unit, with
    /// rows sorted by decreasing length and the valid steps of each row moved together.
    private double[][][][] dropout(int skipped) {
        Randomness randomness = Randomness.of(seed, "dropout");
        for (int i = 0; i < skipped; i++) {
            randomness.nextFloat();
        }
        int width = architecture.directions() * architecture.stateSize();
        double[][][][] factors = new double[batch][architecture.numLayers()][time][width];
        List<Integer> order = rowsByLength();
        for (int layer = 1; layer < architecture.numLayers(); layer++) {
            for (int t = 0; t < length(valid, order.getFirst()); t++) {
                for (int row : order) {
                    int[] own = IntStream.range(0, time).filter(s -> valid[row * time + s]).toArray();
                    for (int i = 0; i < width; i++) {
                        boolean drops = randomness.nextFloat() < architecture.dropout();
                        if (t < own.length) {
                            factors[row][layer][own[t]][i] = drops ? 0 : 1f / (1f - architecture.dropout());
                        }
                    }
                }
            }
        }
        return factors;
    }

    /// The parts of the flat array: each parameter, then x and, with `states`, h0 and c0.
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            ranges.add(new Range(entry.name(), entry.offset(), entry.length()));
        }
        int at = parameters.values().length;
        if (architecture.numEmbeddings() == 0) {
            ranges.add(new Range("x", at, x.length));
        }
        if (states) {
            ranges.add(new Range("h0", at + x.length, h0.length));
            ranges.add(new Range("c0", at + x.length + h0.length, c0.length));
        }
        return ranges;
    }

    /// The flat array.
    double[] variables() {
        return ReferenceNetwork.toDouble(join(parameters.values(), x, h0, c0));
    }

    static float[] join(float[]... parts) {
        float[] whole = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    /// The results of the reference for a flat array.
    Value value(double[] variables) {
        ReferenceNetwork reference = new ReferenceNetwork(architecture,
                Arrays.copyOf(variables, parameters.values().length));
        int xAt = parameters.values().length;
        int hAt = xAt + x.length;
        int cAt = hAt + h0.length;
        int features = architecture.inputSize();
        int kinds = architecture.numLayers() * architecture.directions();
        int state = architecture.stateSize();
        double[] answers = new double[answerRows() * architecture.outputSize()];
        double[] hidden = new double[h0.length];
        double[] cell = new double[c0.length];
        for (int row = 0; row < batch; row++) {
            double[][] sequence = new double[time][];
            for (int t = 0; t < time; t++) {
                sequence[t] = architecture.numEmbeddings() > 0
                        ? part(variables, (int) x[row * time + t] * features, features) // the embedding is first
                        : part(variables, xAt + (row * time + t) * features, features);
            }
            ReferenceNetwork.State[] starts = new ReferenceNetwork.State[kinds];
            for (int kind = 0; kind < kinds; kind++) {
                int kindAt = kind;
                int at = kind * batch + row;
                starts[kind] = !states && architecture.trainableStates()
                        ? new ReferenceNetwork.State(parameter(variables, "h0", kind),
                                further(k -> parameter(variables, architecture.cell().states().get(k) + "0", kindAt)))
                        : new ReferenceNetwork.State(part(variables, hAt + at * state, state),
                                further(k -> part(variables, cAt + furtherAt(k, at), architecture.hiddenSize())));
            }
            ReferenceNetwork.Result result = reference.run(sequence,
                    Arrays.copyOfRange(valid, row * time, (row + 1) * time), starts,
                    dropout == null ? null : dropout[row],
                    recurrent == null ? null : recurrent[row]);
            int size = architecture.outputSize();
            for (int s = 0; s < result.answers().length; s++) {
                System.arraycopy(result.answers()[s], 0, answers, (row * result.answers().length + s) * size, size);
            }
            for (int kind = 0; kind < kinds; kind++) {
                int at = kind * batch + row;
                System.arraycopy(result.ends()[kind].hidden(), 0, hidden, at * state, state);
                for (int k = 0; k < architecture.cell().states().size(); k++) {
                    System.arraycopy(result.ends()[kind].cell(), k * architecture.hiddenSize(), cell, furtherAt(k, at),
                            architecture.hiddenSize());
                }
            }
        }
        double ofAnswers = ofAnswers(answers, reference);
        double loss = ofAnswers + sum(dHidden, hidden) + sum(dCell, cell);
        return new Value(ofAnswers, loss, answers, hidden, cell, reference.conditioning().largest(),
                reference.conditioning().largestGate(),
                reference.conditioning().nearestKink(), reference.conditioning().sides());
    }

    /// The offset of a further state in `[K, L·D, B, H]`.
    private int furtherAt(int k, int at) {
        return (k * architecture.numLayers() * architecture.directions() * batch + at) * architecture.hiddenSize();
    }

    /// All further states of a row, concatenated.
    private double[] further(IntFunction<double[]> state) {
        return IntStream.range(0, architecture.cell().states().size()).mapToObj(state).flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private double[] parameter(double[] variables, String name, int kind) {
        ParameterLayout.Entry entry = parameters.layout().get(name, kind / architecture.directions(),
                kind % architecture.directions());
        return part(variables, entry.offset(), entry.length());
    }

    private static double[] part(double[] of, int from, int length) {
        return Arrays.copyOfRange(of, from, from + length);
    }

    private double ofAnswers(double[] answers, ReferenceNetwork reference) {
        int size = architecture.outputSize();
        int targetSize = targets.length / answerRows();
        double sum = 0;
        double count = 0;
        for (int row = 0; row < answerRows(); row++) {
            if (maskedWeights[row] > 0) {
                double[] target = ReferenceNetwork
                        .toDouble(Arrays.copyOfRange(targets, row * targetSize, (row + 1) * targetSize));
                double[] one = criterion.definition().of(part(answers, row * size, size), target);
                sum += maskedWeights[row] * one[0];
                count += maskedWeights[row] * one[1];
                for (int o = 0; criterion.kind() == LossCase.Kind.NUMBER && o < size; o++) {
                    reference.conditioning().kink(answers[row * size + o] - target[o / criterion.outputs()]);
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double sum(float[] factors, double[] values) {
        double sum = 0;
        for (int i = 0; i < factors.length; i++) {
            sum += factors[i] * values[i];
        }
        return sum;
    }
}
