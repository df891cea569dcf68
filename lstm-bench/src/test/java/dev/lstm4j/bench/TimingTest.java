package dev.lstm4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which calls are counted, with a fake clock that advances only during the work.
class TimingTest {

    /// Work whose calls take given times.
    private static final class FakeWork implements Runnable {
        private final IntToDoubleFunction seconds;
        private long now = 7_000_000_000L;
        private int calls;

        /// @param seconds the duration of a call, by its number from 0
        FakeWork(IntToDoubleFunction seconds) {
            this.seconds = seconds;
        }

        @Override
        public void run() {
            now += Math.round(seconds.applyAsDouble(calls++) * 1e9);
        }

        double measured(Timing timing) {
            return timing.times(this, () -> now).median();
        }
    }

    /// A former bug: 4100 ms were reported for work of 19 ms, because the first call loaded and compiled everything.
    @ParameterizedTest
    @CsvSource({"4.1, 1", "4.1, 2", "4.1, 3", "11, 1", "0.2, 3", "100, 1"})
    void slowFirstCallsAreNotCounted(double cold, int coldCalls) {
        for (Timing timing : new Timing[]{Timing.THOROUGH, Timing.SHORT}) {
            FakeWork work = new FakeWork(call -> call < coldCalls ? cold : 0.019);
            assertThat(work.measured(timing)).isCloseTo(0.019, within(1e-9));
        }
    }

    /// Work of any length: the first call is ten times as slow and never counts.
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-4, 0.02, 0.5, 3, 4.5, 9, 10.5, 60})
    void firstCallIsNeverCounted(double seconds) {
        for (Timing timing : new Timing[]{Timing.THOROUGH, Timing.SHORT, new Timing(0, 1, 0, 1)}) {
            FakeWork work = new FakeWork(call -> call == 0 ? 10 * seconds : seconds);
            assertThat(work.measured(timing)).isCloseTo(seconds, within(1e-9));
            assertThat(work.calls).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void warmsUpByTimeAndByCalls() {
        Timing timing = new Timing(1, 5, 0, 1);
        FakeWork shortCalls = new FakeWork(_ -> 0.01);
        shortCalls.measured(timing);
        assertThat(shortCalls.calls).isEqualTo(100 + 1);
        FakeWork longCalls = new FakeWork(_ -> 0.9);
        longCalls.measured(timing);
        assertThat(longCalls.calls).isEqualTo(5 + 1);
    }

    @Test
    void countsByTimeAndByBatches() {
        FakeWork shortCalls = new FakeWork(_ -> 0.01);
        shortCalls.measured(new Timing(0, 1, 1, 3));
        assertThat(shortCalls.calls).isEqualTo(1 + 100);
        FakeWork longCalls = new FakeWork(_ -> 0.9);
        longCalls.measured(new Timing(0, 1, 1, 3));
        assertThat(longCalls.calls).isEqualTo(1 + 3);
    }

    @Test
    void veryLongWorkIsCalledTwice() {
        FakeWork work = new FakeWork(_ -> 15);
        assertThat(work.measured(Timing.THOROUGH)).isEqualTo(15);
        assertThat(work.calls).isEqualTo(2);
    }

    @Test
    void resultIsTheMedian() {
        double[] seconds = {50, 0.2, 0.1, 2, 0.3, 0.4};
        FakeWork work = new FakeWork(call -> seconds[call]);
        assertThat(work.measured(new Timing(0, 1, 0, 5))).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void quartilesShowHowMuchTheBatchesDiffer() {
        double[] seconds = {50, 0.2, 0.1, 0.5, 0.3, 0.4, 0.6, 0.7};
        FakeWork work = new FakeWork(call -> seconds[call]);
        Times times = new Timing(0, 1, 0, 7).times(work, () -> work.now);
        assertThat(times.median()).isCloseTo(0.4, within(1e-9));
        assertThat(times.low()).isCloseTo(0.2, within(1e-9));
        assertThat(times.high()).isCloseTo(0.6, within(1e-9));
        assertThat(times.spreadPercent()).isCloseTo(50, within(1e-6));
    }

    /// On a busy machine calls stay slow for longer than the time of the warm-up.
    @Test
    void callsThatStaySlowForLongAreNotCounted() {
        FakeWork work = new FakeWork(call -> call < 60 ? 0.035 : 1e-5);
        assertThat(work.measured(Timing.THOROUGH)).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void countingStartsAgainIfCallsBecomeFaster() {
        FakeWork work = new FakeWork(call -> call < 1 + 60 ? 0.02 : 0.01);
        assertThat(work.measured(new Timing(0, 1, 1.5, 3))).isCloseTo(0.01, within(1e-9));
        assertThat(work.calls).isGreaterThan(1 + 60 + 150);
        FakeWork everFaster = new FakeWork(call -> Math.pow(0.99, call));
        everFaster.measured(new Timing(0, 1, 1, 3));
        assertThat(everFaster.now).as("ends").isLessThan(120_000_000_000L);
    }

    /// With the real clock; the upper bound is wide, since a busy machine may interrupt each call.
    @Test
    void resultIsInSecondsOfOneCall() {
        double seconds = new Timing(0.02, 1, 0.05, 3).times(() -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }).median();
        assertThat(seconds).isBetween(0.001, 0.1);
    }

    @Test
    void shortWorkIsTimedInBatches() {
        FakeWork work = new FakeWork(_ -> 1e-6);
        long[] readings = {0};
        new Timing(0, 1, 0, 1).times(work, () -> {
            readings[0]++;
            return work.now;
        });
        assertThat(work.calls).isEqualTo(1 + 10_000);
        assertThat(readings[0]).isLessThan(10);
    }

    @Test
    void atLeastOneCallIsNeeded() {
        assertThatThrownBy(() -> new Timing(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timing: expected at least 1 warm-up call and 1 counted batch, found 0 and 1");
    }
}
