package dev.lstm4j.engine;

import dev.lstm4j.quantization.Quantization;
import dev.lstm4j.quantization.WeightType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The right-hand matrix of a product, as [PackedMatrix], with weights of 16 or 8 bits. Its elements are exactly those
/// of the packed floats, which must be representable ([Quantization]).
///
/// Panels are the same as those of the floats. A row of a panel is a whole number of vectors of N 32-bit words, which
/// hold the vectors of the panel side by side: lane n of word vector w holds lane n of vectors 2w (lower half) and 2w +
/// 1 (upper half) for [WeightType#BF16], or of vectors 4w to 4w + 3 (lowest byte first) for [WeightType#INT8]. A kernel
/// thus needs only shifts, masks and conversions within a lane. The words are outside the Java heap, aligned to a cache
/// line, row after row and panel after panel.
///
/// For [WeightType#INT8], each column has one scale for the rows before [#split] and one for the others, since these
/// come from different weight matrices. Immutable and thread-safe.
public final class QuantizedMatrix {
    private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT;
    private static final int CACHE_LINE = 64;

    private final WeightType type;
    private final int depth;
    private final int split;
    private final int lanes;
    private final int panelVectors;
    private final int lastVectors;
    private final int panels;
    private final MemorySegment words;
    private final float[] scales;

    /// Copies a matrix.
    ///
    /// @param floats the matrix; representable as the type
    /// @param type 16 or 8 bits
    /// @param split the first row with the second scale
    public QuantizedMatrix(PackedMatrix floats, WeightType type, int split) {
        this.type = type;
        this.depth = floats.depth();
        this.split = split;
        this.lanes = floats.lanes();
        this.panels = floats.panels();
        this.panelVectors = floats.panelWidth() / lanes;
        this.lastVectors = floats.vectors(panels - 1);
        long count = 0;
        for (int panel = 0; panel < panels; panel++) {
            count += (long) depth * words(panel) * lanes;
        }
        this.words = Arena.ofAuto().allocate(count * Integer.BYTES, CACHE_LINE);
        this.scales = new float[type == WeightType.INT8 ? panels * 2 * floats.panelWidth() : 0];
        for (int panel = 0; panel < panels; panel++) {
            for (int vector = 0; vector < vectors(panel); vector++) {
                for (int lane = 0; lane < lanes; lane++) {
                    pack(floats, panel, vector, lane);
                }
            }
        }
    }

    private void pack(PackedMatrix floats, int panel, int vector, int lane) {
        int column = floats.column(panel) + vector * lanes + lane;
        float[] values = new float[depth];
        for (int row = 0; row < depth; row++) {
            values[row] = floats.get(row, column);
        }
        for (int row = 0; row < depth; row++) {
            int bits;
            if (type == WeightType.INT8) {
                if (row == 0 || row == split) {
                    int end = row < split ? Math.min(split, depth) : depth;
                    scales[scale(panel, row) + vector * lanes + lane] = Quantization.scale(values, row, end - row);
                }
                bits = Quantization.toInt8(values[row], scales[scale(panel, row) + vector * lanes + lane]) & 0xFF;
            } else {
                bits = Quantization.toBf16(values[row]) & 0xFFFF;
            }
            long at = word(panel, row, vector, lane);
            words.setAtIndex(WORD, at, words.getAtIndex(WORD, at) | bits << shift(vector));
        }
    }

    /// The type of the weights.
    ///
    /// @return 16 or 8 bits
    public WeightType type() {
        return type;
    }

    /// K.
    ///
    /// @return the number of rows
    public int depth() {
        return depth;
    }

    /// The first row with the second scale.
    ///
    /// @return from 0 to K
    public int split() {
        return split;
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
    /// @return in vectors of N columns
    public int vectors(int panel) {
        return panel == panels - 1 ? lastVectors : panelVectors;
    }

    /// The number of word vectors in a row of a panel.
    ///
    /// @param panel from 0
    /// @return the number of vectors of N 32-bit words
    public int words(int panel) {
        return Math.ceilDiv(vectors(panel) * type.bytes(), Integer.BYTES);
    }

    /// The words of all panels.
    ///
    /// @return not a copy; native byte order
    public MemorySegment memory() {
        return words;
    }

    /// The position of a row of a panel.
    ///
    /// @param panel from 0
    /// @param row k
    /// @return the number of bytes before it in [#memory]
    public long offset(int panel, int row) {
        return word(panel, row, 0, 0) * Integer.BYTES;
    }

    /// The scales of [WeightType#INT8].
    ///
    /// @return not a copy; empty for other types
    public float[] scales() {
        return scales;
    }

    /// The position of the scales of a row of a panel.
    ///
    /// @param panel from 0
    /// @param row k
    /// @return the index in [#scales] of the scale of the panel's first column
    public int scale(int panel, int row) {
        return (panel * 2 + (row < split ? 0 : 1)) * panelVectors * lanes;
    }

    /// Reads an element.
    ///
    /// @param row k
    /// @param column n
    /// @return its value, without rounding
    public float get(int row, int column) {
        int panel = column / (panelVectors * lanes);
        int inPanel = column % (panelVectors * lanes);
        int vector = inPanel / lanes;
        int shifted = words.getAtIndex(WORD, word(panel, row, vector, inPanel % lanes)) >> shift(vector);
        return type == WeightType.INT8
                ? (byte) shifted * scales[scale(panel, row) + inPanel]
                : Quantization.toFloat((short) shifted);
    }

    /// The index of the word that holds an element.
    private long word(int panel, int row, int vector, int lane) {
        long before = (long) panel * depth * words(0) + (long) row * words(panel)
                + vector * type.bytes() / Integer.BYTES;
        return before * lanes + lane;
    }

    /// The position of an element in its word.
    private int shift(int vector) {
        return vector * type.bytes() % Integer.BYTES * Byte.SIZE;
    }
}
