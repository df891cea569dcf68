package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.threads.ThreadGuard;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.training.internal.FlatGradients;
import dev.lstm4j.training.internal.TrainingPasses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two networks that turn a sequence into one of another length (Sutskever et al. 2014; Cho et al. 2014). The encoder
/// reads the input. The decoder starts from the encoder's final states and predicts step by step; its input is its last
/// prediction ([Feedback]), or zeros at the first step. Both are trained together: the gradient flows through the
/// states.
///
/// With teacher forcing, the decoder reads the previous target instead of its own prediction. The ratio is the
/// probability of this at each step of each sequence (Williams and Zipser 1989; a ratio below 1 is the scheduled
/// sampling of Bengio et al. 2015). No gradient flows through a prediction that is fed back.
///
/// This class makes single steps; [Trainer#train(EncoderDecoderArchitecture, double, dev.lstm4j.training.data.Dataset)]
/// trains on data sets. For a program that only predicts, the halves are two models: the encoder's final states go to
/// the decoder's `StreamingSession`. For one thread at a time; steps and predictions allocate nothing as long as the
/// number of rows stays.
public final class EncoderDecoder implements AutoCloseable {

    /// The largest sizes.
    ///
    /// @param batch the largest B
    /// @param inputTime the largest number of steps of an input sequence
    /// @param outputTime the largest number of steps of an output sequence
    public record Limits(int batch, int inputTime, int outputTime) {}

    private final ThreadGuard guard = new ThreadGuard("network");
    private final EncoderDecoderArchitecture architecture;
    private final Limits limits;
    private final Workers workers;
    private final Map<String, Randomness> randomness = new TreeMap<>();
    private final Randomness teaching;
    private final TrainingNetwork encoder;
    private final TrainingNetwork decoder;
    private final List<TrainingNetwork> networks;
    private final FlatGradients flatGradients;
    private final ForwardPass stepper;
    private final ForwardRequest request = new ForwardRequest();
    private final float[] noAnswers;
    private final float[] inputs;
    private final float[] answers;
    private final float[] stepInput;
    private final float[] stepAnswer;
    private States states;
    private States dStates;

    /// With the kernels of this process, on the calling thread, with seed 0.
    ///
    /// @param architecture of both halves
    /// @param encoderParameters the encoder's initial parameters; each update changes them in place
    /// @param decoderParameters the decoder's initial parameters; each update changes them in place
    /// @param limits the largest sizes
    /// @throws IllegalArgumentException if a size is below 1, or parameters are not those of their half
    public EncoderDecoder(EncoderDecoderArchitecture architecture, Parameters encoderParameters,
            Parameters decoderParameters, Limits limits) {
        this(architecture, encoderParameters, decoderParameters, limits, Engine.auto(), 0);
    }

    /// With all settings.
    ///
    /// @param architecture of both halves
    /// @param encoderParameters the encoder's initial parameters; each update changes them in place
    /// @param decoderParameters the decoder's initial parameters; each update changes them in place
    /// @param limits the largest sizes
    /// @param engine kernels and threads
    /// @param seed of dropout and teacher forcing
    /// @throws IllegalArgumentException if a size is below 1, or parameters are not those of their half
    public EncoderDecoder(EncoderDecoderArchitecture architecture, Parameters encoderParameters,
            Parameters decoderParameters, Limits limits,
            Engine engine, long seed) {
        this.architecture = Objects.requireNonNull(architecture,
                "architecture: expected an EncoderDecoderArchitecture, found null");
        this.limits = Objects.requireNonNull(limits, "limits: expected Limits, found null");
        requireLayout("encoderParameters", encoderParameters, architecture.encoder());
        requireLayout("decoderParameters", decoderParameters, architecture.decoder());
        Architecture answering = architecture.decoder();
        this.workers = new Workers(engine.threads());
        this.teaching = Randomness.of(seed, "teaching");
        Randomness dropout = Randomness.of(seed, "dropout");
        TrainingPasses.Resources resources = new TrainingPasses.Resources(engine.kernels(), workers, dropout, dropout);
        this.encoder = TrainingNetwork.sharing(resources, architecture.encoder(), encoderParameters, limits.batch,
                limits.inputTime);
        this.decoder = TrainingNetwork.sharing(resources, answering, decoderParameters, limits.batch,
                limits.outputTime);
        this.networks = List.of(encoder, decoder);
        this.randomness.put("teaching", teaching);
        if (!encoder.randomness().isEmpty() || !decoder.randomness().isEmpty()) {
            this.randomness.put("dropout", dropout);
        }
        this.flatGradients = new FlatGradients(engine.kernels(), workers,
                List.of(encoder.gradients(), decoder.gradients()));
        this.stepper = decoder.passes().stepper();
        this.states = States.zeros(answering, limits.batch);
        this.dStates = States.zeros(answering, limits.batch);
        this.noAnswers = new float[limits.batch * limits.inputTime * architecture.encoder().outputSize()];
        this.answers = new float[limits.batch * limits.outputTime * answering.outputSize()];
        this.inputs = new float[answers.length];
        this.stepInput = new float[limits.batch * answering.outputSize()];
        this.stepAnswer = new float[stepInput.length];
    }

