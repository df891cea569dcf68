package dev.lstm4j.simd.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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
    void aJobForSomeMembersRunsOnlyOnThem() {
        try (Workers workers = new Workers(4)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(4);
            for (int i = 0; i < 3000; i++) {
                int wanted = 1 + i % 4;
                workers.run((member, members) -> {
                    assertThat(members).isEqualTo(wanted);
                    runs.incrementAndGet(member);
                }, wanted);
            }
            for (int member = 0; member < 4; member++) {
                assertThat(runs.get(member)).isEqualTo(3000 - 750 * member);
            }
        }
    }

    @Test
    void writesBeforeABarrierAreVisibleAfterIt() {
        for (int size = 2; size <= 4; size++) {
            int members = size;
            int[] plain = new int[members];
            try (Workers workers = new Workers(members)) {
                workers.run((member, _) -> {
                    for (int i = 1; i <= 2000; i++) {
                        plain[member] = i;
                        workers.meet(members);
                        for (int other : plain) {
                            assertThat(other).isEqualTo(i);
                        }
                        workers.meet(members);
                    }
                });
            }
        }
    }

    @Test
    void aFailureReleasesTheBarrierAndReachesTheCaller() {
        try (Workers workers = new Workers(3)) {
            for (int failing = 0; failing < 3; failing++) {
                int who = failing;
                assertThatThrownBy(() -> workers.run((member, members) -> {
                    if (member == who) {
                        throw new IllegalArgumentException("broken share");
                    }
                    workers.meet(members);
                })).isInstanceOf(IllegalArgumentException.class).hasMessage("broken share");
                workers.run((_, members) -> workers.meet(members));
            }
        }
    }

    @Test
    void theTeamIsUsableAfterAFailure() {
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
    void aFailedJobWaitsForAllMembersAndReportsAllFailures() {
        try (Workers workers = new Workers(3)) {
            AtomicIntegerArray done = new AtomicIntegerArray(3);
            for (int i = 0; i < 200; i++) {
                int before = done.get(2);
                assertThatThrownBy(() -> workers.run((member, _) -> {
                    if (member == 2) {
                        Thread.onSpinWait();
                        done.incrementAndGet(2);
                    }
                    if (member == 0) {
                        throw new AssertionError("bad0");
                    }
                    throw new IllegalArgumentException("bad" + member);
                })).hasMessage("bad0").satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
                assertThat(done.get(2)).isEqualTo(before + 1);
                workers.run((_, _) -> {
                });
            }
        }
    }

    @Test
    void closingEndsTheThreadsAndNoJobIsLost() throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            Workers workers = new Workers(2);
            Thread[] other = new Thread[1];
            workers.run((member, _) -> {
                if (member == 1) {
                    other[0] = Thread.currentThread();
                }
            });
            if (i % 100 == 0) {
                Thread.sleep(2); // parked by now
            }
            Thread closer = new Thread(workers::close);
            closer.start();
            try {
                workers.run((_, members) -> workers.meet(members)); // succeeds or throws, but never hangs
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("closed");
            }
            closer.join();
            other[0].join(5000);
            assertThat(other[0].isAlive()).isFalse();
        }
    }

    @Test
    void aClosedTeamAndInvalidSizesThrow() {
        Workers workers = new Workers(2);
        workers.close();
        assertThatThrownBy(() -> workers.run((_, _) -> {
        })).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Workers(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads: expected 1 to 1024, found 0");
        assertThatThrownBy(() -> new Workers(65535)).hasMessage("threads: expected 1 to 1024, found 65535; "
                + "more threads than processors only slow a computation down");
    }

    @Test
    void aThreadThatCannotBeStartedFailsEachRunAndLeavesNoThread() throws InterruptedException {
        List<Thread> startedThreads = new ArrayList<>();
        Workers workers = new Workers(5, thread -> {
            if (startedThreads.size() == 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            thread.start();
            startedThreads.add(thread);
        });
        for (int i = 0; i < 2; i++) { // the second run would wait forever for threads that never started
            assertThatThrownBy(() -> workers.run((_, _) -> {
            })).isInstanceOf(IllegalStateException.class)
                    .hasMessage("threads: expected 4 besides the caller's, "
                            + "found only 2 that could be started; use fewer threads");
        }
        for (Thread thread : startedThreads) {
            thread.join(5000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void anInterruptedThreadKeepsWaiting() throws InterruptedException {
        Thread[] other = new Thread[1];
        try (Workers workers = new Workers(2)) {
            workers.run((member, _) -> {
                if (member == 1) {
                    other[0] = Thread.currentThread();
                }
            });
            other[0].interrupt();
            Thread.sleep(50);
            for (int i = 0; i < 20; i++) {
                assertThat(other[0].getState()).as("not running").isEqualTo(Thread.State.WAITING);
                Thread.sleep(5);
            }
            workers.run((_, members) -> workers.meet(members));
        }
    }

    @Property(tries = 200)
    void sharesBySpeedCoverEachItemOnce(@ForAll @IntRange(max = 1_000_000) int items,
            @ForAll @IntRange(min = 1, max = 64) int members) {
        try (Workers workers = new Workers(members)) {
            assertThat(workers.shareBySpeed(items, 0, members)).isZero();
            for (int member = 0; member < members; member++) {
                assertThat(workers.shareBySpeed(items, member + 1, members))
                        .isGreaterThanOrEqualTo(workers.shareBySpeed(items, member, members));
            }
            assertThat(workers.shareBySpeed(items, members, members)).isEqualTo(items);
        }
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
