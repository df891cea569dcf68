package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.training.optimizers.SGD;
import dev.lstm4j.training.schedules.Schedules;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Features that all trainers share: the check for finite values, clipping by value and by norm, schedules,
/// accumulation, the average of the weights, and listeners.
class SharedCoreTest {

    private static TrainingOptions options(int epochs) {
        return TrainingOptions.ofEpochs(epochs).withBatchSize(4).withSeed(5);
    }

    private static TrainingResult train(Kinds kind, TrainingOptions options, TrainingListener listener, float bad) {
        return kind.train(new Kinds.Setting(options, SGD.of(0.1), 0, 1, listener, bad), null);
    }

    private static TrainingResult train(Kinds kind, TrainingOptions options) {
        return train(kind, options, TrainingListener.none(), 0);
    }

    private static TrainingListener updates(List<BatchReport> reports) {
        return new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                reports.add(report);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aBadTargetIsReportedOrSkipped(Kinds kind) {
        String place = switch (kind) {
            case PLAIN -> "target 0 of example 7 at step 4 is NaN";
            case TRUNCATED -> "target 0 of sequence 7 at step 4 is NaN";
            case ENCODER_DECODER -> "target 0 of example 7 at step 4 is NaN";
        };
        assertThatThrownBy(() -> train(kind, options(2), TrainingListener.none(), Float.NaN))
                .isInstanceOf(ArithmeticException.class).hasMessageContaining(place);
        List<BatchReport> reports = new ArrayList<>();
        TrainingResult skipping = train(kind, options(2).withNonFinite(NonFinite.SKIP), updates(reports), Float.NaN);
        assertThat(skipping.skipped()).isEqualTo(2);
        assertThat(reports.stream().filter(BatchReport::skipped)).hasSize(2);
        assertThat(skipping.parameters().values()).doesNotContain(Float.NaN);
    }

    @ParameterizedTest
    @EnumSource
    void theNormOfAllNetworksIsClipped(Kinds kind) {
        List<BatchReport> reports = new ArrayList<>();
        List<float[]> before = new ArrayList<>();
        double limit = 0.01;
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                reports.add(report);
                double squares = 0;
                for (int i = 0; i < training.allParameters().size(); i++) {
                    float[] values = training.allParameters().get(i).values().clone();
                    float[] old = before.size() > i ? before.set(i, values) : values;
                    if (before.size() <= i) {
                        before.add(values);
                    }
                    for (int k = 0; k < values.length; k++) {
                        squares += Math.pow(values[k] - old[k], 2);
                    }
                }
                if (reports.size() > 1) { // a step of SGD is 0.1 times the clipped gradient
                    assertThat(Math.sqrt(squares)).isCloseTo(0.1 * limit, Offset.offset(1e-5));
                }
            }
        };
        train(kind, options(1).withClipNorm(limit), listener, 0);
        assertThat(reports).hasSizeGreaterThan(3)
                .allSatisfy(report -> assertThat(report.gradientNorm()).isGreaterThan(limit));
    }

    @ParameterizedTest
    @EnumSource
    void eachGradientIsClipped(Kinds kind) {
        List<float[]> weights = new ArrayList<>();
        TrainingListener listener = (_, training) -> weights.add(training.parameters().values().clone());
        train(kind, options(1).withClipValue(1e-4), listener, 0);
        List<BatchReport> reports = new ArrayList<>();
        TrainingResult second = train(kind, options(2).withClipValue(1e-4), updates(reports), 0);
        float[] values = second.parameters().values();
        float moved = 0;
        for (int i = 0; i < values.length; i++) {
            moved = Math.max(moved, Math.abs(values[i] - weights.getFirst()[i]));
        }
        if (kind == Kinds.TRUNCATED) { // without a validation set, the result is that of the last epoch
            assertThat(moved).isPositive();
        }
        assertThat(moved).isLessThanOrEqualTo(1.01e-5f * reports.size());
    }

    /// The norm of the gradient is above the limit before clipping by value and below it afterwards.
    @ParameterizedTest
    @EnumSource
    void theNormIsClippedAfterTheValues(Kinds kind) {
        List<BatchReport> reports = new ArrayList<>();
        TrainingResult expected = train(kind, options(2).withClipValue(1e-5), updates(reports), 0);
        double limit = 0.01;
        assertThat(reports).allSatisfy(report -> assertThat(report.gradientNorm()).isGreaterThan(limit));
        TrainingResult both = train(kind, options(2).withClipValue(1e-5).withClipNorm(limit));
        assertThat(both.parameters().values()).isEqualTo(expected.parameters().values());
    }

    @ParameterizedTest
    @EnumSource
    void theScheduleSetsTheRateOfEachUpdate(Kinds kind) {
        List<BatchReport> reports = new ArrayList<>();
        train(kind, options(2).withSchedule(Schedules.exponential(0.9).perUpdate()), updates(reports), 0);
        for (int update = 0; update < reports.size(); update++) {
            assertThat(reports.get(update).learningRate()).isCloseTo(0.1 * Math.pow(0.9, update),
                    Offset.offset(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void accumulatedBatchesEqualOneLargerBatch(Kinds kind) {
        TrainingResult large = train(kind, options(3).withBatchSize(8));
        TrainingResult small = train(kind, options(3).withBatchSize(2).withAccumulate(4));
        assertThat(small.models()).hasSameSizeAs(large.models());
        for (int i = 0; i < large.models().size(); i++) {
            float[] expected = large.models().get(i).parameters().values();
            float[] found = small.models().get(i).parameters().values();
            for (int k = 0; k < expected.length; k++) {
                assertThat(found[k]).isCloseTo(expected[k], Offset.offset(1e-5f));
            }
        }
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(small.history().get(epoch).trainingLoss())
                    .isCloseTo(large.history().get(epoch).trainingLoss(), Offset.offset(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAverageIsValidatedAndKept(Kinds kind) {
        List<List<float[]>> averages = new ArrayList<>();
        List<float[]> weights = new ArrayList<>();
        TrainingListener listener = (_, training) -> {
            Checkpoint checkpoint = training.checkpoint();
            averages.add(checkpoint.networks().stream()
                    .map(network -> java.util.Objects.requireNonNull(network.average()).values().values()).toList());
            weights.add(training.parameters().values().clone());
        };
        TrainingResult result = train(kind, options(3).withAverageDecay(0.9), listener, 0);
        int best = result.bestEpoch() - 1;
        for (int i = 0; i < result.models().size(); i++) {
            assertThat(result.models().get(i).parameters().values()).isEqualTo(averages.get(best).get(i));
        }
        assertThat(result.parameters().values()).isNotEqualTo(weights.get(best));
    }

    @ParameterizedTest
    @EnumSource
    void aListenerStopsTheTraining(Kinds kind) {
        TrainingResult result = train(kind, options(9), new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                if (training.updates() == 7) {
                    training.stop("seven");
                }
            }
        }, 0);
        assertThat(result.stopped()).isEqualTo("seven");
        assertThat(result.history()).hasSizeLessThan(3);
    }
}
