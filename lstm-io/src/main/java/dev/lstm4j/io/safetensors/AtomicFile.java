package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Replaces a file by a whole new one or leaves it as it was: the new bytes go into a temporary file of the same folder,
/// are forced to the disk, and take the old name in one move. A crash in between leaves the old file, never half a one.
public final class AtomicFile {

    /// Writes the new content.
    @FunctionalInterface
    interface Content {
        /// Writes all of it.
        ///
        /// @param channel an empty file
        /// @throws IOException where it cannot be written; nothing is replaced then
        void write(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /// Writes or replaces a file.
    ///
    /// @param file its name; behind a symbolic link the file it names is replaced, not the link
    /// @param content writes the new bytes
    /// @throws ModelFileException where it cannot be written; the old file is then as it was
    static void replace(Path file, Content content) throws ModelFileException {
        try {
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || Files.isDirectory(target)) {
                throw new ModelFileException(file, "cannot save it, this is a folder; name a file in it", null);
            }
            if (!Files.isDirectory(folder)) {
                throw new ModelFileException(file,
                        "cannot save it, the folder " + folder + " does not exist; make it first", null);
            }
            // Not File.createTempFile: it makes files that nobody else may read.
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

    /// Makes the move itself last through a power cut, where the system lets a folder be forced (Windows does not).
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // The new file is complete and in its place: nothing is lost unless the power fails this very moment.
        }
    }
}
