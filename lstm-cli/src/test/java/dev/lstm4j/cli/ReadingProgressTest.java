package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
    private static final long TENTH = 100_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;

    private String shown(boolean watched, int steps) {
        try (ReadingProgress progress = new ReadingProgress("big.csv", watched,
                new PrintStream(out, true, StandardCharsets.UTF_8), () -> now)) {
            for (int step = 0; step < steps; step++) {
                now += TENTH;
                progress.read(step * 1000L, 100_000);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theLineAppearsAfterASecondAndIsClearedAtTheEnd() {
        assertThat(shown(true, 13)).isEqualTo("\rreading big.csv: 9 %\rreading big.csv: 11 %\r"
                + " ".repeat("reading big.csv: 11 %".length()) + "\r");
    }

    @Test
    void nothingIsShownForAMomentOrWithoutATerminal() {
        assertThat(shown(true, 9)).isEmpty();
        assertThat(shown(false, 50)).isEmpty();
    }
}
