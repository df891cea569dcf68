package dev.lstm4j.engine;

import java.util.Arrays;

/// Some adjacent columns of a tall matrix, packed so that a kernel reads them sequentially. The panel consists of
/// strips as wide as the kernel's register tile, one after the other, each stored row by row; the last strip may be
/// narrower (a whole number of vectors). The first `columns` floats of a row come from the matrix, the others are 0.
/// Not thread-safe.
public final class ColumnPanel {
    /// The number of rows of C that a kernel may keep in [#edge].
    public static final int EDGE_ROWS = 8;

    private final float[] data;
    private final float[] edge;
    private final float[] left;
    private final int maxColumns;
    private final int lanes;
    private final int stripWidth;
    private int depth;
    private int columns;
    private int width;

    /// Creates an empty panel.
    ///
    /// @param maxDepth the largest number of rows
    /// @param maxColumns the largest number of columns, a multiple of lanes
    /// @param lanes N, the number of floats in a vector
    /// @param stripWidth the width of a strip, a multiple of lanes
    public ColumnPanel(int maxDepth, int maxColumns, int lanes, int stripWidth) {
        this.data = new float[maxDepth * maxColumns];
        this.edge = new float[EDGE_ROWS * stripWidth];
        this.left = new float[maxDepth * lanes];
        this.maxColumns = maxColumns;
        this.lanes = lanes;
        this.stripWidth = stripWidth;
    }

    /// Sets the size. The content is undefined until every row has been copied.
    ///
    /// @param newDepth the number of rows, at most the largest
    /// @param newColumns the number of columns, at most the largest
    public void resize(int newDepth, int newColumns) {
        depth = newDepth;
        columns = newColumns;
        width = Math.ceilDiv(newColumns, lanes) * lanes;
    }

    /// Copies one row.
    ///
    /// @param k its index
    /// @param source the array to copy from
    /// @param offset the index of its first column in the array
    public void copyRow(int k, float[] source, int offset) {
        for (int from = 0; from < width; from += stripWidth) {
            int stride = Math.min(stripWidth, width - from);
            int own = Math.min(stride, columns - from);
            int to = from * depth + k * stride;
            System.arraycopy(source, offset + from, data, to, own);
            if (own < stride) {
                Arrays.fill(data, to + own, to + stride, 0f);
            }
        }
    }

    /// The rows, strip by strip.
    ///
    /// @return not a copy
    public float[] data() {
        return data;
    }

    /// Scratch memory for a kernel at the edge of C.
    ///
    /// @return [#EDGE_ROWS] rows as wide as a strip
    public float[] edge() {
        return edge;
    }

    /// Scratch memory for a kernel that copies N columns of A.
    ///
    /// @return N floats for each of the largest number of rows
    public float[] left() {
        return left;
    }

    /// The largest number of columns.
    ///
    /// @return a multiple of N
    public int maxColumns() {
        return maxColumns;
    }

    /// The number of rows.
    ///
    /// @return k
    public int depth() {
        return depth;
    }

    /// The number of columns of the matrix.
    ///
    /// @return n
    public int columns() {
        return columns;
    }

    /// The number of floats in a row, over all strips.
    ///
    /// @return the columns, rounded up to whole vectors
    public int width() {
        return width;
    }

    /// The width of every strip but the last.
    ///
    /// @return in floats
    public int stripWidth() {
        return stripWidth;
    }
}
