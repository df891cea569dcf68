package dev.lstm4j.training.schedules;

import java.util.Arrays;

/// The losses that a training has had so far, one for each epoch, for schedules that depend on them. An immutable
/// value: it is all that such a schedule remembers, so a training that is resumed needs nothing else to continue with
/// the same rates.
public final class LossHistory {
    /// No losses: the history of a training that has not ended an epoch.
    public static final LossHistory EMPTY = new LossHistory(new long[0], new double[0]);

    private final long[] positions;
    private final double[] losses;

    private LossHistory(long[] positions, double[] losses) {
        this.positions = positions;
        this.losses = losses;
    }

    /// Adds the loss of an epoch.
    ///
    /// @param position the last position of the epoch for which a schedule was asked for its rate; not below the one
    ///        before
    /// @param loss on the validation part, or the training loss if there is none
    /// @return a new history
    /// @throws IllegalArgumentException if the position is below 0 or below the one before
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

    /// The losses from a position on, as a schedule sees them that begins there.
    ///
    /// @param position what becomes position 0
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

    /// The number of epochs that have ended.
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
    /// @return on the validation part, or the training loss if there is none; may be NaN
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