    private static void requireLayout(String name, Parameters parameters, Architecture architecture) {
        Objects.requireNonNull(parameters, () -> name + ": expected Parameters, found null");
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException(name + ": expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
    }

    /// One training step: gradients, clipping by their common norm, an update of both halves.
    ///
    /// @param batch as for [#computeGradients]
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param loss the loss to minimise
    /// @param clipNorm the largest global gradient norm; 0 for no clipping
    /// @param encoderOptimizer changes the encoder
    /// @param decoderOptimizer changes the decoder
    /// @return the loss before the update
    /// @throws IllegalArgumentException as for [#computeGradients]
    public double step(Batch batch, double forcing, Loss loss, double clipNorm, Optimizer encoderOptimizer,
            Optimizer decoderOptimizer) {
        double value = computeGradients(batch, forcing, loss);
        if (clipNorm > 0) {
            clipGradientNorm(clipNorm);
        }
        update(encoderOptimizer, decoderOptimizer);
        return value;
    }

    /// Forward pass, loss and backward pass through both halves: sets the gradients.
    ///
    /// @param batch inputs `[B, inputTime, I]`, or tokens `[B, inputTime]`, with a mask of these steps: the encoder's
    ///        states are those after each sequence's last valid step; targets `[B, outputTime, K]`, weights `[B,
    ///        outputTime]`, 0 after the end of a shorter output sequence
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param loss whose gradients are computed
    /// @return the mean loss
    /// @throws IllegalArgumentException if a size or the ratio is out of range, or the loss has other targets than
    ///         the feedback
    public double computeGradients(Batch batch, double forcing, Loss loss) {
        flatGradients.clear();
        return addGradients(batch, forcing, loss, 1);
    }

    /// The same as a part of a larger batch: adds to the gradients.
    ///
    /// @param share the weight of this part divided by that of all parts
    double addGradients(Batch batch, double forcing, Loss loss, double share) {
        require(batch, loss);
        requireForcing(forcing);
        guard.enter();
        try {
            return addGuarded(batch, forcing, loss, share);
        } finally {
            guard.exit();
        }
    }

    private double addGuarded(Batch batch, double forcing, Loss loss, double share) {
        int rows = batch.rows();
        int size = architecture.decoder().outputSize();
        encode(batch.inputs(), batch.mask(), rows, true);
        teach(batch.targets(), rows, forcing);
        request.batch(inputs, null, rows, limits.outputTime).from(states).withFinalStates(true);
        decoder.passes().forward(request, true).readAnswers(answers);
        double value = loss.forwardBackward(answers, batch.targets(), batch.weights(), rows * limits.outputTime, size,
                answers);
        for (int i = 0; share != 1 && i < rows * limits.outputTime * size; i++) {
            answers[i] *= (float) share;
        }
        dStates.clear();
        decoder.passes().backward(answers, dStates, decoder.gradients().values());
        encoder.passes().backward(noAnswers, dStates, encoder.gradients().values());
        return value;
    }

    /// Leaves the encoder's final states.
    private void encode(float[] x, @Nullable Mask mask, int rows, boolean training) {
        if (states.batch() != rows) {
            states = States.zeros(architecture.decoder(), rows);
            dStates = States.zeros(architecture.decoder(), rows);
        }
        request.batch(x, mask, rows, limits.inputTime).withFinalStates(true);
        encoder.passes().forward(request, training).readStates(states);
    }

    /// Makes the decoder's inputs: zeros, then for each step the previous step's target or output.
    private void teach(float[] targets, int rows, double forcing) {
        int size = architecture.decoder().outputSize();
        boolean always = forcing == 1;
        for (int t = 0; t < limits.outputTime; t++) {
            for (int row = 0; row < rows; row++) {
                int at = (row * limits.outputTime + t) * size;
                if (t == 0) {
                    Arrays.fill(inputs, at, at + size, 0f);
                } else if (always || teaching.nextFloat() < forcing) {
                    architecture.feedback().fromTarget(targets, row * limits.outputTime + t - 1, inputs, at, size);
                } else {
                    architecture.feedback().fromAnswer(stepAnswer, row, inputs, at, size);
                }
                System.arraycopy(inputs, at, stepInput, row * size, size);
            }
            if (!always && t < limits.outputTime - 1) {
                oneStep(rows, t == 0);
            }
        }
    }

    private void oneStep(int rows, boolean first) {
        request.batch(stepInput, null, rows, 1);
        stepper.run(first ? request.from(states) : request.fromCarried()).readAnswers(stepAnswer);
    }

    /// Reads sequences and predicts their outputs, without teacher forcing and dropout. Allocates nothing without a
    /// mask.
    ///
    /// @param x `[B, inputTime, I]`, or tokens `[B, inputTime]`
    /// @param mask the valid steps of x, null for all
    /// @param rows B, at most the largest batch
    /// @param steps the number of steps to predict, at least 1; more than the longest sequence trained on are allowed
    /// @param y out: `[B, steps, O]`, as the loss reads them
    /// @throws IllegalArgumentException if a size is out of range, an array is too short, or the mask has other sizes
    public void predict(float[] x, @Nullable Mask mask, int rows, int steps, float[] y) {
        int size = architecture.decoder().outputSize();
        requireRows(rows);
        Sizes.requireFloats("x", x, rows * limits.inputTime * architecture.encoder().stepSize());
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        Sizes.requireFloats("y", y, Sizes.floats("y", rows, steps, size));
        guard.enter();
        try {
            encode(x, mask, rows, false);
            Arrays.fill(stepInput, 0f);
            for (int t = 0; t < steps; t++) {
                oneStep(rows, t == 0);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(stepAnswer, row * size, y, (row * steps + t) * size, size);
                    architecture.feedback().fromAnswer(stepAnswer, row, stepInput, row * size, size);
                }
            }
        } finally {
            guard.exit();
        }
    }

