package dev.lstm4j.simd.internal.threads;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// A team of threads of fixed size. All members run a job together, and the call returns when all have finished. The
/// calling thread is a member. The others are daemon threads, which start with the first job that needs them. Between
/// jobs they wait: first by spinning, since a training step synchronizes every few microseconds, then parked. Running a
/// job allocates nothing.
///
/// The result does not depend on which thread does which share: every output element is computed by one thread, in one
/// order.
///
/// [#close] ends the threads. They also end after this object has become unreachable: they refer only to their
/// [Team], which a [Cleaner] closes.
public final class Workers implements AutoCloseable {
    /// The largest team. More threads than processors only slow a team down.
    public static final int MAX_SIZE = 1024;

    /// A job that the members run together.
    public interface Job {
        /// Runs the share of one member.
        ///
        /// @param member from 0
        /// @param members the number of members
        void run(int member, int members);
    }

    /// Starts a thread. Tests replace it to simulate a failure.
    @FunctionalInterface
    interface Starter {
        void start(Thread thread);
    }

    /// Initialized by the first team that starts threads.
    private static final class Cleaners {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Team team;
    private final Speeds speeds;
    private Job measuredJob = (_, _) -> {
    };
    private final Job measuringJob = this::measure;
    private Cleaner.@Nullable Cleanable cleanable;

    /// Creates a team; its threads start later.
    ///
    /// @param size the number of threads, including the caller's, from 1 to [#MAX_SIZE]
    /// @throws IllegalArgumentException if size is out of range
    public Workers(int size) {
        this(size, Thread::start);
    }

    Workers(int size, Starter starter) {
        requireSize(size);
        this.team = new Team(size, starter);
        this.speeds = new Speeds(size);
    }

    /// Checks the size of a team.
    ///
    /// @param size the number of threads, including the caller's
    /// @throws IllegalArgumentException if size is out of range
    public static void requireSize(int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("threads: expected 1 to " + MAX_SIZE + ", found " + size
                    + (size < 1 ? "" : "; more threads than processors only slow a computation down"));
        }
    }

    /// The number of threads of the team.
    ///
    /// @return at least 1
    public int size() {
        return team.size();
    }

    /// Runs a job on all members, and returns or throws when all have finished. One caller at a time. A runtime
    /// exception or error thrown by the job is rethrown.
    ///
    /// @param work the job; each member runs it once with its own number
    /// @throws IllegalStateException if the team is closed or a thread cannot be started
    public void run(Job work) {
        run(work, team.size());
    }

    /// Runs a job like [#run(Job)], but only on the first members: a small job is faster on the calling thread alone.
    ///
    /// @param work the job; each of these members runs it once with its own number
    /// @param members the number of members, at most the team's size; with 1, no other thread wakes up
    /// @throws IllegalStateException if the team is closed or a thread cannot be started
    public void run(Job work, int members) {
        team.requireOpen();
        if (members == 1) {
            work.run(0, 1);
            return;
        }
        if (!team.hasStarted()) {
            team.start();
            cleanable = Cleaners.CLEANER.register(this, team::close);
        }
        try {
            team.run(work, members);
        } finally {
            Reference.reachabilityFence(this); // otherwise the cleaner could close the team during the job
        }
    }

    /// Runs a job that [#shareBySpeed] divides, like [#run(Job, int)], and measures the speeds of the members. The job
    /// must not call [#meet], since the times would then include waiting.
    ///
    /// @param work the job; each of these members runs it once with its own number
    /// @param members the number of members, 1 or the team's size
    /// @throws IllegalStateException if the team is closed or a thread cannot be started
    public void runBySpeed(Job work, int members) {
        if (members != team.size() || members == 1) {
            run(work, members);
            return;
        }
        measuredJob = work;
        run(measuringJob, members);
        speeds.learn();
    }

    private void measure(int member, int members) {
        long start = System.nanoTime();
        measuredJob.run(member, members);
        speeds.set(member, System.nanoTime() - start);
    }

    /// A barrier within a job: waits until all its members have called it. Every member then sees what all of them
    /// wrote before.
    ///
    /// @param members the number of members that run the job
    public void meet(int members) {
        team.meet(members);
    }

    /// The first item of a member's share, if the shares are proportional to the members' speeds. The share ends where
    /// the next one begins. The result does not change during a job of [#runBySpeed].
    ///
    /// @param items the number of items
    /// @param member from 0, or members for the end of the last share
    /// @param members the number of members, 1 or the team's size
    /// @return the index of an item
    public int shareBySpeed(int items, int member, int members) {
        return (int) Math.round(items * partBefore(member, members));
    }

    /// The part of all work that comes before a member's share of [#shareBySpeed].
    ///
    /// @param member from 0, or members for all work
    /// @param members the number of members, 1 or the team's size
    /// @return from 0 to 1
    public double partBefore(int member, int members) {
        return members == team.size() ? speeds.end(member) : (double) member / members;
    }

    /// The first item of a member's share, if all shares are equal. The share ends where the next one begins.
    ///
    /// @param items the number of items
    /// @param member from 0, or members for the end of the last share
    /// @param members the number of members
    /// @return the index of an item
    public static int share(int items, int member, int members) {
        return (int) ((long) items * member / members);
    }

    /// Ends the threads after the current job.
    @Override
    public void close() {
        team.close();
        Cleaner.Cleanable registered = cleanable;
        if (registered != null) {
            registered.clean();
        }
    }
}
