package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).map(path -> folder.relativize(path).toString()).sorted()
                    .toList();
        }
    }

    @Test
    void checkingLeavesNothingBehind() throws IOException {
        OutputFolder.check(folder.resolve("a/b"), "--out");
        assertThat(files()).isEmpty();
    }

    @Test
    void allFilesAreWritten() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/old.txt"), "old");
        OutputFolder.check(folder.resolve("a"), "--out").add("old.txt", file -> Files.writeString(file, "new"))
                .add("other.txt", file -> Files.writeString(file, "other")).write();
        assertThat(files()).containsExactly("a", "a/old.txt", "a/other.txt");
        assertThat(folder.resolve("a/old.txt")).hasContent("new");
    }

    @Test
    void aFailureLeavesNoFiles() throws IOException {
        OutputFolder output = OutputFolder.check(folder.resolve("a/b"), "--out")
                .add("one.txt", file -> Files.writeString(file, "one")).add("two.txt", file -> {
                    Files.writeString(file, "half");
                    throw new IOException("disk full");
                });
        assertThatThrownBy(output::write).isInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OutputFolder.check(file, "--out")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("--out: expected a folder, found the file");
        assertThatThrownBy(() -> OutputFolder.check(file.resolve("below"), "--out")).isInstanceOf(InputException.class);
    }
}
