package dev.lstm4j.engine;

import java.util.Arrays;

/// Some neighbouring columns of a tall matrix, copied side by side so that a kernel reads them from the first float to
/// the last: row k is `width` floats, its first `columns` the matrix's own, the others 0. One thread's own.
public final class ColumnPanel {
    /// Rows of C that a kernel may keep in [#edge].
    public static final int EDGE_ROWS = 8;

    private final float[] data;
    private final float[] edge;
    private final int lanes;
    private int depth;
    private int columns;
    private int width;

    /// An empty panel.
    ///
    /// @param maxDepth most rows
    /// @param maxColumns most columns, a multiple of lanes
    /// @param lanes N, floats of a vector
    public ColumnPanel(int maxDepth, int maxColumns, int lanes) {
        this.data = new float[maxDepth * maxColumns];
        this.edge = new float[EDGE_ROWS * maxColumns];
        this.lanes = lanes;
    }

    /// Sets the size; the rows hold what they held.
    ///
    /// @param newDepth how many rows, at most the largest
    /// @param newColumns how many columns, at most the most
    public void resize(int newDepth, int newColumns) {
        depth = newDepth;
        columns = newColumns;
        width = Math.ceilDiv(newColumns, lanes) * lanes;
    }

    /// Copies one row.
    ///
    /// @param k which
    /// @param source where from
    /// @param offset the first of its columns
    public void copyRow(int k, float[] source, int offset) {
        int to = k * width;
        System.arraycopy(source, offset, data, to, columns);
        if (columns < width) {
            Arrays.fill(data, to + columns, to + width, 0f);
        }
    }

    /// The rows.
    ///
    /// @return `[depth, width]`, not a copy
    public float[] data() {
        return data;
    }

    /// Room for a kernel that works at the edge of C.
    ///
    /// @return [#EDGE_ROWS] rows of the width
    public float[] edge() {
        return edge;
    }

    /// How many rows.
    ///
    /// @return k
    public int depth() {
        return depth;
    }

    /// How many columns are the matrix's.
    ///
    /// @return n
    public int columns() {
        return columns;
    }

    /// Floats of a row.
    ///
    /// @return the columns, rounded up to whole vectors
    public int width() {
        return width;
    }
}