    /// The loss of the outputs of [#predict].
    double evaluate(Batch batch, Loss loss) {
        require(batch, loss);
        predict(batch.inputs(), batch.mask(), batch.rows(), limits.outputTime, answers);
        return loss.forwardBackward(answers, batch.targets(), batch.weights(), batch.rows() * limits.outputTime,
                architecture.decoder().outputSize(), answers);
    }

    /// The weight of a batch in a mean over several batches.
    double totalWeight(Batch batch, Loss loss) {
        require(batch, loss);
        return loss.totalWeight(batch.targets(), batch.weights(), batch.rows() * limits.outputTime,
                architecture.decoder().outputSize());
    }

    private void require(Batch batch, Loss loss) {
        Objects.requireNonNull(batch, "batch: expected a Batch, found null");
        Objects.requireNonNull(loss, "loss: expected a Loss, found null");
        requireRows(batch.rows());
        batch.requireShape(limits.inputTime, architecture.encoder().stepSize(), limits.outputTime,
                architecture.requireLoss(loss));
    }

    private void requireRows(int rows) {
        if (rows < 1 || rows > limits.batch) {
            throw new IllegalArgumentException("batch: expected 1 to " + limits.batch + " rows, found " + rows);
        }
    }

    static void requireForcing(double forcing) {
        if (!(forcing >= 0 && forcing <= 1)) {
            throw new IllegalArgumentException("forcing: expected a ratio from 0 to 1, found " + forcing);
        }
    }

    /// The norm of the gradients of both halves together.
    ///
    /// @return √Σg², summed in double
    public double gradientNorm() {
        return flatGradients.norm();
    }

    /// Scales the gradients of both halves down if their common norm is larger than allowed.
    ///
    /// @param maxNorm the largest norm allowed, above 0
    /// @return the norm before
    /// @throws IllegalArgumentException if maxNorm is not above 0
    public double clipGradientNorm(double maxNorm) {
        return flatGradients.clipNorm(maxNorm);
    }

    /// Changes the parameters of both halves by their gradients.
    ///
    /// @param encoderOptimizer changes the encoder
    /// @param decoderOptimizer changes the decoder; another one, since each keeps state
    /// @throws IllegalArgumentException if both are the same
    public void update(Optimizer encoderOptimizer, Optimizer decoderOptimizer) {
        if (encoderOptimizer == decoderOptimizer) {
            throw new IllegalArgumentException("optimizers: expected one for each half, found the same for both");
        }
        encoder.update(encoderOptimizer);
        decoder.update(decoderOptimizer);
    }

    /// Packs the parameters. Call this after changing them from outside.
    public void parametersChanged() {
        encoder.parametersChanged();
        decoder.parametersChanged();
    }

    /// The encoder's parameters, changed by each update.
    ///
    /// @return not a copy
    public Parameters encoderParameters() {
        return encoder.parameters();
    }

    /// The decoder's parameters, changed by each update.
    ///
    /// @return not a copy
    public Parameters decoderParameters() {
        return decoder.parameters();
    }

    /// The encoder's gradients, after clipping if there was any.
    ///
    /// @return not a copy
    public Parameters encoderGradients() {
        return encoder.gradients();
    }

    /// The decoder's gradients, after clipping if there was any.
    ///
    /// @return not a copy
    public Parameters decoderGradients() {
        return decoder.gradients();
    }

    List<TrainingNetwork> networks() {
        return networks;
    }

    FlatGradients flatGradients() {
        return flatGradients;
    }

    Map<String, Randomness> randomness() {
        return randomness;
    }

    /// Ends the threads.
    @Override
    public void close() {
        workers.close();
    }
}
