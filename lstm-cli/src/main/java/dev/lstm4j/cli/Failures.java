package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.io.internal.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        say(message);
        if (stack) {
            problem.printStackTrace();
        }
        return code(problem);
    }

    /// Tells of a failure after which the work goes on.
    static void say(String message) {
        System.err.println("lstm: " + Printable.oneLine(message.replaceAll("\\s*[\\r\\n]+\\s*", " ")));
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
            case MemoryException e -> text(e);
            case AfterTrainingException e -> message(e.failure(), stack) + e.reassurance();
            case OutOfMemoryError e -> MemoryException.message(e);
            default -> "unexpected " + problem.getClass().getSimpleName() + ": " + text(problem)
                    + (stack ? "" : "; --debug shows where");
        };
    }

    /// The message of an exception that the program expects.
    static String text(@Nullable Throwable problem) {
        if (problem == null || problem.getMessage() == null) {
            return problem == null ? "" : problem.getClass().getSimpleName();
        }
        // java.nio's messages contain only the file's name; what went wrong is in the class name.
        return problem instanceof java.nio.file.FileSystemException && !(problem.getMessage().contains(" "))
                ? problem.getMessage() + ": " + problem.getClass().getSimpleName().replace("Exception", "")
                : problem.getMessage();
    }

    /// What went wrong with a file, without its name.
    static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "access denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> text(problem);
        };
    }
}
