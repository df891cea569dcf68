package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Turns an exception into one line on standard error and an exit code.
final class Failures {
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private Failures() {}

    static int report(Throwable problem, boolean stack) {
        return report(problem, message(problem, stack), stack);
    }

    static int report(Throwable problem, String message, boolean stack) {
        System.err.println("lstm: " + message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        if (stack) {
            problem.printStackTrace();
        }
        return code(problem);
    }

    private static int code(Throwable problem) {
        return switch (problem) {
            case InputException _,IllegalArgumentException _,picocli.CommandLine.ParameterException _ -> BAD_INPUT;
            default -> FAILED;
        };
    }

    private static String message(Throwable problem, boolean stack) {
        return switch (problem) {
            case ForecastException e -> Flags.message(e);
            case InputException e -> text(e);
            case IllegalArgumentException e -> text(e);
            case UncheckedIOException e -> text(e.getCause());
            case IOException e -> text(e);
            case ArithmeticException e -> text(e);
            case IllegalStateException e -> text(e);
            case OutOfMemoryError _ -> "out of memory: " + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB are not enough for this model and data; use a smaller --hidden or --batch, or give Java"
                    + " more memory with the environment variable LSTM_JAVA_OPTIONS=-Xmx...";
            default -> "unexpected " + problem.getClass().getSimpleName() + ": " + text(problem)
                    + (stack ? "" : "; --debug shows where");
        };
    }

    private static String text(@Nullable Throwable problem) {
        if (problem == null || problem.getMessage() == null) {
            return problem == null ? "" : problem.getClass().getSimpleName();
        }
        // java.nio's messages contain only the file's name; what went wrong is in the class name.
        return problem instanceof java.nio.file.FileSystemException && !(problem.getMessage().contains(" "))
                ? problem.getMessage() + ": " + problem.getClass().getSimpleName().replace("Exception", "")
                : problem.getMessage();
    }
}
