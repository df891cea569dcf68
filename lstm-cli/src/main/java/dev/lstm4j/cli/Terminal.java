package dev.lstm4j.cli;

/// What the program says besides its result: on standard error, so that standard output is the result alone.
final class Terminal {
    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    static void say(String message) {
        System.err.println(message);
    }

    /// Whether a person watches standard error. The launcher knows; Java itself knows of standard output only.
    static boolean isWatched() {
        String told = System.getProperty("lstm4j.terminal");
        return told == null ? System.console() != null && System.console().isTerminal() : Boolean.parseBoolean(told);
    }

    static int columns() {
        return Math.max(40, Integer.getInteger("lstm4j.columns", USUAL_COLUMNS));
    }
}
