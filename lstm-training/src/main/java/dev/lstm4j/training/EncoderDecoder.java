package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Two networks that turn a sequence into another one of another length (Sutskever et al. 2014; Cho et al. 2014): the encoder
/// reads, its final states are those that the decoder begins with, and the decoder answers step by step, each time reading
/// its last answer ([Feedback]); at first zeros. Both are trained as one: the gradient goes on through the states.
///
/// Taught, the decoder reads the target of the step before in place of its own answer: at each step of each sequence with a
/// probability, the ratio of teacher forcing (Williams and Zipser 1989; below 1 it is the scheduled sampling of Bengio et al.
/// 2015). An answer that is fed back counts as an input: no gradient goes through it.
///
/// For a program that only predicts, the halves are two models: the encoder's final states go to
/// `StreamingSession.setStates` of the decoder. For one thread at a time.
public final class EncoderDecoder implements AutoCloseable {
    private final Architecture architecture;
    private final Feedback feedback;
    private final int inputSize;
    private final int batch;
    private final int inputTime;
    private final int outputTime;
    private final Workers workers;
    private final Randomness teaching;
    private final CodingNetwork encoder;
    private final CodingNetwork decoder;
    private final ForwardPass stepper;
    private final ForwardRequest stepRequest = new ForwardRequest();
    private States states;
    private States dStates;
    private final float[] noAnswers;
    private final float[] inputs;
    private final float[] answers;
    private final float[] stepInput;
    private final float[] stepAnswer;

    /// With the process's kernels, on one thread, with seed 0.
    ///
    /// @param encoder without a head
    /// @param encoderParameters where it starts; changed in place by each update
    /// @param decoder whose outputs are its inputs
    /// @param decoderParameters where it starts; changed in place by each update
    /// @param feedback how an answer becomes an input
    /// @param batch the largest B
    /// @param inputTime the longest sequence that is read
    /// @param outputTime the longest sequence that is answered
    /// @throws IllegalArgumentException where a size is below 1, or the halves do not fit each other
    public EncoderDecoder(Architecture encoder, Parameters encoderParameters, Architecture decoder,
            Parameters decoderParameters, Feedback feedback, int batch, int inputTime, int outputTime) {
        this(encoder, encoderParameters, decoder, decoderParameters, feedback, batch, inputTime, outputTime,
                KernelSelection.kernels(), 1, 0);
    }

    /// With all settings.
    ///
    /// @param encoder of one direction, without a head; it may read tokens and begin with states of its own
    /// @param encoderParameters where it starts; changed in place by each update
    /// @param decoder of one direction, with as many layers and states as the encoder; O = I, and an answer for every step
    /// @param decoderParameters where it starts; changed in place by each update
    /// @param feedback how an answer becomes an input
    /// @param batch the largest B
    /// @param inputTime the longest sequence that is read
    /// @param outputTime the longest sequence that is answered
    /// @param kernels what computes
    /// @param threads how many threads compute, the caller's among them
    /// @param seed of dropout and teaching
    /// @throws IllegalArgumentException where a size is below 1, or the halves do not fit each other
    public EncoderDecoder(Architecture encoder, Parameters encoderParameters, Architecture decoder,
            Parameters decoderParameters, Feedback feedback, int batch, int inputTime, int outputTime, Kernels kernels,
            int threads, long seed) {
        requireFit(encoder, decoder);
        requireLayout("encoderParameters", encoderParameters, encoder);
        requireLayout("decoderParameters", decoderParameters, decoder);
        this.architecture = decoder;
        this.feedback = feedback;
        this.inputSize = encoder.stepSize();
        this.batch = batch;
        this.inputTime = inputTime;
        this.outputTime = outputTime;
        this.workers = new Workers(threads);
        this.teaching = Randomness.of(seed, "teaching");
        Randomness dropout = Randomness.of(seed, "dropout");
        this.encoder = new CodingNetwork(encoder, encoderParameters, batch, inputTime, kernels, workers,
                dropout);
        this.decoder = new CodingNetwork(decoder, decoderParameters, batch, outputTime, kernels, workers,
                dropout);
        this.stepper = this.decoder.stepper();
        this.states = States.zeros(decoder, batch);
        this.dStates = States.zeros(decoder, batch);
        this.noAnswers = new float[batch * inputTime * encoder.outputSize()];
        this.answers = new float[batch * outputTime * decoder.outputSize()];
        this.inputs = new float[answers.length];
        this.stepInput = new float[batch * decoder.outputSize()];
        this.stepAnswer = new float[stepInput.length];
    }

