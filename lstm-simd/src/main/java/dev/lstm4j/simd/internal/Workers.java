package dev.lstm4j.simd.internal;

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
    private Job job = (_, _) -> {
    };
    private volatile int round;
    private volatile boolean closed;
    private boolean started;

    /// A team.
    ///
    /// @param size how many threads, the caller's among them, at least 1
    public Workers(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + size);
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
        if (closed) {
            throw new IllegalStateException("workers: expected an open session, found a closed one");
        }
        if (others.length == 0) {
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
        int wanted = round + 1;
        round = wanted; // publishes the job
        for (Member member : others) {
            if (member.parked) {
                LockSupport.unpark(member);
            }
        }
        Throwable failure = null;
        try {
            work.run(0, size);
        } catch (Throwable e) { // thrown below, after the others
            failure = e;
        }
        for (Member member : others) {
            failure = joined(failure, member.await(wanted));
        }
        switch (failure) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a thread's share failed: " + failure, failure);
        }
    }

    private static @Nullable Throwable joined(@Nullable Throwable first, @Nullable Throwable second) {
        if (first == null || second == null || first == second) {
            return first == null ? second : first;
        }
        first.addSuppressed(second);
        return first;
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
        private volatile int finished;
        private volatile boolean parked;
        private @Nullable Throwable failure; // published with finished

        Member(int number) {
            super("lstm4j-" + number);
            this.number = number;
        }

        @Override
        public void run() {
            int seen = 0;
            while (waitBeyond(seen)) {
                seen = round;
                try {
                    job.run(number, size);
                } catch (Throwable e) { // the caller is told
                    failure = e;
                }
                finished = seen;
            }
        }

        /// Waits for a round after the one seen. False where there will be none: a round that has begun is always run.
        private boolean waitBeyond(int seen) {
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
        Throwable await(int wanted) {
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
