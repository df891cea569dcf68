package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The bytes of a file or stream, which can be read more than once. What is compressed with gzip is decompressed,
/// whatever its name.
final class FileSource {
    private static final String GZIP = ".gz";
    private static final int BUFFER = 1 << 16;
    private static final int EXAMINED = 1 << 12;

    private final String name;
    private final Opener opener;
    private final long size;
    private final ReadingListener listener;

    /// Opens the bytes once more.
    private interface Opener {
        InputStream open() throws IOException;
    }

    private FileSource(String name, Opener opener, long size, ReadingListener listener) {
        this.name = name;
        this.opener = opener;
        this.size = size;
        this.listener = listener;
    }

    static FileSource of(Path path, ReadingListener listener) throws IOException {
        long size = Files.isRegularFile(path) ? Files.size(path) : -1;
        return new FileSource(path.toString(), () -> Files.newInputStream(path), size, listener);
    }

    static FileSource of(String name, byte[] bytes) {
        return new FileSource(name, () -> new ByteArrayInputStream(bytes), bytes.length, ReadingListener.NONE);
    }

    /// How messages refer to it.
    String name() {
        return name;
    }

    /// What the bytes are.
    FileKind kind() throws IOException {
        try (InputStream bytes = opener.open()) {
            return FileKind.of(bytes.readNBytes(EXAMINED));
        }
    }

    /// Opens the bytes as they are.
    InputStream openRaw() throws IOException {
        return new CountedStream(opener.open(), listener, size);
    }

    /// Opens the bytes, decompressed.
    ///
    /// @throws ForecastException if they are no text
    BufferedInputStream open() throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(openRaw(), BUFFER);
        try {
            FileKind kind = peek(bytes);
            if (kind == FileKind.GZIP || name.endsWith(GZIP)) {
                bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
                kind = peek(bytes);
            }
            kind.requireReadable(name);
            return bytes;
        } catch (IOException | ForecastException e) {
            bytes.close();
            throw e;
        }
    }

    private static FileKind peek(BufferedInputStream bytes) throws IOException {
        bytes.mark(EXAMINED + 1);
        FileKind kind = FileKind.of(bytes.readNBytes(EXAMINED));
        bytes.reset();
        return kind;
    }
}
