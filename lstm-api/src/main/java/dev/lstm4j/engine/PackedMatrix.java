package dev.lstm4j.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The right-hand matrix of a product, `[depth, columns]`, packed so that a kernel reads it sequentially. It consists
/// of panels of up to [#MAX_VECTORS] vectors: panel p holds the columns `p·width … (p+1)·width`; the last panel may be
/// narrower (a whole number of vectors). A panel consists of strips as wide as the kernel's register tile, one strip
/// after the other, each stored row by row. Columns past the end are zero.
///
/// The floats are in an array, or outside the Java heap ([Format#offHeap]). Not thread-safe while it is filled.
public final class PackedMatrix {
    /// The largest number of vectors in a panel.
    public static final int MAX_VECTORS = 4;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int CACHE_LINE = 64;

    private final Format format;
    private final float @Nullable [] array;
    private final @Nullable MemorySegment memory;
    private final int depth;
    private final int vectors;
    private final int panels;
    private final int lastVectors;
    private final int size;

    /// How kernels read packed matrices.
    ///
    /// @param lanes N, the number of floats in a vector
    /// @param stripVectors the number of vectors in a strip, at most [#MAX_VECTORS]
    /// @param offHeap whether the floats are outside the Java heap, aligned to a cache line. On the heap, seven of eight
    ///        arrays are not aligned: each 512-bit load then reads two cache lines, and the product of a single row
    ///        takes 1.6 times as long. The memory is freed after the matrix has been garbage-collected.
    public record Format(int lanes, int stripVectors, boolean offHeap) {}

