package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.threads.ThreadGuard;
import java.util.Objects;

/// Forecasts any number of steps with a network that was trained to forecast one step: each prediction becomes the
/// next input (the recursive strategy of Ben Taieb et al. 2012). [#warmUp] reads the past values and keeps the states;
/// [#forecast] then feeds the predictions back. Each step costs as much as a step of a [StreamingSession] and allocates
/// no more.
///
/// The network's O outputs must be the first O of its I features at the next step, in the same units. The other
/// features must be known in advance, such as the time of year; [KnownFeatures] provides them.
///
/// Errors are fed back too, so they grow with the horizon. Not thread-safe: a call that begins while another one is
/// running throws an [IllegalStateException].
public final class RecursiveForecast implements AutoCloseable {

    /// Provides the features that are known in advance.
    @FunctionalInterface
    public interface KnownFeatures {

        /// Sets the features of a step.
        ///
        /// @param step 0 for the first step after the past, which is the first step of the forecast
        /// @param x `[I]`; the first O values are the forecast for this step and may be read and changed; the others
        ///        still have the values of the previous step
        void set(int step, float[] x);
    }

    private static final KnownFeatures NONE = (_, _) -> {
    };

    private final StreamingSession session;
    private final ThreadGuard guard = new ThreadGuard("forecast");
    private final KnownFeatures known;
    private final float[] input;
    private final float[] answer;
    /// The number of steps forecast since the last [#warmUp]; -1 before the first.
    private int steps = -1;

    /// Creates a forecast for a network whose outputs are all of its features.
    ///
    /// @param network a network of one direction, with O = I
    /// @throws IllegalArgumentException if O differs from I
    /// @throws IllegalStateException if the network must read a whole sequence ([Network#stream()])
    public RecursiveForecast(Network network) {
        this(network, NONE, true);
    }

    /// Creates a forecast for a network that has other features besides its outputs.
    ///
    /// @param network a network of one direction, with O ≤ I
    /// @param known sets the features after the first O
    /// @throws IllegalArgumentException if O is larger than I
    /// @throws IllegalStateException if the network must read a whole sequence ([Network#stream()])
    public RecursiveForecast(Network network, KnownFeatures known) {
        this(network, known, false);
    }

    private RecursiveForecast(Network network, KnownFeatures known, boolean alone) {
        Objects.requireNonNull(known, "known");
        Architecture architecture = Objects.requireNonNull(network, "network").architecture();
        int features = architecture.stepSize();
        int answers = architecture.outputSize();
        if (answers > features) {
            throw new IllegalArgumentException("network: expected at most " + features
                    + " outputs, the number of its features, found " + answers
                    + "; train it to forecast the next step of its features");
        }
        if (alone && answers < features) {
            throw new IllegalArgumentException("network: expected " + features
                    + " outputs, as many as features, found " + answers + "; pass the others as KnownFeatures");
        }
        this.session = network.stream();
        this.known = known;
        this.input = new float[features];
        this.answer = new float[answers];
    }

    /// Reads the past values, starting from the network's own initial states.
    ///
    /// @param x `[steps, I]`
    /// @param count the number of steps, at least 1
    /// @throws IllegalArgumentException if the count is below 1 or the array has another length
    /// @throws IllegalStateException if another call is running, or the forecast is closed
    public void warmUp(float[] x, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + count);
        }
        Sizes.requireShape("x", x, "steps I", count, input.length);
        guard.enter();
        try {
            steps = -1;
            session.reset();
            for (int step = 0; step < count; step++) {
                System.arraycopy(x, step * input.length, input, 0, input.length);
                session.step(input, answer);
            }
            steps = 0;
        } finally {
            guard.exit();
        }
    }

    /// Forecasts the next steps: those after the past, or after the previous forecast.
    ///
    /// @param count the number of steps, at least 0
    /// @param y out: `[steps, O]`
    /// @throws IllegalArgumentException if the count is negative or the array has another length
    /// @throws IllegalStateException if [#warmUp] has not been called, another call is running, or the forecast
    ///         is closed
    public void forecast(int count, float[] y) {
        if (count < 0) {
            throw new IllegalArgumentException("steps: expected at least 0, found " + count);
        }
        Sizes.requireShape("y", y, "steps O", count, answer.length);
        guard.enter();
        try {
            if (steps < 0) {
                throw new IllegalStateException("forecast: expected a past, found none; call warmUp first");
            }
            feedBack(count, y);
        } finally {
            guard.exit();
        }
    }

    private void feedBack(int count, float[] y) {
        for (int i = 0; i < count; i++) {
            if (steps > 0) {
                System.arraycopy(answer, 0, input, 0, answer.length);
                known.set(steps - 1, input);
                session.step(input, answer);
            }
            System.arraycopy(answer, 0, y, i * answer.length, answer.length);
            steps++;
        }
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return "RecursiveForecast[" + input.length + " inputs, " + answer.length + " outputs, "
                + (steps < 0 ? "nothing read]" : steps + " steps forecast]");
    }
}
