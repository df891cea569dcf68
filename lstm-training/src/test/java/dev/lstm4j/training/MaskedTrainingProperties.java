package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.testing.CellFamily;
import dev.lstm4j.training.EngineRun.Result;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// Bitwise properties of the backward pass with masked steps, for all kinds of networks.
class MaskedTrainingProperties {
    private final Kernels kernels = KernelSelection.kernels();

    /// A random batch; `dAnswers` are the gradients of its answers.
    private record Drawn(GradientCase numbers, float[] dAnswers) {
        static Drawn of(Architecture architecture, int batch, int time, GradientCase.Steps steps, long seed) {
            GradientCase numbers = new GradientCase(architecture, batch, time, steps, true, seed, 0);
            return new Drawn(numbers,
                    EngineRun.noise(new Random(~seed), numbers.answerRows() * architecture.outputSize()));
        }

        Result run(Kernels kernels, int threads) {
            return run(kernels, threads, numbers.batch, numbers.time, numbers.mask, numbers.x, dAnswers, _ -> true);
        }

        /// Runs with another mask, or with some of the rows only.
        Result run(Kernels kernels, int threads, int batch, int time, @Nullable Mask mask, float[] x, float[] dY,
                IntPredicate rows) {
            return new EngineRun(numbers.architecture, numbers.parameters, batch, time, mask, x,
                    pick(numbers.h0, 1, rows), pick(numbers.c0, states(), rows), true, _ -> dY,
                    pick(numbers.dHidden, 1, rows),
                    pick(numbers.dCell, states(), rows), numbers.seed).run(kernels, threads);
        }

        private int states() {
            return Math.max(1, numbers.architecture.cell().states().size());
        }

        /// Selects the rows of states `[count, L·D, B, width]`.
        float[] pick(float[] states, int count, IntPredicate rows) {
            int groups = count * numbers.architecture.numLayers() * numbers.architecture.directions();
            int width = states.length / groups / numbers.batch;
            float[][] parts = IntStream.range(0, groups * numbers.batch)
                    .filter(at -> rows.test(at % numbers.batch))
                    .mapToObj(at -> Arrays.copyOfRange(states, at * width, (at + 1) * width))
                    .toArray(float[][]::new);
            return GradientCase.join(parts);
        }
    }

    private static void assertSame(Result found, Result expected) {
        assertThat(found.answers()).as("answers").isEqualTo(expected.answers());
        assertThat(found.hidden()).as("hn").isEqualTo(expected.hidden());
        assertThat(found.cell()).as("cn").isEqualTo(expected.cell());
        assertThat(found.gradients()).as("gradients").isEqualTo(expected.gradients());
        assertThat(found.dX()).as("dX").isEqualTo(expected.dX());
        assertThat(found.dH0()).as("dH0").isEqualTo(expected.dH0());
        assertThat(found.dC0()).as("dC0").isEqualTo(expected.dC0());
    }

    @Property(tries = 60)
    void threadsDoNotChangeTheBits(@ForAll(supplier = CellFamily.TrainedNetworks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll GradientCase.Steps steps, @ForAll long seed) {
        Drawn drawn = Drawn.of(architecture, batch, time, steps, seed);
        Result one = drawn.run(kernels, 1);
        for (int threads : new int[]{2, 3, 8}) {
            assertSame(drawn.run(kernels, threads), one);
        }
    }

    /// The backward pass sums over gates block by block, so the order of a sum depends on the width of a block. Both
    /// sets of kernels use the same width.
    @Tag("vector")
    @Property(tries = 60)
    void vectorAndScalarKernelsGiveTheSameBits(
            @ForAll(supplier = CellFamily.TrainedNetworks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll GradientCase.Steps steps, @ForAll long seed) {
        Drawn drawn = Drawn.of(architecture, batch, time, steps, seed);
        Kernels vector = KernelSelection.choose("vector");
        assertSame(drawn.run(vector, 2), drawn.run(inBlocksOf(vector, KernelSelection.choose("scalar")), 2));
    }

    private static Kernels inBlocksOf(Kernels wide, Kernels kernels) {
        return (Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[]{Kernels.class},
                (_, method, arguments) -> method.getName().equals("format")
                        ? new PackedMatrix.Format(wide.format().lanes(), PackedMatrix.MAX_VECTORS, false)
                        : method.invoke(kernels, arguments));
    }

    @Property(tries = 60)
    void gapsEqualRemovedSteps(@ForAll(supplier = CellFamily.TrainedNetworks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll long seed) {
        Drawn drawn = Drawn.of(architecture, batch, time, GradientCase.Steps.GAPS, seed);
        GradientCase gaps = drawn.numbers;
        Result found = drawn.run(kernels, 2);
        int[] lengths = IntStream.range(0, batch).map(row -> gaps.mask.length(row)).toArray();
        boolean every = gaps.everyStep();
        Result cut = drawn.run(kernels, 2, batch, time, Mask.ofLengths(time, lengths), cut(gaps, gaps.x),
                every ? cut(gaps, drawn.dAnswers) : drawn.dAnswers, _ -> true);
        assertThat(every ? cut(gaps, found.answers()) : found.answers()).isEqualTo(cut.answers());
        assertSame(new Result(cut.answers(), found.hidden(), found.cell(), found.gradients(), cut(gaps, found.dX()),
                found.dH0(), found.dC0()), cut);
    }

    /// Moves the valid steps to the beginning and fills the rest with 0.
    private static float[] cut(GradientCase gaps, float[] values) {
        int width = values.length / gaps.batch / gaps.time;
        float[] cut = new float[values.length];
        for (int row = 0; row < gaps.batch; row++) {
            for (int i = 0; i < gaps.mask.length(row); i++) {
                System.arraycopy(values, (row * gaps.time + gaps.mask.step(row, i)) * width, cut,
                        (row * gaps.time + i) * width, width);
            }
        }
        return cut;
    }

    @Property(tries = 60)
    void aSequenceHasTheSameGradientsAloneWithoutPadding(
            @ForAll(supplier = CellFamily.TrainedNetworks.class) Architecture drawnShape,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll long seed) {
        // A sequence alone would have other dropout masks.
        Architecture architecture = drawnShape.withDropout(0).withRecurrentDropout(0);
        Drawn drawn = Drawn.of(architecture, batch, time, GradientCase.Steps.LENGTHS, seed);
        GradientCase numbers = drawn.numbers;
        Result together = drawn.run(kernels, 2);
        for (int row = 0; row < batch; row++) {
            int one = row;
            int length = numbers.mask.length(row);
            int answers = architecture.outputSteps(time) * architecture.outputSize();
            int features = architecture.stepSize();
            float[] x = Arrays.copyOfRange(numbers.x, row * time * features, (row * time + length) * features);
            float[] dY = Arrays.copyOfRange(drawn.dAnswers, row * answers,
                    row * answers + architecture.outputSteps(length) * architecture.outputSize());
            Result alone = drawn.run(kernels, 1, 1, length, null, x, dY, at -> at == one);
            float[] dX = Arrays.copyOfRange(together.dX(), row * time * features, (row + 1) * time * features);
            assertThat(dX).as("dX").isEqualTo(Arrays.copyOf(alone.dX(), dX.length)); // and 0 after the end
            assertThat(drawn.pick(together.dH0(), 1, at -> at == one)).as("dH0").isEqualTo(alone.dH0());
            assertThat(drawn.pick(together.dC0(), drawn.states(), at -> at == one)).as("dC0").isEqualTo(alone.dC0());
        }
    }
}
