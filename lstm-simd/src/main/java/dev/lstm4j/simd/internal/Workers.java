package dev.lstm4j.simd.internal;

import java.util.concurrent.locks.LockSupport;

/// The threads: the one place that has any. A fixed team runs a job together and meets at its end. The caller is a
/// member; the others are daemon threads that wait, first spinning (a training step meets every few microseconds), then
/// parked. Starting a job allocates nothing.
///
/// Which thread does which share never changes a bit of the result: every output element is computed by one thread, in
/// one order.
public final class Workers implements AutoCloseable {
    /// How long a waiting thread spins before it parks, about 50 µs.
    private static final int SPINS = 20_000;

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
            others[i].setDaemon(true);
            others[i].start();
        }
    }

    /// How many threads the team has.
    ///
    /// @return at least 1
    public int size() {
        return size;
    }

    /// Runs a job on all members and returns when all are done. One caller at a time.
    ///
    /// @param work each member runs it once with its own number
    /// @throws IllegalStateException where the team is closed
    public void run(Job work) {
        if (closed) {
            throw new IllegalStateException("workers: expected an open session, found a closed one");
        }
        if (others.length == 0) {
            work.run(0, 1);
            return;
        }
        job = work;
        round++; // published with it: job
        for (Member member : others) {
            LockSupport.unpark(member);
        }
        RuntimeException failure = null;
        try {
            work.run(0, size);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Member member : others) {
            member.await(round);
            if (member.failure != null) {
                Throwable cause = member.failure;
                member.failure = null;
                throw new IllegalStateException("a worker thread failed: " + cause, cause);
            }
        }
        if (failure != null) {
            throw failure;
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
        private volatile Throwable failure;

        Member(int number) {
            super("lstm4j-" + number);
            this.number = number;
        }

        @Override
        public void run() {
            int seen = 0;
            while (true) {
                int spins = 0;
                while (round == seen && !closed) {
                    if (++spins < SPINS) {
                        Thread.onSpinWait();
                    } else {
                        LockSupport.park(this);
                    }
                }
                if (closed) {
                    return;
                }
                seen = round;
                try {
                    job.run(number, size);
                } catch (Throwable e) { // the caller is told
                    failure = e;
                }
                finished = seen;
            }
        }

        void await(int wanted) {
            int spins = 0;
            while (finished != wanted) {
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
        }
    }
}
