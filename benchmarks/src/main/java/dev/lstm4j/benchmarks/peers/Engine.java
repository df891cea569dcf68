package dev.lstm4j.benchmarks.peers;

/// Something that runs LSTMs, in a process of its own ([ForkMain]). All engines get the same parameters and inputs and must
/// give LSTM4J's answers before they are timed.
public interface Engine {

    /// What runs.
    ///
    /// @return its version
    String version();

    /// The version of a library, from the name of its jar.
    ///
    /// @param type of the library
    /// @return what stands between the first dash before a digit and `.jar`
    static String jarVersion(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceFirst(".*/[a-z0-9-]*?-(?=\\d)", "").replaceFirst("\\.jar$", "");
    }

    /// Whether it can do this at all.
    ///
    /// @param one the case
    /// @return false where there is nothing to measure
    boolean supports(Case one);

    /// Makes a network.
    ///
    /// @param one what will be measured
    /// @param reference parameters, inputs and targets
    /// @param threads how many threads compute
    /// @return ready to run
    Runner prepare(Case one, Reference reference, int threads);

    /// A network that is ready.
    interface Runner extends AutoCloseable {

        /// The first answers, for the comparison with LSTM4J's; called once, before [#run].
        ///
        /// @return for an inference the outputs `[B]`; for training the losses of the first steps; for streaming the hidden
        /// state `[H]` after two steps with the same row
        float[] answers();

        /// Does the work once. This is what is timed.
        void run();

        @Override
        default void close() {}
    }
}
