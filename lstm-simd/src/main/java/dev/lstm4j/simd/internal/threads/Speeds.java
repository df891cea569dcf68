package dev.lstm4j.simd.internal.threads;

/// How fast the members of a team are, from the jobs they have run: the load on the machine's cores differs, and a
/// member whose core is busy with something else should get less work, or the others wait for it. Each member writes
/// only its own times; the caller reads them between jobs.
///
/// For tests, `-Dlstm4j.unevenShares=true` fixes shares in the ratio 1 : 2 : 3 …, so that members do not get
/// equal ones.
final class Speeds {
    /// Shorter jobs say little about a core.
    private static final long SHORTEST_NANOS = 200_000;
    /// No member gets less than this part of an equal share, so that its speed is still measured.
    private static final double SMALLEST_PART = 0.25;
    private static final boolean UNEVEN = Boolean.getBoolean("lstm4j.unevenShares");
    /// A cache line for each member, in longs.
    private static final int STRIDE = 8;

    private final int members;
    private final long[] busy;
    private final double[] parts;
    private final double[] ends;

    Speeds(int members) {
        this.members = members;
        this.busy = new long[members * STRIDE];
        this.parts = new double[members];
        this.ends = new double[members + 1];
        for (int member = 0; member < members; member++) {
            parts[member] = UNEVEN ? (member + 1) * 2.0 / members / (members + 1) : 1.0 / members;
        }
        setEnds();
    }

    /// Sets the time of a member's part of a job.
    void set(int member, long nanos) {
        busy[member * STRIDE] = nanos;
    }

    /// The part of the work that comes before a member's.
    ///
    /// @param member from 0, or the number of members for all work
    /// @return from 0 to 1
    double end(int member) {
        return ends[member];
    }

    /// Learns from a job of which each member did its part. Half of what was known before remains, because a core may
    /// be disturbed for a moment only.
    void learn() {
        if (UNEVEN) {
            return;
        }
        double sum = 0;
        for (int member = 0; member < members; member++) {
            if (busy[member * STRIDE] < SHORTEST_NANOS) {
                return;
            }
            sum += parts[member] / busy[member * STRIDE];
        }
        double all = 0;
        for (int member = 0; member < members; member++) {
            double part = (parts[member] + parts[member] / busy[member * STRIDE] / sum) / 2;
            parts[member] = Math.max(part, SMALLEST_PART / members);
            all += parts[member];
        }
        for (int member = 0; member < members; member++) {
            parts[member] /= all;
        }
        setEnds();
    }

    private void setEnds() {
        double end = 0;
        for (int member = 0; member < members; member++) {
            ends[member] = end;
            end += parts[member];
        }
        ends[members] = 1;
    }
}
