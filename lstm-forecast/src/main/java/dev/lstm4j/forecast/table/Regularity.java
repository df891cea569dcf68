package dev.lstm4j.forecast.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How regular the times of a column are.
///
/// @param later how many are later than the one before
/// @param earlier how many are earlier than the one before
/// @param different how many different times there are
/// @param even the share of steps of the usual length, between the different times in order; 0 for less than three
record Regularity(int later, int earlier, int different, double even) {
    /// Not needed.
    static final Regularity UNKNOWN = new Regularity(0, 0, 0, 0);

    private static final int FEW = 3;

    static Regularity of(List<TimeStamp> stamps) {
        int later = 0;
        int earlier = 0;
        for (int row = 1; row < stamps.size(); row++) {
            int order = Long.compare(stamps.get(row).micros(), stamps.get(row - 1).micros());
            later += order > 0 ? 1 : 0;
            earlier += order < 0 ? 1 : 0;
        }
        List<TimeStamp> sorted = new ArrayList<>(stamps);
        if (earlier > 0) {
            sorted.sort(Comparator.comparingLong(TimeStamp::micros));
        }
        List<TimeStamp> different = new ArrayList<>();
        for (TimeStamp stamp : sorted) {
            if (different.isEmpty() || different.getLast().micros() != stamp.micros()) {
                different.add(stamp);
            }
        }
        return new Regularity(later, earlier, different.size(), different.size() < FEW ? 0 : even(different));
    }

    private static double even(List<TimeStamp> stamps) {
        Spacing spacing = Spacing.typical(stamps);
        int steps = 0;
        for (int row = 1; row < stamps.size(); row++) {
            steps += spacing.follows(stamps.get(row - 1), stamps.get(row)) ? 1 : 0;
        }
        return (double) steps / (stamps.size() - 1);
    }

    /// Whether times never go back, or never go forward.
    boolean isOrdered() {
        return different > 1 && (later == 0 || earlier == 0);
    }

    boolean isEven() {
        return even == 1;
    }
}
