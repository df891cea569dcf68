package dev.lstm4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes several files into a folder, all or none: they are written to temporary names first, and renamed when all
/// are complete. A folder that does not exist is created only then.
public final class OutputFolder {

    /// Writes one file.
    @FunctionalInterface
    public interface Content {
        /// @param file where to write it
        /// @throws IOException if that fails
        void writeTo(Path file) throws IOException;
    }

    private final Path folder;
    private final Map<String, Content> contents = new LinkedHashMap<>();

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /// Checks, before a long computation, that files can be written. Leaves nothing behind.
    ///
    /// @param folder the folder to write to
    /// @param option the option that named it, for the message
    /// @return the folder, still untouched
    /// @throws InputException if no file can be written there
    public static OutputFolder check(Path folder, String option) {
        Path nearest = folder.toAbsolutePath().normalize();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw new InputException(option + ": expected a folder, found the file " + nearest);
        }
        try {
            Files.delete(Files.createTempDirectory(nearest, ".lstm"));
        } catch (IOException | SecurityException e) {
            throw new InputException(option + ": " + nearest + " cannot be written; choose another folder", e);
        }
        return new OutputFolder(folder);
    }

    /// Adds a file to write.
    ///
    /// @param name its name in the folder
    /// @param content writes its content
    /// @return this
    public OutputFolder add(String name, Content content) {
        contents.put(name, content);
        return this;
    }

    /// Writes the files.
    ///
    /// @throws IOException if one cannot be written; then none of them is left
    public void write() throws IOException {
        Path made = createFolders();
        List<Path> drafts = new ArrayList<>();
        try {
            for (Map.Entry<String, Content> entry : contents.entrySet()) {
                Path draft = folder
                        .resolve("." + entry.getKey() + "." + ProcessHandle.current().pid() + ".part");
                drafts.add(draft);
                entry.getValue().writeTo(draft);
            }
            int next = 0;
            for (String name : contents.keySet()) {
                Files.move(drafts.get(next++), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException | RuntimeException | Error e) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
            removeFolders(made);
            throw e;
        }
    }

    /// Creates the folder and its missing parents.
    ///
    /// @return the topmost folder that was created, or null if all existed
    private @Nullable Path createFolders() throws IOException {
        Path highest = null;
        for (Path path = folder.toAbsolutePath().normalize(); path != null
                && !Files.exists(path); path = path.getParent()) {
            highest = path;
        }
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + ": expected a folder, found a file", e);
        }
        return highest;
    }

    private void removeFolders(@Nullable Path highest) throws IOException {
        if (highest == null) {
            return;
        }
        for (Path path = folder.toAbsolutePath().normalize(); path.startsWith(highest); path = path.getParent()) {
            try (var entries = Files.list(path)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(path);
        }
    }
}