    /// Creates a matrix that is all zero.
    ///
    /// @param depth K, the number of rows
    /// @param columns the number of columns; rounded up to whole vectors
    /// @param format how the kernels read it
    /// @param vectors the number of vectors in a panel, 1 to [#MAX_VECTORS]
    /// @throws IllegalArgumentException if it has more floats than an array can hold
    public PackedMatrix(int depth, int columns, Format format, int vectors) {
        int allVectors = Math.ceilDiv(columns, format.lanes());
        this.format = format;
        this.depth = depth;
        this.vectors = vectors;
        this.panels = Math.ceilDiv(allVectors, vectors);
        this.lastVectors = allVectors - (panels - 1) * vectors;
        double floats = (double) allVectors * format.lanes() * depth;
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("packed weights: expected at most " + (Integer.MAX_VALUE - 8)
                    + " floats, found " + depth + " rows of " + columns + " columns; use smaller layers");
        }
        this.size = (int) floats;
        this.array = format.offHeap() ? null : new float[size];
        this.memory = format.offHeap() ? Arena.ofAuto().allocate((long) size * Float.BYTES, CACHE_LINE) : null;
    }

    /// Creates a matrix that is all zero, with panels of [#MAX_VECTORS] vectors.
    ///
    /// @param depth K, the number of rows
    /// @param columns the number of columns; rounded up to whole vectors
    /// @param format how the kernels read it
    /// @return the matrix
    /// @throws IllegalArgumentException if it has more floats than an array can hold
    public static PackedMatrix ofWidePanels(int depth, int columns, Format format) {
        return new PackedMatrix(depth, columns, format, MAX_VECTORS);
    }

    /// Creates a start S of zeros, one for each column of the widest panel.
    ///
    /// @param lanes N, the number of floats in a vector
    /// @return a new array, for [Product#from] with strides of 0
    public static float[] zeroStart(int lanes) {
        return new float[MAX_VECTORS * lanes];
    }

    /// The floats of all panels, if they are on the heap.
    ///
    /// @return not a copy
    /// @throws IllegalStateException if they are outside the heap
    public float[] array() {
        if (array == null) {
            throw new IllegalStateException(
                    "packed matrix: expected one on the heap, found " + format + "; use memory()");
        }
        return array;
    }

    /// The floats of all panels in the machine's byte order, if they are outside the heap.
    ///
    /// @return not a copy
    /// @throws IllegalStateException if they are on the heap
    public MemorySegment memory() {
        if (memory == null) {
            throw new IllegalStateException(
                    "packed matrix: expected one outside the heap, found " + format + "; use array()");
        }
        return memory;
    }

    /// Reads an element.
    ///
    /// @param row k
    /// @param column n
    /// @return its value
    public float get(int row, int column) {
        int index = index(row, column);
        return array != null ? array[index] : memory().getAtIndex(FLOAT, index);
    }

    /// Sets an element.
    ///
    /// @param row k
    /// @param column n
    /// @param value its new value
    public void set(int row, int column, float value) {
        int index = index(row, column);
        if (array != null) {
            array[index] = value;
        } else {
            memory().setAtIndex(FLOAT, index, value);
        }
    }

    /// Sets adjacent elements of a row.
    ///
    /// @param row k
    /// @param column the first column
    /// @param values an array with the new values
    /// @param offset the first value in it
    /// @param length the number of elements
    public void setRow(int row, int column, float[] values, int offset, int length) {
        int done = 0;
        while (done < length) {
            int at = column + done;
            int inStrip = (at - column(at / panelWidth())) % stripWidth();
            int count = Math.min(length - done, stripWidth() - inStrip);
            int to = index(row, at);
            if (array != null) {
                System.arraycopy(values, offset + done, array, to, count);
            } else {
                MemorySegment.copy(values, offset + done, memory(), FLOAT, (long) to * Float.BYTES, count);
            }
            done += count;
        }
    }

    /// Sets some columns of adjacent rows from the rows of another matrix: column n becomes row n of that matrix.
    ///
    /// @param row the first row
    /// @param column the first column, at the start of a vector
    /// @param columns the number of columns, at most N
    /// @param values the other matrix
    /// @param offset the index of its first element
    /// @param stride floats from one of its rows to the next
    /// @param length the number of rows to set
    public void setTransposed(int row, int column, int columns, float[] values, int offset, int stride, int length) {
        int step = rowStride(column);
        int to = index(row, column);
        if (array != null) {
            for (int k = 0; k < length; k++) {
                int from = offset + k;
                for (int n = 0; n < columns; n++) {
                    array[to + n] = values[from];
                    from += stride;
                }
                to += step;
            }
            return;
        }
        MemorySegment target = memory();
        for (int k = 0; k < length; k++) {
            int from = offset + k;
            for (int n = 0; n < columns; n++) {
                target.setAtIndex(FLOAT, to + n, values[from]);
                from += stride;
            }
            to += step;
        }
    }

    /// K.
    ///
    /// @return the number of rows
    public int depth() {
        return depth;
    }

    /// N.
    ///
    /// @return the number of floats in a vector
    public int lanes() {
        return format.lanes();
    }

    /// The size including padding.
    ///
    /// @return the number of floats in all panels
    public int size() {
        return size;
    }

    /// The number of panels.
    ///
    /// @return at least 1
    public int panels() {
        return panels;
    }

    /// The width of a panel.
    ///
    /// @param panel from 0
    /// @return in vectors
    public int vectors(int panel) {
        return panel == panels - 1 ? lastVectors : vectors;
    }

    /// The width of every panel but the last, which may be narrower.
    ///
    /// @return in floats
    public int panelWidth() {
        return vectors * lanes();
    }

    /// The column at which a panel begins.
    ///
    /// @param panel from 0
    /// @return in floats
    public int column(int panel) {
        return panel * panelWidth();
    }

    /// The offset of a panel.
    ///
    /// @param panel from 0
    /// @return the number of floats before it
    public int offset(int panel) {
        return column(panel) * depth;
    }

    /// The index of an element.
    ///
    /// @param row k
    /// @param column n
    /// @return the number of floats before it
    public int index(int row, int column) {
        int panel = column / panelWidth();
        int inPanel = column - column(panel);
        int strip = inPanel / stripWidth() * stripWidth();
        return offset(panel) + strip * depth + row * rowStride(column) + inPanel - strip;
    }

    /// The width of every strip of a panel but the last, which may be narrower.
    private int stripWidth() {
        return format.stripVectors() * lanes();
    }

    /// Floats from one row of a strip to the next: its width.
    private int rowStride(int column) {
        int panel = column / panelWidth();
        int strip = (column - column(panel)) / stripWidth() * stripWidth();
        return Math.min(stripWidth(), vectors(panel) * lanes() - strip);
    }
}
