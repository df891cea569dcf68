package dev.lstm4j.forecast.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/// Cells of text, without spaces around. A column of a large file has millions of cells, which as strings would take
/// ten times the memory of the file. So they are kept one behind the other in UTF-8, each after its length (seven bits
/// a byte, the lowest first), in chunks that no cell crosses. The position of each eighth cell is known; the others are
/// found from there.
final class TextColumn implements Column {
    private static final int BLOCK_BITS = 3;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final byte[][] chunks;
    /// Past the last byte that is used in each chunk.
    private final int[] ends;
    /// The positions of the first cells of all blocks: the chunk in the upper 32 bits, the byte in the lower.
    private final long[] blocks;
    private final int first;
    private final int rows;

    private TextColumn(byte[][] chunks, int[] ends, long[] blocks, int first, int rows) {
        this.chunks = chunks;
        this.ends = ends;
        this.blocks = blocks;
        this.first = first;
        this.rows = rows;
    }

    /// Cells of text.
    ///
    /// @param cells without spaces around
    static TextColumn of(List<String> cells) {
        Builder builder = new Builder();
        cells.forEach(builder::add);
        return builder.build();
    }

    /// Collects the cells of a column.
    static final class Builder {
        private static final int FIRST_CHUNK = 1 << 8;
        private static final int LARGEST_CHUNK = 1 << 18;
        private static final int LONGEST_LENGTH = 5;

        private byte[][] chunks = {new byte[FIRST_CHUNK]};
        private int[] ends = new int[1];
        private int count = 1;
        private long[] blocks = new long[2];
        private int rows;
        private byte[] chunk = chunks[0];
        private int at;

        /// The number of cells.
        int rows() {
            return rows;
        }

        /// Adds a cell.
        ///
        /// @param cell without spaces around
        void add(String cell) {
            add(cell.toCharArray(), 0, cell.length());
        }

        /// Adds a cell.
        ///
        /// @param text has the cell, without spaces around
        /// @param from its first character
        /// @param to past its last character
        void add(char[] text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (text[i] >= 0x80) {
                    byte[] bytes = new String(text, from, to - from).getBytes(StandardCharsets.UTF_8);
                    begin(bytes.length);
                    System.arraycopy(bytes, 0, chunk, at, bytes.length);
                    at += bytes.length;
                    return;
                }
            }
            begin(to - from);
            for (int i = from; i < to; i++) {
                chunk[at++] = (byte) text[i];
            }
        }

        /// Writes the length of a cell, where the cell fits behind it.
        private void begin(int length) {
            if (chunk.length - at - LONGEST_LENGTH < length) {
                nextChunk(length + LONGEST_LENGTH);
            }
            if ((rows & BLOCK - 1) == 0) {
                int block = rows >>> BLOCK_BITS;
                if (block == blocks.length) {
                    blocks = Arrays.copyOf(blocks, block + (block >> 1) + 1);
                }
                blocks[block] = (long) (count - 1) << Integer.SIZE | at;
            }
            int rest = length;
            for (; rest >= 0x80; rest >>>= 7) {
                chunk[at++] = (byte) (rest | 0x80);
            }
            chunk[at++] = (byte) rest;
            rows++;
        }

        private void nextChunk(int least) {
            ends[count - 1] = at;
            if (count == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            chunk = new byte[Math.max(least, Math.min(LARGEST_CHUNK, 2 * chunk.length))];
            chunks[count++] = chunk;
            at = 0;
        }

        /// Makes the column. The builder must not be used after that.
        TextColumn build() {
            ends[count - 1] = at;
            chunks[count - 1] = Arrays.copyOf(chunk, at);
            return new TextColumn(Arrays.copyOf(chunks, count), Arrays.copyOf(ends, count),
                    Arrays.copyOf(blocks, (rows + BLOCK - 1) >>> BLOCK_BITS), 0, rows);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    /// Whether all cells are empty.
    boolean isEmpty() {
        for (int row = 0; row < rows; row++) {
            long found = find(row);
            if (chunks[(int) (found >>> Integer.SIZE)][(int) found] != 0) {
                return false;
            }
        }
        return true;
    }

    /// The position of the length of a cell, as in `blocks`.
    private long find(int row) {
        int cell = first + Objects.checkIndex(row, rows);
        long start = blocks[cell >>> BLOCK_BITS];
        int chunk = (int) (start >>> Integer.SIZE);
        int at = (int) start;
        byte[] bytes = chunks[chunk];
        for (int skipped = cell & BLOCK - 1; skipped > 0; skipped--) {
            if (at == ends[chunk]) {
                bytes = chunks[++chunk];
                at = 0;
            }
            at = bytes[at] >= 0 ? at + 1 + bytes[at] : afterLength(bytes, at) + length(bytes, at);
        }
        return at == ends[chunk] ? (long) (chunk + 1) << Integer.SIZE : (long) chunk << Integer.SIZE | at;
    }

    private static int length(byte[] bytes, int at) {
        int length = bytes[at] & 0x7F;
        for (int i = at, shift = 7; bytes[i] < 0; shift += 7) {
            length |= (bytes[++i] & 0x7F) << shift;
        }
        return length;
    }

    private static int afterLength(byte[] bytes, int at) {
        int i = at;
        while (bytes[i] < 0) {
            i++;
        }
        return i + 1;
    }

    @Override
    public String text(int row) {
        long found = find(row);
        byte[] bytes = chunks[(int) (found >>> Integer.SIZE)];
        int from = afterLength(bytes, (int) found);
        return new String(bytes, from, length(bytes, (int) found), StandardCharsets.UTF_8);
    }

    @Override
    public boolean isMissing(int row, Cells rules) {
        if (!rules.marksNumbers()) {
            return !isPlainNumber(row) && rules.isMissing(text(row));
        }
        double value = plainNumber(row);
        return Double.isNaN(value) ? rules.isMissing(text(row)) : rules.isMarker(value);
    }

    @Override
    public boolean isMissingText(int row, Cells rules) {
        return rules.isMissingText(text(row));
    }

    @Override
    public boolean looksLikeNumber(int row) {
        return isPlainNumber(row) || Cells.looksLikeNumber(text(row));
    }

    private boolean isPlainNumber(int row) {
        long found = find(row);
        byte[] bytes = chunks[(int) (found >>> Integer.SIZE)];
        int from = afterLength(bytes, (int) found);
        return PlainNumber.is(bytes, from, from + length(bytes, (int) found));
    }

    /// The number in a cell, or NaN if it is not a plain one.
    private double plainNumber(int row) {
        long found = find(row);
        byte[] bytes = chunks[(int) (found >>> Integer.SIZE)];
        int from = afterLength(bytes, (int) found);
        return PlainNumber.value(bytes, from, from + length(bytes, (int) found));
    }

    @Override
    public double number(int row, IntFunction<String> place) {
        double value = plainNumber(row);
        return Double.isNaN(value) ? Cells.number(text(row), place.apply(row)) : value;
    }

    @Override
    public Column slice(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new TextColumn(chunks, ends, blocks, first + from, to - from);
    }
}
