package dev.lstm4j.cli;

import java.util.ArrayList;
import java.util.List;

/// What the user should know but what stops nothing. Told once all input is accepted, so that an error stands alone.
final class Warnings {
    private final List<String> messages = new ArrayList<>();

    void add(String message) {
        messages.add(message);
    }

    void tell() {
        messages.forEach(message -> Terminal.say("warning: " + message));
        messages.clear();
    }
}
