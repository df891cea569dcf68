package dev.lstm4j.benchmarks.peers;

/// An engine that runs LSTMs, in a process of its own ([ForkMain]). All engines get the same parameters and inputs,
/// and each must give the same results as LSTM4J before it is timed.
public interface Engine {

    /// The version of the engine.
    ///
    /// @return the version
    String version();

    /// The version of a library, from the name of its jar.
    ///
    /// @param type a class of the library
    /// @return the part of the name between the first dash before a digit and `.jar`
    static String jarVersion(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceFirst(".*/[a-z0-9-]*?-(?=\\d)", "").replaceFirst("\\.jar$", "");
    }

    /// Whether the engine supports a case.
    ///
    /// @param one the case
    /// @return false if there is nothing to measure
    boolean supports(Case one);

    /// Creates a network.
    ///
    /// @param one the case to measure
    /// @param reference parameters, inputs and targets
    /// @param threads the number of threads
    /// @return the network, ready to run
    Runner prepare(Case one, Reference reference, int threads);

    /// A network that is ready to run.
    interface Runner extends AutoCloseable {

        /// The first results, which are compared with those of LSTM4J; called once, before [#run].
        ///
        /// @return for inference, the outputs `[B]`; for training, the losses of the first steps; for streaming, the
        ///         hidden state `[H]` after two steps with the same row
        float[] answers();

        /// Does the work once. This is what is timed.
        void run();

        @Override
        default void close() {}
    }
}
