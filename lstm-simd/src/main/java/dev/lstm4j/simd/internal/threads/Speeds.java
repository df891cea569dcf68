package dev.lstm4j.simd.internal.threads;

/// Estimates the relative speeds of a team's members from the times of their previous jobs. Other programs may slow
/// down a core; its member then gets less work, so that the others do not wait for it. Each member writes only its own
/// time; the caller reads the times between jobs.
///
/// For tests, `-Dlstm4j.unevenShares=true` fixes the shares in the ratio 1 : 2 : 3 …, so that they are not equal.
final class Speeds {
    /// Shorter jobs are ignored, because their times vary too much.
    private static final long SHORTEST_NANOS = 200_000;
    /// The smallest share of a member, relative to an equal share. It keeps the member's speed measurable.
    private static final double SMALLEST_PART = 0.25;
    private static final boolean UNEVEN = Boolean.getBoolean("lstm4j.unevenShares");
    /// The distance between the times of two members, in longs: one cache line.
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

    /// Records how long a member took for its share of a job.
    void set(int member, long nanos) {
        busy[member * STRIDE] = nanos;
    }

    /// The part of the work that comes before a member's share.
    ///
    /// @param member from 0, or the number of members for all work
    /// @return from 0 to 1
    double end(int member) {
        return ends[member];
    }

    /// Updates the shares after a job. New shares are the mean of the previous and the measured ones, since a core may
    /// have been disturbed only for a moment.
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
