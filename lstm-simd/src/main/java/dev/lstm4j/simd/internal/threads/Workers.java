package dev.lstm4j.simd.internal.threads;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The threads: the one place that has any. A fixed team runs a job together and meets at its end. The caller is a
/// member; the others are daemon threads, started with the first job that needs them, that wait between jobs: first
/// spinning (a training step meets every few microseconds), then parked. Running a job allocates nothing.
///
/// Which thread does which share never changes a bit of the result: every output element is computed by one thread, in
/// one order.
///
/// [#close] ends the threads. They also end after this object became unreachable: they refer to their [Team] only, and
/// a [Cleaner] closes it.
public final class Workers implements AutoCloseable {
    /// The largest team. More threads than processors only slow a team down.
    public static final int MAX_SIZE = 1024;

    /// What the team does together.
    public interface Job {
        /// One member's share.
        ///
        /// @param member from 0
        /// @param members the number of members
        void run(int member, int members);
    }

    /// Starts a thread; tests let it fail.
    @FunctionalInterface
    interface Starter {
        void start(Thread thread);
    }

    /// Made with the first team that has threads.
    private static final class Cleaners {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Team team;
    private final Speeds speeds;
    private Job measuredJob = (_, _) -> {
    };
    private final Job measuringJob = this::measure;
    private Cleaner.@Nullable Cleanable cleanable;

    /// A team.
    ///
    /// @param size the number of threads, the caller's included, from 1 to [#MAX_SIZE]
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
    /// @param size the number of threads, the caller's included
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

    /// Runs a job on all members and returns when all are done, whether they did well or not. One caller at a time.
    ///
    /// @param work each member runs it once with its own number
    /// @throws IllegalStateException if the team is closed, a thread cannot be started, or another member's share failed
    ///         (the cause)
    public void run(Job work) {
        run(work, team.size());
    }

    /// The same on only some members: a small job finishes sooner on the calling thread alone.
    ///
    /// @param work each of these members runs it once with its own number
    /// @param members the number of members, at most the team's size; 1 wakes nobody
    /// @throws IllegalStateException if the team is closed, a thread cannot be started, or another member's share failed
    ///         (the cause)
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
            Reference.reachabilityFence(this); // or the cleaner may close the team while it runs
        }
    }

    /// Runs a job that is divided by [#shareBySpeed], and learns from it how fast the members are. They may not meet
    /// within the job, or the times would contain waits.
    ///
    /// @param work each of these members runs it once with its own number
    /// @param members the number of members, 1 or the team's size
    /// @throws IllegalStateException if the team is closed, a thread cannot be started, or another member's share failed
    ///         (the cause)
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

    /// Waits within a job until all its members have come here: what they wrote before, all see after.
    ///
    /// @param members the number of members that run the job
    public void meet(int members) {
        team.meet(members);
    }

    /// Where a member's share of some items begins, in proportion to the members' speeds; its end is the next member's
    /// beginning. The same throughout a job of [#runBySpeed].
    ///
    /// @param items the number of items
    /// @param member from 0, or members for the end of all
    /// @param members the number of members, 1 or the team's size
    /// @return an item's number
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

    /// Where a member's equal share of some items begins; its end is the next member's beginning.
    ///
    /// @param items the number of items
    /// @param member from 0, or members for the end of all
    /// @param members the number of members
    /// @return an item's number
    public static int share(int items, int member, int members) {
        return (int) ((long) items * member / members);
    }

    /// Ends the threads, after the job that runs.
    @Override
    public void close() {
        team.close();
        Cleaner.Cleanable registered = cleanable;
        if (registered != null) {
            registered.clean();
        }
    }
}
