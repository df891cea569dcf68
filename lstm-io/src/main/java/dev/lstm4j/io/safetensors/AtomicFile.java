package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Replaces a file completely or not at all: writes the new bytes to a temporary file in the same directory, forces
/// them to disk, and renames the temporary file. After a crash the old file is still complete.
final class AtomicFile {

    /// Writes the new content.
    @FunctionalInterface
    interface Content {
        /// Writes all of it.
        ///
        /// @param channel channel of an empty file
        /// @throws IOException if it cannot be written; the old file is then kept
        void write(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /// Writes or replaces a file.
    ///
    /// @param file the file; if it is a symbolic link, its target is replaced
    /// @param content writes the new bytes
    /// @throws ModelFileException if it cannot be written; the old file is then unchanged
    static void replace(Path file, Content content) throws ModelFileException {
        try {
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || Files.isDirectory(target)) {
                throw new ModelFileException(file, "cannot save the file: this is a directory; name a file in it",
                        null);
            }
            if (!Files.isDirectory(folder)) {
                throw new ModelFileException(file,
                        "cannot save the file: the directory " + folder + " does not exist; create it first", null);
            }
            // Not Files.createTempFile, which creates files that only the owner may read.
            Path temporary = folder
                    .resolve(".lstm4j-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            writeAndMove(channel, content, temporary, target);
            forceFolder(folder);
        } catch (IOException e) {
            throw ModelFileException.from(file, "save", e);
        }
    }

    private static void writeAndMove(FileChannel channel, Content content, Path temporary, Path target)
            throws IOException {
        try {
            try (channel) {
                content.write(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /// Forces the rename to disk, so that it survives a power failure. Not possible on Windows.
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // The new file is complete. Only a power failure at this moment could still undo the rename.
        }
    }
}
