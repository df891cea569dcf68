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

/// A sequence-to-sequence model of two networks (Sutskever et al. 2014; Cho et al. 2014); the output sequence may have
/// another length than the input sequence. The encoder reads the input. The decoder starts from the encoder's final
/// states and predicts step by step; its input is its previous prediction ([Feedback]), or zeros at the first step.
/// Both are trained together: gradients flow through the states.
///
/// With teacher forcing, the decoder reads the previous target instead of its own prediction (Williams and Zipser
/// 1989). The ratio is the probability of this at each step of each sequence; a ratio between 0 and 1 is scheduled
/// sampling (Bengio et al. 2015). No gradient flows through predictions that are fed back.
///
/// This class makes single training steps;
/// [Trainer#train(EncoderDecoderArchitecture, double, dev.lstm4j.training.data.Dataset)] trains on data sets. For
/// inference only, use encoder and decoder as two models and pass the encoder's final states to a `StreamingSession` of
/// the decoder. Only one thread at a time may use an encoder-decoder. Steps and predictions allocate nothing as long as
/// the number of rows does not change.
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

    /// Creates an encoder-decoder with the kernels of this process, on the calling thread, and seed 0.
    ///
    /// @param architecture of encoder and decoder
    /// @param encoderParameters the encoder's initial parameters; each update changes them in place
    /// @param decoderParameters the decoder's initial parameters; each update changes them in place
    /// @param limits the largest sizes
    /// @throws IllegalArgumentException if a size is below 1, or parameters do not match their architecture
    public EncoderDecoder(EncoderDecoderArchitecture architecture, Parameters encoderParameters,
            Parameters decoderParameters, Limits limits) {
        this(architecture, encoderParameters, decoderParameters, limits, Engine.auto(), 0);
    }

    /// Creates an encoder-decoder with all settings.
    ///
    /// @param architecture of encoder and decoder
    /// @param encoderParameters the encoder's initial parameters; each update changes them in place
    /// @param decoderParameters the decoder's initial parameters; each update changes them in place
    /// @param limits the largest sizes
    /// @param engine kernels and threads
    /// @param seed of dropout and teacher forcing
    /// @throws IllegalArgumentException if a size is below 1, or parameters do not match their architecture
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

    /// One training step: computes the gradients, clips them by their common norm and updates both networks.
    ///
    /// @param batch as for [#computeGradients]
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param loss the loss to minimise
    /// @param clipNorm the maximum global gradient norm; 0 for no clipping
    /// @param encoderOptimizer updates the encoder
    /// @param decoderOptimizer updates the decoder
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

    /// Computes the gradients: forward pass, loss and backward pass through both networks.
    ///
    /// @param batch inputs `[B, inputTime, I]`, or tokens `[B, inputTime]`, with a mask of these steps: the encoder's
    ///        states are those after each sequence's last valid step; targets `[B, outputTime, K]`, weights `[B,
    ///        outputTime]`, 0 after the end of a shorter output sequence
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param loss whose gradients are computed
    /// @return the mean loss
    /// @throws IllegalArgumentException if a size or the ratio is out of range, or the loss has another target size than
    ///         the feedback
    public double computeGradients(Batch batch, double forcing, Loss loss) {
        flatGradients.clear();
        return addGradients(batch, forcing, loss, 1);
    }

    /// Computes the gradients of a part of a larger batch and adds them.
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

    /// Runs the encoder and keeps its final states.
    private void encode(float[] x, @Nullable Mask mask, int rows, boolean training) {
        if (states.batch() != rows) {
            states = States.zeros(architecture.decoder(), rows);
            dStates = States.zeros(architecture.decoder(), rows);
        }
        request.batch(x, mask, rows, limits.inputTime).withFinalStates(true);
        encoder.passes().forward(request, training).readStates(states);
    }

    /// Fills the decoder's inputs: zeros at the first step, then the target or output of the previous step.
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

    /// Predicts output sequences, without teacher forcing and dropout. Allocates nothing without a mask.
    ///
    /// @param x `[B, inputTime, I]`, or tokens `[B, inputTime]`
    /// @param mask the valid steps of x, null for all
    /// @param rows B, at most the largest batch
    /// @param steps the number of steps to predict, at least 1; may exceed the limit for training
    /// @param y out: `[B, steps, O]`, as read by the loss
    /// @throws IllegalArgumentException if a size is out of range, an array is too short, or the sizes of the mask do
    ///         not match
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

    /// The global norm of the gradients of both networks.
    ///
    /// @return √Σg², summed in double
    public double gradientNorm() {
        return flatGradients.norm();
    }

    /// Clips the gradients of both networks by their common norm.
    ///
    /// @param maxNorm the maximum norm, above 0
    /// @return the norm before clipping
    /// @throws IllegalArgumentException if maxNorm is not above 0
    public double clipGradientNorm(double maxNorm) {
        return flatGradients.clipNorm(maxNorm);
    }

    /// Updates the parameters of both networks from their gradients.
    ///
    /// @param encoderOptimizer updates the encoder
    /// @param decoderOptimizer updates the decoder; not the same object, since optimizers have state
    /// @throws IllegalArgumentException if both are the same
    public void update(Optimizer encoderOptimizer, Optimizer decoderOptimizer) {
        if (encoderOptimizer == decoderOptimizer) {
            throw new IllegalArgumentException(
                    "optimizers: expected one each for encoder and decoder, found the same one twice");
        }
        encoder.update(encoderOptimizer);
        decoder.update(decoderOptimizer);
    }

    /// Repacks the parameters. Call this after changing them directly.
    public void parametersChanged() {
        encoder.parametersChanged();
        decoder.parametersChanged();
    }

    /// The encoder's parameters, which each update changes.
    ///
    /// @return the live values, not a copy
    public Parameters encoderParameters() {
        return encoder.parameters();
    }

    /// The decoder's parameters, which each update changes.
    ///
    /// @return the live values, not a copy
    public Parameters decoderParameters() {
        return decoder.parameters();
    }

    /// The encoder's gradients, after clipping if there was any.
    ///
    /// @return the live values, not a copy
    public Parameters encoderGradients() {
        return encoder.gradients();
    }

    /// The decoder's gradients, after clipping if there was any.
    ///
    /// @return the live values, not a copy
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

    /// Stops the threads.
    @Override
    public void close() {
        workers.close();
    }
}
