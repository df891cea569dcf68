package dev.lstm4j.cli;

import dev.lstm4j.io.internal.Printable;

/// Prints everything but the result to standard error, so that standard output holds the result alone.
final class Terminal {
    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    static void say(String message) {
        System.err.println(Printable.lines(message));
    }

    /// Whether standard error is a terminal. The launcher tells; Java can only ask about standard output.
    static boolean isWatched() {
        String told = System.getProperty("lstm4j.terminal");
        return told == null ? System.console() != null && System.console().isTerminal() : Boolean.parseBoolean(told);
    }

    static int columns() {
        return Math.max(40, Integer.getInteger("lstm4j.columns", USUAL_COLUMNS));
    }
}
