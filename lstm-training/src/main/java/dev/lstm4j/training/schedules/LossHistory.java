package dev.lstm4j.training.schedules;

import java.util.Arrays;

/// The losses of a training run so far, one for each epoch, for schedules that depend on them. Immutable. Such a
/// schedule keeps no other state, so a resumed run needs only this history to continue with the same rates.
public final class LossHistory {
    /// The empty history, before the end of the first epoch.
    public static final LossHistory EMPTY = new LossHistory(new long[0], new double[0]);

    private final long[] positions;
    private final double[] losses;

    private LossHistory(long[] positions, double[] losses) {
        this.positions = positions;
        this.losses = losses;
    }

    /// Returns a history with the loss of one more epoch.
    ///
    /// @param position the last position of the epoch at which the schedule was evaluated; not below the previous one
    /// @param loss the validation loss, or the training loss without a validation set
    /// @return a new history
    /// @throws IllegalArgumentException if the position is negative or below the previous one
    public LossHistory with(long position, double loss) {
        int size = positions.length;
        long least = size == 0 ? 0 : positions[size - 1];
        if (position < least) {
            throw new IllegalArgumentException("position: expected at least " + least + ", found " + position);
        }
        long[] morePositions = Arrays.copyOf(positions, size + 1);
        double[] moreLosses = Arrays.copyOf(losses, size + 1);
        morePositions[size] = position;
        moreLosses[size] = loss;
        return new LossHistory(morePositions, moreLosses);
    }

    /// The losses from a position on, as seen by a schedule that begins there.
    ///
    /// @param position the position that becomes 0
    /// @return the later part of this history
    public LossHistory since(long position) {
        int from = 0;
        while (from < positions.length && positions[from] < position) {
            from++;
        }
        if (position == 0 || from == positions.length) {
            return position == 0 ? this : EMPTY;
        }
        long[] shifted = Arrays.copyOfRange(positions, from, positions.length);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= position;
        }
        return new LossHistory(shifted, Arrays.copyOfRange(losses, from, losses.length));
    }

    /// The number of completed epochs.
    ///
    /// @return at least 0
    public int size() {
        return losses.length;
    }

    /// The position at the end of an epoch.
    ///
    /// @param index from 0
    /// @return at least 0
    public long position(int index) {
        return positions[index];
    }

    /// The loss of an epoch.
    ///
    /// @param index from 0
    /// @return the validation loss, or the training loss without a validation set; may be NaN
    public double loss(int index) {
        return losses[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LossHistory that && Arrays.equals(positions, that.positions)
                && Arrays.equals(losses, that.losses);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(positions) + Arrays.hashCode(losses);
    }

    @Override
    public String toString() {
        return "LossHistory" + Arrays.toString(losses);
    }
}
