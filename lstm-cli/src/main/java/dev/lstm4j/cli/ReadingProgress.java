package dev.lstm4j.cli;

import dev.lstm4j.forecast.table.ReadingListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Shows on a terminal how far a large file has been read, in a line that is cleared at the end.
final class ReadingProgress implements ReadingListener, AutoCloseable {
    private static final long FIRST = 1_000_000_000;
    private static final long INTERVAL = 200_000_000;

    private final String name;
    private final PrintStream out;
    private final LongSupplier clock;
    private final boolean shown;
    private long next;
    private int length;

    ReadingProgress(String name, boolean shown, PrintStream out, LongSupplier clock) {
        this.name = name;
        this.shown = shown;
        this.out = out;
        this.clock = clock;
        this.next = clock.getAsLong() + FIRST;
    }

    static ReadingProgress of(Path file, boolean quiet) {
        return new ReadingProgress(file.toString(), !quiet && Terminal.isWatched(), System.err, System::nanoTime);
    }

    @Override
    public void read(long bytes, long total) {
        long now = clock.getAsLong();
        if (!shown || now - next < 0) {
            return;
        }
        next = now + INTERVAL;
        String done = total > 0 ? Math.min(100, 100 * bytes / total) + " %" : (bytes >> 20) + " MiB";
        String line = "reading " + name + ": " + done;
        out.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
        out.flush();
        length = line.length();
    }

    @Override
    public void close() {
        if (length > 0) {
            out.print("\r" + " ".repeat(length) + "\r");
            out.flush();
        }
    }
}
