package dev.lstm4j.cli;

import java.io.IOException;

/// Thrown if the memory is not enough. The message says for what, and what helps.
final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final double MEBIBYTE = 1 << 20;

    /// Some work that may fail.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private MemoryException(String message, OutOfMemoryError cause) {
        super(message, cause);
    }

    /// Does some work.
    ///
    /// @param activity what it is, such as `reading sales.csv`
    /// @param remedy what makes it smaller, or empty
    /// @param work the work
    /// @return its result
    /// @throws IOException if the work throws it
    /// @throws MemoryException if the memory is not enough
    static <T> T whenShort(String activity, String remedy, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            throw new MemoryException(message(" while " + activity, remedy, e), e);
        }
    }

    /// The message if nobody knows what the memory was for.
    static String message(OutOfMemoryError e) {
        return message("", "", e);
    }

    private static String message(String activity, String remedy, OutOfMemoryError e) {
        if (e.getMessage() != null && e.getMessage().contains("thread")) {
            return "the system starts no more threads" + activity + "; use --threads 1, or allow more processes";
        }
        return "out of memory" + activity + ": " + Math.round(Runtime.getRuntime().maxMemory() / MEBIBYTE)
                + " MiB are not enough; " + (remedy.isEmpty() ? "" : remedy + ", or ")
                + "give Java more memory with the environment variable LSTM_JAVA_OPTIONS=-Xmx...";
    }
}
