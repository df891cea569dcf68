package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.Warning;
import java.util.List;

/// Prints warnings. Called once all input is accepted, so that an error is never mixed with warnings.
final class Warnings {
    private Warnings() {}

    static void print(List<Warning> warnings) {
        warnings.forEach(warning -> Terminal.say("warning: " + Flags.message(warning)));
    }
}
