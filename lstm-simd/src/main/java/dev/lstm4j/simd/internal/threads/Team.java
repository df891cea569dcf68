package dev.lstm4j.simd.internal.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads of one [Workers] and their shared state. Between jobs a team holds no reference to its users, so that a
/// session that was not closed can be garbage-collected.
final class Team {
    private static final long SPIN_NANOS = 50_000;
    private static final int MEMBER_BITS = 16;
    private static final Workers.Job NO_JOB = (_, _) -> {
    };

    private final Member[] others;
    private final int size;
    private final Workers.Starter starter;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int meeting;
    private volatile boolean broken;
    private Workers.Job job = NO_JOB;
    /// The number of the job, with the number of its members in the low bits. Both are in one field, so that a late
    /// thread that is not a member of this job cannot combine its number with the members of the next job.
    private volatile long round;
    private volatile boolean closed;
    private boolean started;
    private @Nullable String startFailure;

    Team(int size, Workers.Starter starter) {
        this.size = size;
        this.starter = starter;
        this.others = new Member[size - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Member(i + 1);
        }
    }

    int size() {
        return size;
    }

    boolean hasStarted() {
        return started;
    }

    void requireOpen() {
        if (closed) {
            throw startFailure == null ? closedAlready() : new IllegalStateException(startFailure);
        }
    }

    /// Starts all threads. If one of them cannot be started, closes the team, so that no job waits for that thread.
    void start() {
        int running = 0;
        try {
            for (Member member : others) {
                member.setDaemon(true);
                starter.start(member);
                running++;
            }
        } catch (Throwable e) { // an OutOfMemoryError, if the system has no more threads
            startFailure = "threads: expected " + others.length + " besides the caller's, found only " + running
                    + " that could be started; use fewer threads";
            close();
            throw new IllegalStateException(startFailure, e);
        }
        started = true;
    }

    void run(Workers.Job work, int members) {
        job = work;
        arrived.setPlain(0);
        broken = false;
        long wanted = ((round >>> MEMBER_BITS) + 1 << MEMBER_BITS) + members;
        round = wanted; // publishes the job
        if (closed) { // since requireOpen; otherwise every member sees the round before it can end
            broken = true; // releases members that began and wait for members that have ended
            for (Member member : others) {
                while (member.isAlive()) {
                    Thread.yield();
                }
            }
            job = NO_JOB;
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
        } catch (Throwable e) { // rethrown below, after the other members have finished
            broken = true;
            failure = e;
        }
        for (int i = 0; i < members - 1; i++) {
            failure = joined(failure, others[i].await(wanted));
        }
        job = NO_JOB;
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
        if (first instanceof BrokenMeeting) { // the other exception is the cause
            return second;
        }
        if (second instanceof BrokenMeeting) {
            return first;
        }
        first.addSuppressed(second);
        return first;
    }

    void meet(int members) {
        int current = meeting;
        if (arrived.incrementAndGet() == members) {
            arrived.setPlain(0);
            meeting = current + 1; // publishes what all members wrote
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

    /// Thrown in a member that waits for another one whose share failed.
    private static final class BrokenMeeting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenMeeting() {
            super("another thread's share failed", null, false, false);
        }
    }

    /// Ends the threads after the current job.
    void close() {
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
                    } catch (Throwable e) { // await returns it to the caller
                        failure = e;
                        broken = true;
                    }
                    finished = seen;
                }
            }
        }

        /// Waits for a round after the one seen. Returns false if the team was closed before such a round began.
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
                parked = true; // either the caller sees this, or the next line sees the new round
                if (round == seen && !closed) {
                    LockSupport.park(Team.this);
                    Thread.interrupted(); // an interrupted thread would not park again
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
