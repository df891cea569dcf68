package dev.lstm4j.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.Models;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A failed save leaves the old file unchanged and no other file in its folder.
class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void failingWriteLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[100]));
            assertThat(RawFile.names(folder)).hasSize(2);
            throw new IOException("No space left on device");
        })).isInstanceOf(ModelFileException.class).hasMessage(file + ": cannot save the file: No space left on device");
        requireOnlyOld(file);
    }

    @Test
    void failingProgramLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
            throw new OutOfMemoryError("made by the test");
        })).isInstanceOf(OutOfMemoryError.class);
        requireOnlyOld(file);
    }

    @Test
    void interruptedThreadLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ModelFile.save(file, Models.withTask())).isInstanceOf(ModelFileException.class);
        } finally {
            Thread.interrupted();
        }
        requireOnlyOld(file);
    }

    @Test
    void oldFileRemainsUntilTheNewOneIsComplete() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        AtomicFile.replace(file, channel -> {
            channel.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(RawFile.names(folder)).containsExactly("model");
    }

    @Test
    void missingFolderIsNamed() {
        Path file = folder.resolve("missing/model");
        assertThatThrownBy(() -> ModelFile.save(file, Models.withTask())).isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": cannot save the file: the directory " + folder.resolve("missing")
                        + " does not exist; create it first");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folderAsTargetIsRefused() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        assertThatThrownBy(() -> ModelFile.save(target, Models.withTask())).isInstanceOf(ModelFileException.class)
                .hasMessage(target + ": cannot save the file: this is a directory; name a file in it");
        assertThat(target).isEmptyDirectory();
        assertThat(RawFile.names(folder)).containsExactly("target");
    }

    @Test
    void invalidNameLeavesNoFileBehind() {
        Path file = folder.resolve("n".repeat(300));
        assertThatThrownBy(() -> ModelFile.save(file, Models.withTask())).isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + ": cannot save the file: ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void readOnlyFolderLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(folder), "root may write anywhere");
            assertThatThrownBy(() -> ModelFile.save(file, Models.withTask())).isInstanceOf(ModelFileException.class)
                    .hasMessage(file + ": cannot save the file: access denied");
            requireOnlyOld(file);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void targetOfALinkIsReplacedInsteadOfTheLink() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        ModelFile.save(link, Models.withTask());
        assertThat(link).isSymbolicLink();
        Models.requireSame(ModelFile.load(file), Models.withTask());
    }

    private void requireOnlyOld(Path file) throws IOException {
        assertThat(file).hasContent("old");
        assertThat(RawFile.names(folder)).containsExactly("model");
    }
}
