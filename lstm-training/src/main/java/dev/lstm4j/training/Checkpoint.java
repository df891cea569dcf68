package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.training.schedules.LossHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of a training at a moment between two updates: everything besides options and data that it needs to
/// continue with the same bits. [Training#checkpoint()] takes it, in a listener; [Trainer#resume] continues from it, in
/// a new trainer with the same options, loss, optimizer settings and data. Engine and listeners may be others: the
/// number of threads changes no bit.
///
/// Immutable: it shares no array with the training, and its accessors return copies.
///
/// The order of the examples is not part of it. It follows from the seed of the options, by as many shuffles as epochs
/// have begun.
///
/// @param networks what is trained: one network, or encoder and decoder
/// @param position where the training is
/// @param progress what it has reached
/// @param guard what the guard against non-finite updates remembers
/// @param randomness the states of the random generators by purpose: `shuffle`, and for networks that draw them
///        `dropout`, `recurrent dropout` and `teaching`
/// @param carried the states that [TruncatedBackpropagation] carries from window to window, for each group of sequences
///        of the current update; null for a group that begins again
public record Checkpoint(List<NetworkState> networks, Position position, Progress progress, Guard guard,
        Map<String, Long> randomness, List<@Nullable States> carried) {

    /// Copies all parts.
    ///
    /// @throws IllegalArgumentException if there is no network
    public Checkpoint {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("networks: expected at least one, found none");
        }
        networks = List.copyOf(networks);
        Objects.requireNonNull(position, "position: expected a Position, found null");
        Objects.requireNonNull(progress, "progress: expected a Progress, found null");
        Objects.requireNonNull(guard, "guard: expected a Guard, found null");
        randomness = Collections.unmodifiableMap(new TreeMap<>(randomness));
        carried = copies(carried);
    }

    private static List<@Nullable States> copies(List<@Nullable States> states) {
        List<@Nullable States> copies = new ArrayList<>();
        for (States each : states) {
            copies.add(each == null ? null : each.copy());
        }
        return Collections.unmodifiableList(copies);
    }

    /// The carried states.
    ///
    /// @return copies
    @Override
    public List<@Nullable States> carried() {
        return copies(carried);
    }

    /// The network as it is now, the encoder of an encoder-decoder.
    ///
    /// @return a copy
    public Model model() {
        return networks.getFirst().model();
    }

    /// The network of the best epoch so far, the encoder of an encoder-decoder.
    ///
    /// @return a copy
    public Model bestModel() {
        NetworkState first = networks.getFirst();
        return new Model(first.architecture, first.best());
    }

    /// One network of a training.
    ///
    /// @param architecture of the network
    /// @param parameters after the last update
    /// @param best of the best epoch so far; the initial ones before the first epoch has ended
    /// @param optimizer what its optimizer remembers
    /// @param average the moving average of the weights, or null if there is none
    public record NetworkState(Architecture architecture, Parameters parameters, Parameters best,
            OptimizerState optimizer, @Nullable Average average) {

        /// Copies the parameters; an [OptimizerState] is a copy already.
        public NetworkState {
            Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
            parameters = parameters.copy();
            best = best.copy();
            optimizer = new OptimizerState(optimizer.steps(), optimizer.arrays());
        }

        /// The parameters after the last update.
        ///
        /// @return a copy
        @Override
        public Parameters parameters() {
            return parameters.copy();
        }

        /// The parameters of the best epoch so far.
        ///
        /// @return a copy
        @Override
        public Parameters best() {
            return best.copy();
        }

        /// What its optimizer remembers.
        ///
        /// @return a copy
        @Override
        public OptimizerState optimizer() {
            return new OptimizerState(optimizer.steps(), optimizer.arrays());
        }

        /// The network as it is now.
        ///
        /// @return a copy
        public Model model() {
            return new Model(architecture, parameters());
        }
    }

    /// A moving average of weights ([WeightAverage]).
    ///
    /// @param values the average
    /// @param updates the number of updates it has seen
    public record Average(Parameters values, long updates) {

        /// Copies the values.
        public Average {
            values = values.copy();
        }

        /// The average.
        ///
        /// @return a copy
        @Override
        public Parameters values() {
            return values.copy();
        }
    }

    /// Where a training is.
    ///
    /// @param epoch the epoch under way, or the last one that has ended, from 1; 0 before the first
    /// @param update the number of finished updates of the current epoch, including skipped ones; 0 between epochs
    /// @param sums over these updates
    public record Position(int epoch, int update, Sums sums) {

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if one is negative
        public Position {
            if (epoch < 0 || update < 0) {
                throw new IllegalArgumentException(
                        "position: expected an epoch and an update of at least 0, found " + epoch + " and " + update);
            }
            Objects.requireNonNull(sums, "sums: expected Sums, found null");
        }
    }

    /// Sums over the updates of an epoch so far, from which its report is made.
    ///
    /// @param loss `Σ w·loss` of the updates that were made
    /// @param weight `Σ w` of these
    /// @param largestNorm of their gradients
    /// @param examples of all updates
    public record Sums(double loss, double weight, double largestNorm, int examples) {

        /// The sums before the first update.
        public static final Sums ZERO = new Sums(0, 0, 0, 0);

        /// The mean loss.
        ///
        /// @return 0 if nothing counted
        public double mean() {
            return weight == 0 ? 0 : loss / weight;
        }
    }

    /// What a training has reached.
    ///
    /// @param history the reports of the epochs that have ended
    /// @param bestEpoch the best of them, from 1; 0 if there is none
    /// @param lowestLoss the validation loss of the best epoch
    /// @param updates the number of updates made, without skipped ones
    /// @param rates the learning rates
    public record Progress(List<EpochReport> history, int bestEpoch, double lowestLoss, long updates, Rates rates) {

        /// Copies the history.
        public Progress {
            history = List.copyOf(history);
            Objects.requireNonNull(rates, "rates: expected Rates, found null");
        }
    }

    /// The learning rates, and what the schedule is computed from.
    ///
    /// @param base the rate that the optimizer began with
    /// @param scheduled the rate that the schedule had last
    /// @param current the rate of the last update; another than the scheduled one if a listener set it
    /// @param losses after each epoch that has ended
    public record Rates(double base, double scheduled, double current, LossHistory losses) {}

    /// What the guard against non-finite updates remembers.
    ///
    /// @param norms of the gradients of the last good updates, the earliest first
    /// @param skipped updates of the epoch under way that were left out
    /// @param seen updates of the epoch under way
    /// @param first what was wrong with the first that was left out; empty if none was
    public record Guard(List<Double> norms, int skipped, int seen, String first) {

        /// Copies the norms.
        public Guard {
            norms = List.copyOf(norms);
        }
    }
}
