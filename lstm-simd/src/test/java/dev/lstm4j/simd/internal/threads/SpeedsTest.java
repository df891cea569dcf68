package dev.lstm4j.simd.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Members get shares in proportion to their speeds.
class SpeedsTest {
    private static final long MILLISECOND = 1_000_000;

    @BeforeEach
    void sharesAreMeasured() {
        assumeThat(Boolean.getBoolean("lstm4j.unevenShares")).isFalse();
    }

    @Test
    void sharesBecomeProportionalToSpeeds() {
        Speeds speeds = new Speeds(2);
        assertThat(speeds.end(1)).isEqualTo(0.5);
        for (int job = 0; job < 20; job++) { // the second core takes three times as long for the same work
            run(speeds, (long) (100 * MILLISECOND * speeds.end(1)), (long) (300 * MILLISECOND * (1 - speeds.end(1))));
        }
        assertThat(speeds.end(1)).isCloseTo(0.75, within(0.001));
        for (int job = 0; job < 20; job++) { // and recovers
            run(speeds, (long) (100 * MILLISECOND * speeds.end(1)), (long) (100 * MILLISECOND * (1 - speeds.end(1))));
        }
        assertThat(speeds.end(1)).isCloseTo(0.5, within(0.001));
    }

    @Test
    void shortJobsDoNotChangeShares() {
        Speeds speeds = new Speeds(2);
        run(speeds, 10_000, 100 * MILLISECOND);
        assertThat(speeds.end(1)).isEqualTo(0.5);
    }

    @Property
    void everyMemberKeepsAShare(@ForAll @Size(6) int[] milliseconds, @ForAll @IntRange(min = 1, max = 6) int members) {
        Speeds speeds = new Speeds(members);
        for (int job = 0; job < 10; job++) {
            for (int member = 0; member < members; member++) {
                speeds.set(member, (1 + Math.abs((long) milliseconds[member]) % 10_000) * MILLISECOND);
            }
            speeds.learn();
        }
        assertThat(speeds.end(0)).isZero();
        assertThat(speeds.end(members)).isEqualTo(1);
        for (int member = 0; member < members; member++) {
            assertThat(speeds.end(member + 1) - speeds.end(member)).isGreaterThan(0.1 / members);
        }
    }

    private static void run(Speeds speeds, long... nanos) {
        for (int member = 0; member < nanos.length; member++) {
            speeds.set(member, nanos[member]);
        }
        speeds.learn();
    }
}
