package dev.lstm4j.simd.internal.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads: the one place that has any. A fixed team runs a job together and meets at its end. The caller is a
/// member; the others are daemon threads, started with the first job, that wait between jobs: first spinning (a training
/// step meets every few microseconds), then parked. Running a job allocates nothing.
///
/// Which thread does which share never changes a bit of the result: every output element is computed by one thread, in
/// one order.
public final class Workers implements AutoCloseable {
    private static final long SPIN_NANOS = 50_000;
    private static final int MEMBER_BITS = 16;

    /// What the team does together.
    public interface Job {
        /// One member's share.
        ///
        /// @param member from 0
        /// @param members how many members there are
        void run(int member, int members);
    }

    private final Member[] others;
    private final int size;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int meeting;
    private volatile boolean broken;
    private Job job = (_, _) -> {
    };
    /// The number of the job, and in the low bits how many members run it: a member that is none of them may come late,
    /// and must not take the next job's number for this one's.
    private volatile long round;
    private volatile boolean closed;
    private boolean started;

    /// A team.
    ///
    /// @param size how many threads, the caller's among them, at least 1
    public Workers(int size) {
        if (size < 1 || size >= 1 << MEMBER_BITS) {
            throw new IllegalArgumentException("threads: expected 1 to 65535, found " + size);
        }
        this.size = size;
        this.others = new Member[size - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Member(i + 1);
        }
    }

    /// How many threads the team has.
    ///
    /// @return at least 1
    public int size() {
        return size;
    }

    /// Runs a job on all members and returns when all are done, whether they did well or not. One caller at a time.
    ///
    /// @param work each member runs it once with its own number
    /// @throws IllegalStateException where the team is closed, or where another member's share failed (the cause)
    public void run(Job work) {
        run(work, size);
    }

    /// The same on only some members: a small job is done sooner by the caller alone.
    ///
    /// @param work each of these members runs it once with its own number
    /// @param members how many, at most the team's size; 1 wakes nobody
    public void run(Job work, int members) {
        if (closed) {
            throw closedAlready();
        }
        if (members == 1) {
            work.run(0, 1);
            return;
        }
        if (!started) {
            started = true;
            for (Member member : others) {
                member.setDaemon(true);
                member.start();
            }
        }
        job = work;
        arrived.setPlain(0);
        broken = false;
        long wanted = ((round >>> MEMBER_BITS) + 1 << MEMBER_BITS) + members;
        round = wanted; // publishes the job
        if (closed) { // since the look above; else every member is sure to see the round before it ends
            broken = true; // frees members that began, and wait for those that ended
            for (Member member : others) {
                while (member.isAlive()) {
                    Thread.yield();
                }
            }
            throw closedAlready();
        }
        for (int i = 0; i < members - 1; i++) {
            if (others[i].parked) {
                LockSupport.unpark(others[i]);
            }
        }
        Throwable failure = null;
        try {
            work.run(0, members);
        } catch (Throwable e) { // thrown below, after the others
            broken = true;
            failure = e;
        }
        for (int i = 0; i < members - 1; i++) {
            failure = joined(failure, others[i].await(wanted));
        }
        switch (failure) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a thread's share failed: " + failure, failure);
        }
    }

    private static IllegalStateException closedAlready() {
        return new IllegalStateException("workers: expected an open session, found a closed one");
    }

    private static @Nullable Throwable joined(@Nullable Throwable first, @Nullable Throwable second) {
        if (first == null || second == null || first == second) {
            return first == null ? second : first;
        }
        if (first instanceof BrokenMeeting) { // the other one is the reason
            return second;
        }
        if (second instanceof BrokenMeeting) {
            return first;
        }
        first.addSuppressed(second);
        return first;
    }

    /// Waits within a job until all its members have come here: what they wrote before, all see after.
    ///
    /// @param members how many run the job
    public void meet(int members) {
        int current = meeting;
        if (arrived.incrementAndGet() == members) {
            arrived.setPlain(0);
            meeting = current + 1; // publishes
            return;
        }
        long start = 0;
        for (int spins = 1; meeting == current; spins++) {
            if (broken) {
                throw new BrokenMeeting();
            }
            if (spins % 256 != 0) {
                Thread.onSpinWait();
                continue;
            }
            long now = System.nanoTime();
            start = start == 0 ? now : start;
            if (now - start > SPIN_NANOS) {
                Thread.yield();
            }
        }
    }

    /// A member waited for one whose share failed.
    private static final class BrokenMeeting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenMeeting() {
            super("another thread's share failed", null, false, false);
        }
    }

    /// Where a member's share of some items begins; its end is the next member's beginning.
    ///
    /// @param items how many there are
    /// @param member from 0, or members for the end of all
    /// @param members how many members there are
    /// @return an item's number
    public static int share(int items, int member, int members) {
        return (int) ((long) items * member / members);
    }

    /// Ends the threads, after the job that runs.
    @Override
    public void close() {
        closed = true;
        for (Member member : others) {
            LockSupport.unpark(member);
        }
    }

    private final class Member extends Thread {
        private final int number;
        private volatile long finished;
        private volatile boolean parked;
        private @Nullable Throwable failure; // published with finished

        Member(int number) {
            super("lstm4j-" + number);
            this.number = number;
        }

        @Override
        public void run() {
            long seen = 0;
            while (waitBeyond(seen)) {
                seen = round;
                int members = (int) (seen & (1 << MEMBER_BITS) - 1);
                if (number < members) {
                    try {
                        job.run(number, members);
                    } catch (Throwable e) { // the caller is told
                        failure = e;
                        broken = true;
                    }
                    finished = seen;
                }
            }
        }

        /// Waits for a round after the one seen. False where there will be none: a round that has begun is always run.
        private boolean waitBeyond(long seen) {
            long start = System.nanoTime();
            while (round == seen) {
                if (closed) {
                    return round != seen;
                }
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                    continue;
                }
                parked = true; // seen by the caller, or the round is seen here
                if (round == seen && !closed) {
                    LockSupport.park(Workers.this);
                }
                parked = false;
            }
            return true;
        }

        @Nullable
        Throwable await(long wanted) {
            long start = System.nanoTime();
            while (finished != wanted) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            Throwable found = failure;
            failure = null;
            return found;
        }
    }
}
