package dev.lstm4j.simd.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void everyMemberRunsEachJobOnce() {
        try (Workers workers = new Workers(3)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(3);
            for (int i = 0; i < 1000; i++) {
                workers.run((member, members) -> {
                    assertThat(members).isEqualTo(3);
                    runs.incrementAndGet(member);
                });
            }
            for (int member = 0; member < 3; member++) {
                assertThat(runs.get(member)).isEqualTo(1000);
            }
        }
    }

    @Test
    void aJobAfterALongPauseStillRuns() throws InterruptedException {
        try (Workers workers = new Workers(2)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(2);
            Thread.sleep(50); // the other member has parked by now
            workers.run((member, _) -> runs.incrementAndGet(member));
            assertThat(runs.get(1)).isEqualTo(1);
        }
    }

    @Test
    void aFailureReachesTheCallerAndTheTeamGoesOn() {
        try (Workers workers = new Workers(2)) {
            for (int failing = 0; failing < 2; failing++) {
                int who = failing;
                assertThatThrownBy(() -> workers.run((member, _) -> {
                    if (member == who) {
                        throw new IllegalArgumentException("broken share");
                    }
                })).hasMessageContaining("broken share");
            }
            workers.run((_, _) -> {
            });
        }
    }

    @Test
    void aClosedTeamRefuses() {
        Workers workers = new Workers(2);
        workers.close();
        assertThatThrownBy(() -> workers.run((_, _) -> {
        })).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Workers(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads: expected at least 1, found 0");
    }

    @Property
    void sharesCoverEachItemOnce(@ForAll @IntRange(max = 1_000_000) int items,
            @ForAll @IntRange(min = 1, max = 64) int members) {
        int next = 0;
        for (int member = 0; member < members; member++) {
            assertThat(Workers.share(items, member, members)).isEqualTo(next);
            next = Workers.share(items, member + 1, members);
        }
        assertThat(next).isEqualTo(items);
    }
}
