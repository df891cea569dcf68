package dev.lstm4j.forecast.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells a listener how many bytes have been read.
final class CountedStream extends FilterInputStream {
    private static final long STEP = 1 << 20;

    private final ReadingListener listener;
    private final long total;
    private long read;
    private long told;

    CountedStream(InputStream in, ReadingListener listener, long total) {
        super(in);
        this.listener = listener;
        this.total = total;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read - told >= STEP) {
            told = read;
            listener.read(read, total);
        }
    }
}
