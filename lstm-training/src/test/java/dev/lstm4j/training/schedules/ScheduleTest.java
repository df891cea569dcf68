package dev.lstm4j.training.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.training.BatchReport;
import dev.lstm4j.training.ClippingTest;
import dev.lstm4j.training.EpochReport;
import dev.lstm4j.training.GoldenJson;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.Training;
import dev.lstm4j.training.TrainingListener;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares all rates with `torch.optim.lr_scheduler`, up to the rounding of PyTorch's recurrences, and tests
/// schedules in the trainer.
class ScheduleTest {
    /// The rounding of about sixty multiplications in double.
    private static final double ROUNDING = 1e-12;

    private static void assertRates(String name, double[] expected, LearningRateSchedule schedule, double base) {
        assertThat(expected.length).as(name).isGreaterThanOrEqualTo(30);
        for (int i = expected.length - 1; i >= 0; i--) { // the order is free
            assertThat(Math.abs(schedule.rate(base, i) - expected[i]) / expected[i]).as("%s, position %d: %s for %s",
                    name, i, schedule.rate(base, i), expected[i]).isLessThanOrEqualTo(ROUNDING);
        }
    }

    private static void assertPlateau(String name, double[] expected, double[] losses, LearningRateSchedule schedule) {
        LossHistory history = LossHistory.EMPTY;
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(schedule.rate(0.1, i, history) - expected[i]) / expected[i])
                    .as("%s, epoch %d", name, i).isLessThanOrEqualTo(ROUNDING);
            history = history.with(i, losses[i]);
        }
    }

    @Test
    void ratesOfTheFirstScript() {
        GoldenJson golden = GoldenJson.read("schedules_and_clipping.json");
        assertThat(golden.number("base_rate")).isEqualTo(0.1);
        Map<String, LearningRateSchedule> schedules = Map.of("step_size_10_gamma_half", Schedules.step(10, 0.5),
                "exponential_gamma_0.9", Schedules.exponential(0.9),
                "cosine_t_max_30_min_0.001", Schedules.cosine(30, 0.001),
                "linear_warmup_5_from_0.1", Schedules.linear(0.1, 1, 5));
        schedules.forEach((name, schedule) -> assertRates(name, golden.numbers(name), schedule, 0.1));
        assertRates("one cycle", golden.numbers("one_cycle_max_0.5_steps_30"), Schedules.oneCycle(31), 0.5);
        GoldenJson plateau = golden.object("plateau_factor_0.5_patience_3");
        assertPlateau("plateau", plateau.numbers("rate"), plateau.numbers("metric"), ReduceOnPlateau.of(0.5, 3));
        TreeSet<Object> read = new TreeSet<>(schedules.keySet());
        read.addAll(List.of("base_rate", "one_cycle_max_0.5_steps_30", "plateau_factor_0.5_patience_3",
                "clip_grad_norm")); // ClippingTest reads the last
        assertThat(new TreeSet<Object>(golden.values().keySet())).isEqualTo(read);
    }

    @Test
    void ratesOfTheSecondScript() {
        GoldenJson golden = GoldenJson.read("schedules.json");
        assertThat(golden.number("base_rate")).isEqualTo(0.1);
        Map<String, LearningRateSchedule> schedules = Map.ofEntries(
                Map.entry("step_7_gamma_0.3", Schedules.step(7, 0.3)),
                Map.entry("multi_step_4_9_9_30_gamma_0.2", Schedules.multiStep(0.2, 4, 9, 9, 30)),
                Map.entry("exponential_0.97", Schedules.exponential(0.97)),
                Map.entry("cosine_20_min_0.01", Schedules.cosine(20, 0.01)),
                Map.entry("linear_third_to_1_in_5", Schedules.linear(1.0 / 3, 1, 5)),
                Map.entry("linear_0.25_to_0.75_in_12", Schedules.linear(0.25, 0.75, 12)),
                Map.entry("one_cycle_60", Schedules.oneCycle(60)),
                Map.entry("one_cycle_47_pct_0.1_div_10_final_100", Schedules.oneCycle(47, 0.1, 10, 100)),
                Map.entry("warmup_5_then_cosine_55",
                        Schedules.sequence(List.of(Schedules.linear(0.2, 1, 5), Schedules.cosine(55, 0)), 5)),
                Map.entry("warmup_3_then_step_then_exponential", Schedules.sequence(
                        List.of(Schedules.linear(0.1, 1, 3), Schedules.step(4, 0.5), Schedules.exponential(0.9)), 3,
                        20)),
                Map.entry("product_warmup_8_exponential_0.95",
                        Schedules.product(List.of(Schedules.linear(0.5, 1, 8), Schedules.exponential(0.95)))));
        schedules.forEach((name, schedule) -> assertRates(name, golden.numbers(name), schedule, 0.1));
        Map<String, LearningRateSchedule> plateaus = Map.of("plateau_default", ReduceOnPlateau.of(0.1, 10),
                "plateau_factor_0.3_patience_2_cooldown_4_min_0.0005",
                ReduceOnPlateau.of(0.3, 2).withThreshold(1e-2).withCooldown(4).withLowest(0.0005),
                "plateau_factor_0.1_patience_0", ReduceOnPlateau.of(0.1, 0));
        double[] losses = golden.numbers("plateau_losses");
        plateaus.forEach((name, schedule) -> assertPlateau(name, golden.numbers(name), losses, schedule));
        TreeSet<Object> read = new TreeSet<>(schedules.keySet());
        read.addAll(plateaus.keySet());
        read.addAll(List.of("base_rate", "plateau_losses", "clip_grad_value"));
        assertThat(new TreeSet<Object>(golden.values().keySet())).isEqualTo(read);
    }

    @Test
    void aCycleIsConstantAfterItsEnd() {
        LearningRateSchedule cycle = Schedules.oneCycle(10);
        assertThat(cycle.rate(1, 1000)).isEqualTo(cycle.rate(1, 9)).isCloseTo(1 / 25e4,
                org.assertj.core.data.Offset.offset(1e-15));
        assertThat(Schedules.oneCycle(1).rate(1, 0)).isFinite();
        assertThat(Schedules.oneCycle(2, 0.5, 25, 1e4).rate(1, 0)).isFinite();
        assertThat(cycle.isPerUpdate()).isTrue();
        assertThat(Schedules.constant().rate(0.3, 17)).isEqualTo(0.3);
    }

    @Test
    void onlyTheActivePartOfASequenceReceivesLosses() {
        LearningRateSchedule schedule = Schedules
                .sequence(List.of(Schedules.linear(0.5, 1, 10), ReduceOnPlateau.of(0.5, 0)), 10);
        LossHistory losses = LossHistory.EMPTY;
        for (int epoch = 0; epoch < 11; epoch++) {
            losses = losses.with(epoch, 1);
        }
        assertThat(schedule.rate(1, 11, losses)).isEqualTo(1);
        losses = losses.with(11, 1);
        assertThat(schedule.rate(1, 12, losses)).isEqualTo(0.5);
    }

    private static List<EpochReport> train(LearningRateSchedule schedule, List<Double> rates, SGD optimizer,
            TrainingListener... others) {
        float[] wave = new float[60];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.3 * i);
        }
        Architecture architecture = Architecture.lstm(1, 4).withHead(Head.lastStep(1));
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                rates.add(report.learningRate());
            }
        };
        List<TrainingListener> listeners = new ArrayList<>(List.of(listener));
        listeners.addAll(List.of(others));
        return Trainer
                .of(TrainingOptions.ofEpochs(6).withBatchSize(16).withSeed(5).withSchedule(schedule),
                        MeanSquaredError.of(), optimizer)
                .withListener(TrainingListener.all(listeners.toArray(TrainingListener[]::new)))
                .train(architecture, Initializer.uniform(architecture, 3),
                        Windows.over(wave, 1).withLookback(8).dataset(0, 40),
                        Windows.over(wave, 1).withLookback(8).dataset(40, 60))
                .history();
    }

    @Test
    void theTrainerSetsTheRateOfEachEpoch() {
        List<Double> rates = new ArrayList<>();
        List<EpochReport> history = train(Schedules.step(2, 0.5), rates, SGD.of(0.4));
        assertThat(history).extracting(EpochReport::learningRate).containsExactly(0.4, 0.4, 0.2, 0.2, 0.1, 0.1);
        assertThat(rates).containsExactly(0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1);
    }

    @Test
    void theTrainerSetsTheRateOfEachUpdate() {
        List<Double> rates = new ArrayList<>();
        LearningRateSchedule cycle = Schedules.oneCycle(12);
        List<EpochReport> history = train(cycle, rates, SGD.of(0.4));
        assertThat(rates).hasSize(12);
        for (int update = 0; update < 12; update++) {
            assertThat(rates.get(update)).isEqualTo(cycle.rate(0.4, update));
        }
        assertThat(history.get(2).learningRate()).as("rate of the epoch's last update").isEqualTo(cycle.rate(0.4, 5));
    }

    @Test
    void aPlateauReceivesTheValidationLoss() {
        List<EpochReport> history = train(ReduceOnPlateau.of(0.5, 0), new ArrayList<>(), SGD.of(0));
        assertThat(history).extracting(EpochReport::learningRate).containsOnly(0.0);
        // Too small to lower the loss by the threshold of 1e-4, so it is halved after each epoch but the first.
        history = train(ReduceOnPlateau.of(0.5, 0), new ArrayList<>(), SGD.of(1e-6));
        assertThat(history).extracting(EpochReport::learningRate).containsExactly(1e-6, 1e-6, 5e-7, 2.5e-7, 1.25e-7,
                6.25e-8);
    }

    @Test
    void theRateSetByAListenerIsKeptWithAConstantSchedule() {
        List<Double> rates = new ArrayList<>();
        train(Schedules.constant(), rates, SGD.of(0.4), new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                training.setLearningRate(0.3);
            }
        });
        assertThat(rates.getFirst()).isEqualTo(0.4);
        assertThat(rates.subList(1, 12)).containsOnly(0.3);
    }

    @Test
    void schedulesAreValues() {
        assertThat(Schedules.cosine(9, 0.1)).isEqualTo(Schedules.cosine(9, 0.1))
                .hasSameHashCodeAs(Schedules.cosine(9, 0.1)).isNotEqualTo(Schedules.cosine(9, 0.2))
                .hasToString("Cosine[length=9, lowest=0.1]");
        LearningRateSchedule warm = Schedules.sequence(
                List.of(Schedules.linear(0.1, 1, 5), Schedules.multiStep(0.5, 3)),
                5);
        assertThat(warm).isEqualTo(Schedules.sequence(List.of(Schedules.linear(0.1, 1, 5), Schedules.multiStep(0.5, 3)),
                5)).hasToString("Sequence[parts=[Linear[from=0.1, to=1.0, length=5], "
                        + "MultiStep[gamma=0.5, milestones=[3]]], begins=[0, 5]]");
        assertThat(Schedules.step(3, 0.5).perUpdate()).isEqualTo(Schedules.step(3, 0.5).perUpdate())
                .isNotEqualTo(Schedules.step(3, 0.5));
        assertThat(ReduceOnPlateau.of(0.1, 3)).isEqualTo(ReduceOnPlateau.of(0.1, 3).withThreshold(1e-4));
        assertThat(LossHistory.EMPTY.with(0, 3).with(1, 2)).isEqualTo(LossHistory.EMPTY.with(0, 3).with(1, 2))
                .hasToString("LossHistory[3.0, 2.0]");
    }

    @Test
    void aScheduleCanBeReused() {
        LearningRateSchedule schedule = ReduceOnPlateau.of(0.5, 0);
        SGD sgd = SGD.of(1e-6);
        List<Double> first = train(schedule, new ArrayList<>(), sgd).stream().map(EpochReport::learningRate).toList();
        List<Double> second = train(schedule, new ArrayList<>(), sgd).stream().map(EpochReport::learningRate).toList();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Schedules.step(0, 0.5)).hasMessage("size: expected at least 1, found 0");
        assertThatThrownBy(() -> Schedules.exponential(0))
                .hasMessage("gamma: expected a finite number above 0, found 0.0");
        assertThatThrownBy(() -> Schedules.oneCycle(9, 2, 25, 1e4))
                .hasMessage("rise: expected a number from 0 to 1, found 2.0");
        assertThatThrownBy(() -> Schedules.sequence(List.of(Schedules.constant()), 4))
                .hasMessage("milestones: expected 0, one fewer than schedules, found 1");
        assertThatThrownBy(() -> Schedules.sequence(List.of(Schedules.constant(), Schedules.constant()), 0))
                .hasMessage("milestones: expected increasing numbers above 0, found [0]");
        assertThatThrownBy(() -> Schedules.product(List.of()))
                .hasMessage("schedules: expected at least one, found none");
        assertThatThrownBy(() -> Schedules.product(List.of(Schedules.constant(), Schedules.oneCycle(3))))
                .hasMessage("schedules: expected all to count epochs or all to count updates, found both; "
                        + "use perUpdate()");
        assertThatThrownBy(() -> ReduceOnPlateau.of(1, 3))
                .hasMessage("factor: expected a number above 0 and below 1, found 1.0");
        assertThatThrownBy(() -> ReduceOnPlateau.of(0.5, -1))
                .hasMessage("patience: expected at least 0, found -1");
    }
}