    private static void requireFit(Architecture encoder, Architecture decoder) {
        if (encoder.bidirectional() || encoder.head() != null) {
            throw new IllegalArgumentException("encoder: expected one direction and no head, found "
                    + (encoder.bidirectional() ? "two directions" : "head " + encoder.head()));
        }
        if (decoder.bidirectional() || decoder.head() != null && !decoder.head().everyStep()) {
            throw new IllegalArgumentException(
                    "decoder: expected one direction and a head on every step, or none, found "
                            + (decoder.bidirectional() ? "two directions" : "head " + decoder.head()));
        }
        if (decoder.trainableStates() || decoder.numEmbeddings() > 0) {
            throw new IllegalArgumentException("decoder: expected no " + (decoder.trainableStates()
                    ? "trainable states, since it begins with the encoder's"
                    : "embedding, since what it reads are answers; Feedback.CLASSES gives it classes"));
        }
        if (decoder.inputSize() != decoder.outputSize()) {
            throw new IllegalArgumentException("decoder: expected as many inputs as outputs, " + decoder.outputSize()
                    + ", found " + decoder.inputSize());
        }
        if (encoder.numLayers() != decoder.numLayers() || encoder.stateSize() != decoder.stateSize()
                || encoder.hiddenSize() != decoder.hiddenSize()
                || !encoder.cell().states().equals(decoder.cell().states())) {
            throw new IllegalArgumentException("decoder: expected states as the encoder's, " + states(encoder)
                    + ", found " + states(decoder));
        }
    }

    private static void requireLayout(String name, Parameters parameters, Architecture architecture) {
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException(name + ": expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
    }

    private static String states(Architecture of) {
        return of.cell().name() + " of " + of.numLayers() + " layers of " + of.stateSize() + " hidden"
                + (of.cell().states().isEmpty() ? "" : " and " + of.hiddenSize() + " cell") + " states";
    }

    /// One training step: gradients, clipping by their common norm, an update of both halves.
    ///
    /// @param x `[B, inputTime, I]`, or tokens `[B, inputTime]`
    /// @param y `[B, outputTime, K]`, K the loss's target size
    /// @param rows B, at most the largest batch
    /// @param forcing the ratio of teacher forcing, from 0 to 1
    /// @param loss what is made smaller
    /// @param clipNorm the largest global gradient norm; 0 for no clipping
    /// @param encoderOptimizer how the encoder changes
    /// @param decoderOptimizer how the decoder changes
    /// @return the loss before the update
    /// @throws IllegalArgumentException as for [#computeGradients]
    public double step(float[] x, float[] y, int rows, double forcing, Loss loss, double clipNorm,
            Optimizer encoderOptimizer, Optimizer decoderOptimizer) {
        double value = computeGradients(x, null, y, null, rows, forcing, loss);
        if (clipNorm > 0) {
            clipGradientNorm(clipNorm);
        }
        update(encoderOptimizer, decoderOptimizer);
        return value;
    }

    /// Forward, loss and backward through both halves: sets the gradients.
    ///
    /// @param x `[B, inputTime, I]`, or tokens `[B, inputTime]`
    /// @param mask which steps of x count, null for all: the encoder's states are those after each sequence's last
    /// @param y `[B, outputTime, K]`, K the loss's target size
    /// @param weights of the answers `[B, outputTime]`, null for all 1: 0 behind the end of a shorter answer
    /// @param rows B, at most the largest batch
    /// @param forcing the ratio of teacher forcing, from 0 to 1
    /// @param loss what the gradients are of
    /// @return the loss
    /// @throws IllegalArgumentException where a size or the ratio is out of range, an array is too short, the mask is one
    ///         of another batch, or the loss has other targets than the feedback
    public double computeGradients(float[] x, @Nullable Mask mask, float[] y, float @Nullable [] weights, int rows,
            double forcing, Loss loss) {
        int size = architecture.outputSize();
        requireBatch(x, rows);
        if (!(forcing >= 0 && forcing <= 1)) {
            throw new IllegalArgumentException("forcing: expected a ratio from 0 to 1, found " + forcing);
        }
        int targetSize = feedback.targetSize(size);
        if (loss.targetSize(size) != targetSize) {
            throw new IllegalArgumentException("loss: expected " + targetSize + " target numbers a step, as "
                    + feedback + " has, found " + loss.targetSize(size));
        }
        Sizes.requireFloats("y", y, rows * outputTime * targetSize);
        if (weights != null) {
            Sizes.requireFloats("weights", weights, rows * outputTime);
        }
        sizeStates(rows);
        encoder.run(x, mask, inputTime, true, null, states);
        teach(y, rows, forcing);
        decoder.run(inputs, null, outputTime, true, states, states).readAnswers(answers);
        double value = loss.forwardBackward(answers, y, weights, rows * outputTime, size, answers);
        dStates.clear();
        decoder.runBack(answers, dStates);
        encoder.runBack(noAnswers, dStates);
        return value;
    }

    /// Makes the states those of a batch of another size.
    private void sizeStates(int rows) {
        if (states.batch() != rows) {
            states = States.zeros(architecture, rows);
            dStates = States.zeros(architecture, rows);
        }
    }

    /// Makes the decoder's inputs: zeros, then of each step before its target or its answer.
    private void teach(float[] y, int rows, double forcing) {
        int size = architecture.outputSize();
        boolean always = forcing == 1;
        for (int t = 0; t < outputTime; t++) {
            for (int row = 0; row < rows; row++) {
                int at = (row * outputTime + t) * size;
                if (t == 0) {
                    Arrays.fill(inputs, at, at + size, 0f);
                } else if (always || teaching.nextFloat() < forcing) {
                    feedback.fromTarget(y, row * outputTime + t - 1, inputs, at, size);
                } else {
                    feedback.fromAnswer(stepAnswer, row, inputs, at, size);
                }
                System.arraycopy(inputs, at, stepInput, row * size, size);
            }
            if (!always && t < outputTime - 1) {
                oneStep(t, rows);
            }
        }
    }

    /// One step of the decoder, which reads `stepInput`: the first from the encoder's states, the others from carried ones.
    private void oneStep(int step, int rows) {
        stepRequest.batch(stepInput, null, rows, 1).withFinalStates(true);
        if (step == 0) {
            stepRequest.from(states);
        } else {
            stepRequest.fromCarried();
        }
        stepper.run(stepRequest).readAnswers(stepAnswer);
    }

    /// Reads sequences and answers them, without teaching and dropout. Allocates nothing without a mask, and with as many rows as in the call before.
    ///
    /// @param x `[B, inputTime, I]`
    /// @param mask which steps of x count, null for all
    /// @param rows B, at most the largest batch
    /// @param steps how many to answer, at least 1; more than the longest sequence trained on are allowed
    /// @param y out: `[B, steps, O]`, as the loss reads them
    /// @throws IllegalArgumentException where a size is out of range, an array is too short, or the mask is one of another
    ///         batch
    public void predict(float[] x, @Nullable Mask mask, int rows, int steps, float[] y) {
        int size = architecture.outputSize();
        requireBatch(x, rows);
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        Sizes.requireFloats("y", y, Sizes.floats("y", rows, steps, size));
        sizeStates(rows);
        encoder.run(x, mask, inputTime, false, null, states);
        Arrays.fill(stepInput, 0f);
        for (int t = 0; t < steps; t++) {
            oneStep(t, rows);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(stepAnswer, row * size, y, (row * steps + t) * size, size);
                feedback.fromAnswer(stepAnswer, row, stepInput, row * size, size);
            }
        }
    }

