package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A batch some of whose steps do not count, with states before its first step.
///
/// @param counts `[B, T]`
/// @param x `[B, T, I]`
/// @param h0 `[L·D, B, P]`
/// @param c0 `[L·D, B, H]`, or null where the cell has none
record MaskedBatch(Model model, int batch, int time, boolean[] counts, float[] x, float[] h0, float @Nullable [] c0) {

    /// How steps that do not count are drawn.
    enum Kind {
        LENGTHS, GAPS
    }

    /// What a network gives.
    ///
    /// @param y answers
    /// @param hn hidden states after each row's last step
    /// @param cn cell states, or null where the cell has none
    record Answer(float[] y, float[] hn, float @Nullable [] cn) {}

    static MaskedBatch draw(Architecture architecture, int batch, int time, Kind kind, long seed) {
        Random random = new Random(seed);
        boolean[] counts = new boolean[batch * time];
        for (int row = 0; row < batch; row++) {
            int length = kind == Kind.LENGTHS ? 1 + random.nextInt(time) : time;
            int sure = random.nextInt(length);
            for (int t = 0; t < length; t++) {
                counts[row * time + t] = kind == Kind.LENGTHS || t == sure || random.nextInt(5) < 3;
            }
        }
        int rows = architecture.numLayers() * architecture.directions() * batch;
        return new MaskedBatch(DrawnModels.model(architecture, seed), batch, time, counts,
                DrawnModels.draw(batch * time * architecture.inputSize(), seed),
                DrawnModels.draw(rows * architecture.stateSize(), seed + 1),
                !architecture.cell().states().isEmpty()
                        ? DrawnModels.draw(rows * architecture.hiddenSize(), seed + 2)
                        : null);
    }

    Architecture architecture() {
        return model.architecture();
    }

    States initial() {
        return c0 == null
                ? States.of(architecture(), batch, h0)
                : States.of(architecture(), batch, h0, c0);
    }

    static Answer answer(float[] y, States last) {
        return new Answer(y, last.hidden(), last.further() == 0 ? null : last.cell());
    }

    int length(int row) {
        int length = 0;
        for (int t = 0; t < time; t++) {
            length += counts[row * time + t] ? 1 : 0;
        }
        return length;
    }

    /// Numbers of one row of answers.
    int answerWidth() {
        return architecture().outputSteps(time) * architecture().outputSize();
    }

    MaskedBatch with(float[] newX) {
        return new MaskedBatch(model, batch, time, counts, newX, h0, c0);
    }

    /// Rows of this batch in another order, or only some of them.
    MaskedBatch rows(int... order) {
        boolean[] some = new boolean[order.length * time];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(counts, order[row] * time, some, row * time, time);
        }
        return new MaskedBatch(model, order.length, time, some, pick(x, 1, batch, order), states(h0, order),
                c0 == null ? null : states(c0, order));
    }

    /// Of states `[L·D, B, width]` those of some rows.
    float[] states(float[] of, int... order) {
        return pick(of, architecture().numLayers() * architecture().directions(), batch, order);
    }

    /// Of numbers `[groups, B, width]` those of some rows.
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

    /// The steps that count moved to the beginning; what is behind them stays 0.
    MaskedBatch compacted() {
        int width = architecture().inputSize();
        float[] moved = new float[x.length];
        boolean[] first = new boolean[counts.length];
        for (int row = 0; row < batch; row++) {
            int at = row * time;
            for (int t = 0; t < time; t++) {
                if (counts[row * time + t]) {
                    System.arraycopy(x, (row * time + t) * width, moved, at * width, width);
                    first[at++] = true;
                }
            }
        }
        return new MaskedBatch(model, batch, time, first, moved, h0, c0);
    }

    /// Without a mask, the first steps of a batch only.
    Answer unmasked(Kernels kernels, int steps) {
        int width = architecture().inputSize();
        float[] begun = new float[batch * steps * width];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(x, row * time * width, begun, row * steps * width, steps * width);
        }
        return run(kernels, 1, 0, null, begun, steps);
    }

    Answer run(Kernels kernels, int threads) {
        return run(kernels, threads, 0, Mask.of(batch, time, counts), x, time);
    }

    /// With buffers that are larger than the batch by some rows and steps, and full of an earlier one.
    Answer run(Kernels kernels, int threads, int more) {
        return run(kernels, threads, more, Mask.of(batch, time, counts), x, time);
    }

    private Answer run(Kernels kernels, int threads, int more, @Nullable Mask mask, float[] in, int steps) {
        Architecture architecture = architecture();
        float[] y = DrawnModels.draw(batch * architecture.outputSteps(steps) * architecture.outputSize(), 9);
        States last = States.zeros(architecture, batch);
        int roomBatch = batch + more;
        int roomTime = steps + more;
        try (InferenceSession session = Network.of(model, new Engine(kernels, threads)).session(roomBatch, roomTime)) {
            if (more > 0) {
                float[] noise = DrawnModels.draw(roomBatch * roomTime * architecture.inputSize(), 5);
                noise[noise.length / 2] = Float.NaN;
                session.forward(noise, roomBatch,
                        new float[roomBatch * architecture.outputSteps(roomTime) * architecture.outputSize()]);
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
