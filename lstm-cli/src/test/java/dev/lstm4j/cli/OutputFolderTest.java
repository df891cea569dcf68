package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
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
    void aFileIsWrittenOrReplaced() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/old.txt"), "old");
        OutputFolder output = OutputFolder.check(folder.resolve("a"), "--out", "old.txt", "other.txt");
        output.write("old.txt", file -> Files.writeString(file, "new"));
        output.write("other.txt", file -> Files.writeString(file, "other"));
        assertThat(files()).containsExactly("a", "a/old.txt", "a/other.txt");
        assertThat(folder.resolve("a/old.txt")).hasContent("new");
    }

    @Test
    void aFailureKeepsTheOldFileAndLeavesNothing() throws IOException {
        OutputFolder output = OutputFolder.check(folder.resolve("a/b"), "--out", "two.txt");
        OutputFolder.Content half = file -> {
            Files.writeString(file, "half");
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> output.write("two.txt", half)).isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(files()).isEmpty();
        output.write("two.txt", file -> Files.writeString(file, "whole"));
        assertThatThrownBy(() -> output.write("two.txt", half)).hasMessage("disk full");
        assertThat(files()).containsExactly("a", "a/b", "a/b/two.txt");
        assertThat(folder.resolve("a/b/two.txt")).hasContent("whole");
    }

    @Test
    void theFileOfALinkIsReplaced() throws IOException {
        Files.writeString(folder.resolve("file"), "old");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        OutputFolder.check(folder, "--out", "link").write("link", file -> Files.writeString(file, "new"));
        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(folder.resolve("file")).hasContent("new");
    }

    @Test
    void aFolderOrDeviceIsNoFile() throws IOException {
        Files.createDirectories(folder.resolve("a/model.safetensors"));
        assertThatThrownBy(() -> OutputFolder.check(folder.resolve("a"), "--out", "history.csv", "model.safetensors"))
                .isInstanceOf(InputException.class).hasMessageStartingWith(
                        "--out: expected a file, or none yet, found the folder " + folder.resolve("a"));
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device));
        assertThatThrownBy(() -> OutputFolder.ofFile(device, "--out")).isInstanceOf(InputException.class)
                .hasMessage("--out: expected a file, or none yet, found a device or pipe at /dev/null");
        assertThat(files()).containsExactly("a", "a/model.safetensors");
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OutputFolder.check(file, "--out")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("--out: expected a folder, found the file");
        assertThatThrownBy(() -> OutputFolder.check(file.resolve("below"), "--out")).isInstanceOf(InputException.class);
    }
}