    private void requireBatch(float[] x, int rows) {
        if (rows < 1 || rows > batch) {
            throw new IllegalArgumentException("batch: expected 1 to " + batch + " rows, found " + rows);
        }
        Sizes.requireFloats("x", x, rows * inputTime * inputSize);
    }

    /// The norm of the gradients of both halves together.
    ///
    /// @return √Σg², summed in double
    public double gradientNorm() {
        return Math.sqrt(encoder.sumOfSquares() + decoder.sumOfSquares());
    }

    /// Scales the gradients of both halves down where their common norm is larger than allowed.
    ///
    /// @param maxNorm the largest norm allowed, above 0
    /// @return the norm before
    /// @throws IllegalArgumentException where maxNorm is not above 0
    public double clipGradientNorm(double maxNorm) {
        if (!(maxNorm > 0)) {
            throw new IllegalArgumentException("maxNorm: expected a number above 0, found " + maxNorm);
        }
        double norm = gradientNorm();
        double factor = maxNorm / (norm + 1e-6);
        if (!(factor >= 1)) {
            encoder.scale((float) factor);
            decoder.scale((float) factor);
        }
        return norm;
    }

    /// Changes the parameters of both halves by their gradients.
    ///
    /// @param encoderOptimizer how the encoder changes
    /// @param decoderOptimizer how the decoder changes; another one, since each keeps state
    /// @throws IllegalArgumentException where both are the same
    public void update(Optimizer encoderOptimizer, Optimizer decoderOptimizer) {
        if (encoderOptimizer == decoderOptimizer) {
            throw new IllegalArgumentException("optimizers: expected one for each half, found the same for both");
        }
        encoder.update(encoderOptimizer);
        decoder.update(decoderOptimizer);
    }

    /// To be called after parameters were changed from outside.
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

    /// The encoder's gradients, after clipping where there was any.
    ///
    /// @return not a copy
    public Parameters encoderGradients() {
        return encoder.gradients();
    }

    /// The decoder's gradients, after clipping where there was any.
    ///
    /// @return not a copy
    public Parameters decoderGradients() {
        return decoder.gradients();
    }

    /// Ends the threads.
    @Override
    public void close() {
        workers.close();
    }
}
