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

/// The state of a training run between two updates: everything besides options and data that is needed to resume it
/// bit-identically. [Training#checkpoint()] takes it, in a listener; [Trainer#resume] continues from it, in a new
/// trainer with the same options, loss, optimizer settings and data. Number of threads and listeners may differ; the
/// result is the same.
///
/// Immutable: it shares no array with the training, and its accessors return copies.
///
/// The order of the examples is not stored: it is recomputed from the seed of the options by repeating the shuffles of
/// the epochs so far.
///
/// @param networks the trained networks: one, or encoder and decoder
/// @param position the epoch and update of the run
/// @param progress the results so far
/// @param guard the state of the guard against non-finite updates
/// @param randomness the states of the random generators by purpose: `shuffle`, and for networks that use them
///        `dropout`, `recurrent dropout` and `teaching`
/// @param carried the states that [TruncatedBackpropagation] carries from window to window, one element for each group
///        of sequences; null for a group that starts from the initial states
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

    /// The current network; for an encoder-decoder, the encoder.
    ///
    /// @return a copy
    public Model model() {
        return networks.getFirst().model();
    }

    /// The network of the best epoch so far; for an encoder-decoder, the encoder.
    ///
    /// @return a copy
    public Model bestModel() {
        NetworkState first = networks.getFirst();
        return new Model(first.architecture, first.best());
    }

    /// The state of one network.
    ///
    /// @param architecture of the network
    /// @param parameters the weights after the last update
    /// @param best the weights of the best epoch so far; the initial ones before the end of the first epoch
    /// @param optimizer the state of its optimizer
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

        /// The state of its optimizer.
        ///
        /// @return a copy
        @Override
        public OptimizerState optimizer() {
            return new OptimizerState(optimizer.steps(), optimizer.arrays());
        }

        /// The current network.
        ///
        /// @return a copy
        public Model model() {
            return new Model(architecture, parameters());
        }
    }

    /// A moving average of weights ([WeightAverage]).
    ///
    /// @param values the average
    /// @param updates the number of updates averaged
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

    /// The epoch and update of a training run.
    ///
    /// @param epoch the current epoch, or the last completed one, from 1; 0 before the first
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

    /// Sums over the updates of the current epoch, from which its report is computed.
    ///
    /// @param loss `Σ w·loss` of the updates made
    /// @param weight `Σ w` of these
    /// @param largestNorm the largest gradient norm of these
    /// @param examples the number of examples of all updates, including skipped ones
    public record Sums(double loss, double weight, double largestNorm, int examples) {

        /// The sums before the first update.
        public static final Sums ZERO = new Sums(0, 0, 0, 0);

        /// The mean loss.
        ///
        /// @return 0 if the weight is 0
        public double mean() {
            return weight == 0 ? 0 : loss / weight;
        }
    }

    /// The results of a training run so far.
    ///
    /// @param history the reports of the completed epochs
    /// @param bestEpoch the best epoch, from 1; 0 if there is none
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

    /// The learning rates and the losses, from which the schedule is computed.
    ///
    /// @param base the initial rate of the optimizer
    /// @param scheduled the last rate of the schedule
    /// @param current the rate of the optimizer; differs from the scheduled one if a listener set it
    /// @param losses the losses of the completed epochs
    public record Rates(double base, double scheduled, double current, LossHistory losses) {}

    /// The state of the guard against non-finite updates.
    ///
    /// @param norms the gradient norms of the last few updates that were made, the earliest first
    /// @param skipped the number of skipped updates of the current epoch
    /// @param seen the number of updates of the current epoch
    /// @param first a description of the first skipped update in the last epoch with one; empty if there was none
    public record Guard(List<Double> norms, int skipped, int seen, String first) {

        /// Copies the norms.
        public Guard {
            norms = List.copyOf(norms);
        }
    }
}
