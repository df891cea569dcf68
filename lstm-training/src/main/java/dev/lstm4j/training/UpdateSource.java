package dev.lstm4j.training;

import dev.lstm4j.States;
import dev.lstm4j.init.Randomness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the gradients of a training's updates come from: batches of a data set, or windows of long sequences.
interface UpdateSource {

    /// Whether batches continue from the states of others, so that each must be run even if nothing in it counts.
    boolean isStateful();

    /// The number of updates of an epoch.
    int updates();

    /// Begins an epoch.
    ///
    /// @param shuffle draws the order of the examples, if it is drawn
    void beginEpoch(Randomness shuffle);

    /// Draws what [#beginEpoch] draws, for an epoch that is over.
    void skipEpoch(Randomness shuffle);

    /// Computes the gradients of an update.
    ///
    /// @param update from 0, in the epoch; one after the other
    /// @param accumulation adds them up; begun, but not ended, by this method
    /// @return the number of examples in the update
    int compute(int update, Accumulation accumulation);

    /// Names the first number in the data of an update that is not finite.
    ///
    /// @param update the last one computed
    /// @return null if all are finite
    @Nullable
    String nonFinite(int update);

    /// The loss on the validation part.
    ///
    /// @param epoch from 1
    /// @return NaN if there is no validation part
    /// @throws ArithmeticException if it is not finite
    double validate(int epoch);

    /// The states that are carried between windows, for a checkpoint.
    List<@Nullable States> carried();

    /// Goes on from such states.
    void carry(List<@Nullable States> states);
}
