package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules for all source files of the module.
class StructureTest {
    /// Each package uses only itself and those before it.
    private static final List<String> ORDER = List.of("settings", "calendar", "table", "rows", "series", "baseline",
            "encoding", "evaluation", "", "check");
    private static final Pattern REFERENCE = Pattern.compile("dev\\.lstm4j\\.forecast(?:\\.([a-z]+))?\\.[A-Z]");
    private static final Path SOURCES = Path.of("src/main/java/dev/lstm4j/forecast");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    @Test
    void packagesHaveNoCycles() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(40);
        for (Path file : sources()) {
            int own = ORDER.indexOf(SOURCES.relativize(file.getParent()).toString());
            assertThat(own).as(file.toString()).isNotNegative();
            Matcher references = REFERENCE.matcher(Files.readString(file));
            while (references.find()) {
                String used = references.group(1) == null ? "" : references.group(1);
                assertThat(ORDER.indexOf(used)).as(file + " uses " + references.group()).isBetween(0, own);
            }
        }
    }

    @Test
    void noMessageNamesACommandLineOption() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("\"[^\"\\n]*--[a-z]")
                    .doesNotContain("picocli", "System.out", "System.err");
        }
    }
}
