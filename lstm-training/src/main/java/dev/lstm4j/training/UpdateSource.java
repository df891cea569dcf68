package dev.lstm4j.training;

import dev.lstm4j.States;
import dev.lstm4j.init.Randomness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The source of the gradients of the updates: batches of a data set, or windows of long sequences.
interface UpdateSource {

    /// Whether batches continue from the states of others, so that each must be run even if its weight is 0.
    boolean isStateful();

    /// The number of updates per epoch.
    int updates();

    /// Begins an epoch.
    ///
    /// @param shuffle draws the order of the examples, if they are shuffled
    void beginEpoch(Randomness shuffle);

    /// Draws the same random numbers as [#beginEpoch], for a completed epoch.
    void skipEpoch(Randomness shuffle);

    /// Computes the gradients of an update.
    ///
    /// @param update the index of the update in the epoch, from 0; in sequence
    /// @param accumulation accumulates them; this method calls begin, but not end
    /// @return the number of examples in the update
    int compute(int update, Accumulation accumulation);

    /// Describes the first value in the data of an update that is not finite.
    ///
    /// @param update the last one computed
    /// @return null if all are finite
    @Nullable
    String nonFinite(int update);

    /// Computes the validation loss.
    ///
    /// @param epoch from 1
    /// @return NaN if there is no validation set
    /// @throws ArithmeticException if it is not finite
    double validate(int epoch);

    /// The states carried between windows, for a checkpoint.
    List<@Nullable States> carried();

    /// Restores such states.
    void carry(List<@Nullable States> states);
}
