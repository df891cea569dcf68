package dev.lstm4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A file that is being written: a draft next to it, which replaces it when it is complete. Otherwise the draft is
/// deleted, and so are the folders that were created for it.
final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path draft;
    private final @Nullable Path made;
    private boolean complete;

    private OutputFile(Path target, Path draft, @Nullable Path made) {
        this.target = target;
        this.draft = draft;
        this.made = made;
    }

    /// Creates an empty draft. Its name is random and new, so that nobody can have put a link there.
    ///
    /// @param file the file; if it is a symbolic link to a file, that is replaced
    static OutputFile begin(Path file) throws IOException {
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        Path made = createFolders(folder);
        Path draft = folder.resolve("." + target.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
        try {
            return new OutputFile(target, Files.createFile(draft), made);
        } catch (IOException | RuntimeException e) {
            removeFolders(folder, made);
            throw e;
        }
    }

    /// Where the content is written.
    Path draft() {
        return draft;
    }

    /// Replaces the file by the draft.
    void complete() throws IOException {
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
    }

    /// Removes the draft, if it did not become the file.
    @Override
    public void close() throws IOException {
        if (!complete) {
            Files.deleteIfExists(draft);
            removeFolders(draft.getParent(), made);
        }
    }

    /// Creates a folder and its missing parents.
    ///
    /// @return the topmost folder that was created, or null if all existed
    private static @Nullable Path createFolders(Path folder) throws IOException {
        Path highest = null;
        for (Path path = folder.normalize(); path != null && !Files.exists(path); path = path.getParent()) {
            highest = path;
        }
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + ": expected a folder, found a file", e);
        }
        return highest;
    }

    private static void removeFolders(Path folder, @Nullable Path highest) throws IOException {
        if (highest == null) {
            return;
        }
        for (Path path = folder.normalize(); path.startsWith(highest); path = path.getParent()) {
            try (var entries = Files.list(path)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(path);
        }
    }
}
