package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.MaskedBatch.Answer;
import dev.lstm4j.simd.MaskedBatch.Kind;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.testing.CellFamily;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Properties of all networks with a mask: the results are bitwise equal to those without the invalid steps.
class MaskProperties {
    private final Kernels kernels = KernelSelection.kernels();

    private static void assertSame(Answer found, Answer expected) {
        assertThat(found.y()).as("outputs").isEqualTo(expected.y());
        assertThat(found.hn()).as("hidden states").isEqualTo(expected.hn());
        assertThat(found.cn()).as("cell states").isEqualTo(expected.cn());
    }

    @Property(tries = 60)
    void resultsDoNotDependOnThreadsOrBuffers(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 9) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, kind, seed);
        Answer one = masked.run(kernels, 1);
        for (int threads : new int[]{2, 3, 8}) {
            assertSame(masked.run(kernels, threads), one);
        }
        assertSame(masked.run(kernels, 2, 3), one);
    }

    @Property(tries = 60)
    void aMaskedRowEqualsTheSequenceAlone(
            @ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, Kind.LENGTHS, seed);
        Answer together = masked.run(kernels, 2);
        int width = masked.answerWidth();
        for (int row = 0; row < batch; row++) {
            Answer alone = masked.rows(row).unmasked(kernels, masked.length(row));
            float[] y = Arrays.copyOfRange(together.y(), row * width, (row + 1) * width);
            assertThat(y).isEqualTo(Arrays.copyOf(alone.y(), width)); // and 0 after the end
            assertThat(masked.states(together.hn(), row)).isEqualTo(alone.hn());
            if (together.cn() != null) {
                assertThat(masked.states(together.cn(), row)).isEqualTo(alone.cn());
            }
        }
    }

    @Property(tries = 60)
    void theOrderOfRowsDoesNotMatter(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 2, max = 9) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, kind, seed);
        List<Integer> order = Arrays.asList(IntStream.range(0, batch).boxed().toArray(Integer[]::new));
        Collections.shuffle(order, new Random(seed));
        int[] rows = order.stream().mapToInt(row -> row).toArray();
        Answer given = masked.run(kernels, 3);
        assertSame(masked.rows(rows).run(kernels, 3), new Answer(MaskedBatch.pick(given.y(), 1, batch, rows),
                masked.states(given.hn(), rows), masked.states(given.cn(), rows)));
    }

    @Property(tries = 60)
    void invalidStepsAreNotReadAndTheirOutputsAreZero(
            @ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 9) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, kind, seed);
        float[] poisoned = masked.x().clone();
        float[] poisons = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -3f};
        for (int i = 0; i < poisoned.length; i++) {
            poisoned[i] = masked.valid()[i / architecture.inputSize()] ? poisoned[i] : poisons[i % poisons.length];
        }
        Answer answer = masked.run(kernels, 2);
        assertSame(masked.with(poisoned).run(kernels, 2), answer);
        if (architecture.outputSteps(2) == 2) {
            for (int i = 0; i < answer.y().length; i++) {
                if (!masked.valid()[i / architecture.outputSize()]) {
                    assertThat(Float.floatToRawIntBits(answer.y()[i])).isZero();
                }
            }
        }
    }

    @Property(tries = 60)
    void gapsAreSkipped(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll long seed) {
        MaskedBatch gaps = MaskedBatch.draw(architecture, batch, time, Kind.GAPS, seed);
        Answer found = gaps.run(kernels, 2);
        Answer cut = gaps.compacted().run(kernels, 2);
        float[] y = cut.y();
        if (architecture.outputSteps(2) == 2) {
            int width = architecture.outputSize();
            y = new float[cut.y().length];
            for (int row = 0; row < batch; row++) {
                int from = row * time;
                for (int t = 0; t < time; t++) {
                    if (gaps.valid()[row * time + t]) {
                        System.arraycopy(cut.y(), from++ * width, y, (row * time + t) * width, width);
                    }
                }
            }
        }
        assertSame(found, new Answer(y, cut.hn(), cut.cn()));
    }

    @Property(tries = 40)
    void aMaskOfValidStepsEqualsNoMask(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll long seed) {
        MaskedBatch drawn = MaskedBatch.draw(architecture, batch, time, Kind.LENGTHS, seed);
        boolean[] all = new boolean[batch * time];
        Arrays.fill(all, true);
        MaskedBatch whole = new MaskedBatch(drawn.model(), batch, time, all, drawn.x(), drawn.h0(), drawn.c0());
        assertSame(whole.run(kernels, 2), whole.unmasked(kernels, time));
    }

    @Property(tries = 40)
    void oneSessionRunsWithAndWithoutMasks(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch drawn = MaskedBatch.draw(architecture, batch, time, kind, seed);
        Mask mask = Mask.of(batch, time, drawn.valid());
        float[] masked = drawn.run(kernels, 1).y();
        float[] whole = drawn.unmasked(kernels, time).y();
        float[] y = new float[masked.length];
        States last = States.zeros(architecture, batch);
        try (InferenceSession session = Network.of(drawn.model(), new Engine(kernels, 2)).session(batch, time)) {
            for (Mask each : Arrays.asList(null, mask, null, null, mask, mask, null)) {
                session.forward(drawn.x(), each, drawn.initial(), y, last);
                assertThat(y).isEqualTo(each == null ? whole : masked);
            }
        }
    }

    @Property(tries = 40)
    void theForwardPassOfTrainingGivesTheSameResults(
            @ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, kind, seed);
        Answer expected = masked.run(kernels, 1);
        float[] y = new float[expected.y().length];
        States last = States.zeros(architecture, batch);
        try (Workers workers = new Workers(2)) {
            PackedNetwork packed = new PackedNetwork(architecture, kernels);
            packed.pack(masked.model().parameters().values(), workers);
            ForwardPass pass = new ForwardPass(packed, workers, batch + 1, time + 2, Keep.FOR_TRAINING,
                    Noise.NONE);
            Mask mask = Mask.of(batch, time, masked.valid());
            ForwardResult result = pass.run(new ForwardRequest().batch(masked.x(), mask, batch, time)
                    .from(masked.initial()).withFinalStates(true));
            result.readAnswers(y);
            result.readStates(last);
        }
        assertSame(MaskedBatch.answer(y, last), expected);
    }

    @Tag("vector")
    @Property(tries = 80)
    void vectorAndScalarKernelsGiveTheSameBits(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 7) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll Kind kind, @ForAll long seed) {
        MaskedBatch masked = MaskedBatch.draw(architecture, batch, time, kind, seed);
        assertSame(masked.run(KernelSelection.choose("vector"), 2), masked.run(KernelSelection.choose("scalar"), 2));
    }

    @Property(tries = 40)
    void lengthsAndStepsGiveTheSameMask(@ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 8) int time, @ForAll long seed) {
        Architecture architecture = Architecture.lstm(1, 1).withHead(Head.lastStep(1));
        MaskedBatch drawn = MaskedBatch.draw(architecture, batch, time, Kind.LENGTHS, seed);
        Mask lengths = Mask.ofLengths(time, IntStream.range(0, batch).map(drawn::length).toArray());
        Mask steps = Mask.of(batch, time, drawn.valid());
        assertThat(lengths.batch()).isEqualTo(steps.batch()).isEqualTo(batch);
        assertThat(lengths.time()).isEqualTo(steps.time()).isEqualTo(time);
        for (int row = 0; row < batch; row++) {
            assertThat(lengths.length(row)).isEqualTo(steps.length(row));
            for (int i = 0; i < lengths.length(row); i++) {
                assertThat(lengths.step(row, i)).isEqualTo(steps.step(row, i)).isEqualTo(i);
            }
        }
    }
}
