package dev.lstm4j.forecast.table;

/// Is told how far a file has been read.
@FunctionalInterface
public interface ReadingListener {
    /// Tells nobody.
    ReadingListener NONE = (_, _) -> {
    };

    /// Some more of the file has been read. It is called about once for each megabyte, and from the beginning if the
    /// file turns out to be in another encoding.
    ///
    /// @param bytes read so far, before they are decompressed
    /// @param total bytes of the file, or -1 if that is not known
    void read(long bytes, long total);
}
