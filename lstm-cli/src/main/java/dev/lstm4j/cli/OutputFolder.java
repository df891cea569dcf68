package dev.lstm4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of a command's results. It is checked before the work, and created when the first file is written.
public final class OutputFolder {

    /// Writes one file.
    @FunctionalInterface
    public interface Content {
        /// @param file where to write it; exists and is empty
        /// @throws IOException if that fails
        void writeTo(Path file) throws IOException;
    }

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /// Checks, before a long computation, that files can be written. Leaves nothing behind.
    ///
    /// @param folder the folder to write to
    /// @param option the option that named it, for the message
    /// @param names the files that will be written or replaced
    /// @return the folder, still untouched
    /// @throws InputException if no file can be written there, or a name is that of something else than a file
    public static OutputFolder check(Path folder, String option, String... names) {
        Path nearest = folder.toAbsolutePath().normalize();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw new InputException(option + ": expected a folder, found the file " + nearest);
        }
        for (String name : names) {
            requireFile(folder.resolve(name), option);
        }
        try {
            Files.delete(Files.createTempDirectory(nearest, ".lstm"));
        } catch (IOException | SecurityException e) {
            throw new InputException(option + ": " + nearest + " cannot be written; choose another folder", e);
        }
        return new OutputFolder(folder);
    }

    /// Checks that one file can be written, and is none that the command reads.
    ///
    /// @param file the file
    /// @param option the option that named it, for the message
    /// @param inputs the files that the command reads; null if it reads another source
    /// @return the folder of the file, still untouched
    /// @throws InputException if it cannot be written, is no file, or is one of the inputs
    /// @throws IOException if the files cannot be compared
    static OutputFolder ofFile(Path file, String option, Path... inputs) throws IOException {
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new InputException(option + ": expected a file, found the folder " + file);
        }
        for (Path input : inputs) {
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new InputException(option + ": " + file + " is also an input; write to another file");
            }
        }
        Path parent = file.getParent();
        return check(parent == null ? Path.of("") : parent, option, file.getFileName().toString());
    }

    private static void requireFile(Path file, String option) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new InputException(option + ": expected a file, or none yet, found "
                    + (Files.isDirectory(file) ? "the folder " : "a device or pipe at ") + file);
        }
    }

    /// A file of the folder.
    ///
    /// @param name its name
    /// @return where it is or will be
    Path path(String name) {
        return folder.resolve(name);
    }

    /// Writes or replaces a file. An old file stays until the new one is complete.
    ///
    /// @param name its name in the folder
    /// @param content writes its content
    /// @throws IOException if it cannot be written; then the old file is left, if there is one
    void write(String name, Content content) throws IOException {
        try (OutputFile file = OutputFile.begin(path(name))) {
            content.writeTo(file.draft());
            file.complete();
        }
    }
}
