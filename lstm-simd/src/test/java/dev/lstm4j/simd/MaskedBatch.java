package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A batch with invalid steps and initial states.
///
/// @param valid `[B, T]`
/// @param x `[B, T, I]`
/// @param h0 `[L·D, B, P]`
/// @param c0 the further states `[K, L·D, B, H]`
record MaskedBatch(Model model, int batch, int time, boolean[] valid, float[] x, float[] h0, float[] c0) {

    /// Where the invalid steps are: after the end of each sequence, or anywhere in it.
    enum Kind {
        LENGTHS, GAPS
    }

    /// The results of a network.
    ///
    /// @param y outputs
    /// @param hn hidden states after each row's last valid step
    /// @param cn further states, concatenated
    record Answer(float[] y, float[] hn, float[] cn) {}

    static MaskedBatch draw(Architecture architecture, int batch, int time, Kind kind, long seed) {
        Random random = new Random(seed);
        boolean[] valid = new boolean[batch * time];
        for (int row = 0; row < batch; row++) {
            int length = kind == Kind.LENGTHS ? 1 + random.nextInt(time) : time;
            int alwaysValid = random.nextInt(length);
            for (int t = 0; t < length; t++) {
                valid[row * time + t] = kind == Kind.LENGTHS || t == alwaysValid || random.nextInt(5) < 3;
            }
        }
        int rows = architecture.numLayers() * architecture.directions() * batch;
        return new MaskedBatch(DrawnModels.model(architecture, seed), batch, time, valid,
                DrawnModels.draw(batch * time * architecture.inputSize(), seed),
                DrawnModels.draw(rows * architecture.stateSize(), seed + 1),
                DrawnModels.draw(architecture.cell().states().size() * rows * architecture.hiddenSize(), seed + 2));
    }

    Architecture architecture() {
        return model.architecture();
    }

    States initial() {
        float[][] further = new float[architecture().cell().states().size()][];
        for (int i = 0; i < further.length; i++) {
            int length = c0.length / further.length;
            further[i] = Arrays.copyOfRange(c0, i * length, (i + 1) * length);
        }
        return States.of(architecture(), batch, h0, further);
    }

    static Answer answer(float[] y, States last) {
        float[][] further = new float[last.further()][];
        Arrays.setAll(further, last::further);
        return new Answer(y, last.hidden(), join(further));
    }

    private static float[] join(float[][] parts) {
        float[] whole = new float[parts.length == 0 ? 0 : parts.length * parts[0].length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, whole, i * parts[i].length, parts[i].length);
        }
        return whole;
    }

    int length(int row) {
        int length = 0;
        for (int t = 0; t < time; t++) {
            length += valid[row * time + t] ? 1 : 0;
        }
        return length;
    }

    /// The number of outputs of one row.
    int answerWidth() {
        return architecture().outputSteps(time) * architecture().outputSize();
    }

    MaskedBatch with(float[] newX) {
        return new MaskedBatch(model, batch, time, valid, newX, h0, c0);
    }

    /// A batch of some rows of this batch, in the given order.
    MaskedBatch rows(int... order) {
        boolean[] some = new boolean[order.length * time];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(valid, order[row] * time, some, row * time, time);
        }
        return new MaskedBatch(model, order.length, time, some, pick(x, 1, batch, order), states(h0, order),
                states(c0, order));
    }

    /// The states of some rows, from states `[L·D, B, width]`.
    float[] states(float[] of, int... order) {
        int groups = architecture().numLayers() * architecture().directions();
        boolean hidden = of.length == groups * batch * architecture().stateSize();
        return of.length == 0
                ? of
                : pick(of, hidden ? groups : of.length / batch / architecture().hiddenSize(), batch, order);
    }

    /// The numbers of some rows, from numbers `[groups, B, width]`.
    static float[] pick(float[] of, int groups, int batch, int... order) {
        int width = of.length / groups / batch;
        float[] picked = new float[groups * order.length * width];
        for (int group = 0; group < groups; group++) {
            for (int row = 0; row < order.length; row++) {
                System.arraycopy(of, (group * batch + order[row]) * width, picked,
                        (group * order.length + row) * width, width);
            }
        }
        return picked;
    }

    /// This batch with the valid steps moved to the beginning; the inputs after them are 0.
    MaskedBatch compacted() {
        int width = architecture().inputSize();
        float[] moved = new float[x.length];
        boolean[] first = new boolean[valid.length];
        for (int row = 0; row < batch; row++) {
            int at = row * time;
            for (int t = 0; t < time; t++) {
                if (valid[row * time + t]) {
                    System.arraycopy(x, (row * time + t) * width, moved, at * width, width);
                    first[at++] = true;
                }
            }
        }
        return new MaskedBatch(model, batch, time, first, moved, h0, c0);
    }

    /// Runs the first steps of the batch without a mask.
    Answer unmasked(Kernels kernels, int steps) {
        int width = architecture().inputSize();
        float[] firstSteps = new float[batch * steps * width];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(x, row * time * width, firstSteps, row * steps * width, steps * width);
        }
        return run(kernels, 1, 0, null, firstSteps, steps);
    }

    Answer run(Kernels kernels, int threads) {
        return run(kernels, threads, 0, Mask.of(batch, time, valid), x, time);
    }

    /// Runs with buffers that are larger than the batch by `more` rows and steps, after a run with other inputs.
    Answer run(Kernels kernels, int threads, int more) {
        return run(kernels, threads, more, Mask.of(batch, time, valid), x, time);
    }

    private Answer run(Kernels kernels, int threads, int more, @Nullable Mask mask, float[] in, int steps) {
        Architecture architecture = architecture();
        float[] y = DrawnModels.draw(batch * architecture.outputSteps(steps) * architecture.outputSize(), 9);
        States last = States.zeros(architecture, batch);
        int maxBatch = batch + more;
        int maxTime = steps + more;
        try (InferenceSession session = Network.of(model, new Engine(kernels, threads)).session(maxBatch, maxTime)) {
            if (more > 0) {
                float[] noise = DrawnModels.draw(maxBatch * maxTime * architecture.inputSize(), 5);
                noise[noise.length / 2] = Float.NaN;
                session.forward(noise, maxBatch,
                        new float[maxBatch * architecture.outputSteps(maxTime) * architecture.outputSize()]);
            }
            if (mask == null) {
                session.forward(in, batch, steps, initial(), y, last);
            } else {
                session.forward(in, mask, initial(), y, last);
            }
        }
        return answer(y, last);
    }
}
