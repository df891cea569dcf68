package dev.lstm4j.engine;

/// The right-hand matrix of a product, `[depth, columns]`, copied into panels of some vectors' width so that a kernel
/// reads it from the first float to the last: panel p holds columns `p·width … (p+1)·width`, row after row, each row
/// `width` floats; the last panel may be narrower (a whole number of vectors). Columns past the end are zero.
public final class PackedMatrix {
    /// How many vectors wide a panel is at most: what the register tiles of all kernels hold.
    public static final int MAX_VECTORS = 4;

    private final float[] data;
    private final int depth;
    private final int lanes;
    private final int vectors;
    private final int panels;
    private final int lastVectors;

    /// An empty (all zero) matrix.
    ///
    /// @param depth K, its rows
    /// @param columns how many columns are asked for; rounded up to whole vectors
    /// @param lanes N, floats of a vector
    /// @param vectors how many vectors wide a panel is, 1 to [#MAX_VECTORS]
    /// @throws IllegalArgumentException if it is larger than an array can be
    public PackedMatrix(int depth, int columns, int lanes, int vectors) {
        int allVectors = Math.ceilDiv(columns, lanes);
        this.depth = depth;
        this.lanes = lanes;
        this.vectors = vectors;
        this.panels = Math.ceilDiv(allVectors, vectors);
        this.lastVectors = allVectors - (panels - 1) * vectors;
        double floats = (double) allVectors * lanes * depth;
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("packed weights: expected at most " + (Integer.MAX_VALUE - 8)
                    + " floats, found " + depth + " rows of " + columns + " columns; take smaller layers");
        }
        this.data = new float[(int) floats];
    }

    /// An empty matrix with panels as wide as they can be.
    ///
    /// @param depth K, its rows
    /// @param columns how many columns are asked for; rounded up to whole vectors
    /// @param lanes N, floats of a vector
    /// @return the matrix, all zero
    /// @throws IllegalArgumentException if it is larger than an array can be
    public static PackedMatrix ofWidePanels(int depth, int columns, int lanes) {
        return new PackedMatrix(depth, columns, lanes, MAX_VECTORS);
    }

    /// The start of a sum over no other numbers: zeros for each column of the widest panel.
    ///
    /// @param lanes N, floats of a vector
    /// @return a new array, for [Product#from] with strides of 0
    public static float[] zeroStart(int lanes) {
        return new float[MAX_VECTORS * lanes];
    }

    /// The floats of all panels.
    ///
    /// @return not a copy
    public float[] data() {
        return data;
    }

    /// K.
    ///
    /// @return how many rows the matrix has
    public int depth() {
        return depth;
    }

    /// N.
    ///
    /// @return how many floats a vector has
    public int lanes() {
        return lanes;
    }

    /// How many panels there are.
    ///
    /// @return the number of panels
    public int panels() {
        return panels;
    }

    /// How wide a panel is.
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
        return vectors * lanes;
    }

    /// The column at which a panel begins.
    ///
    /// @param panel from 0
    /// @return in floats
    public int column(int panel) {
        return panel * vectors * lanes;
    }

    /// Where a panel begins.
    ///
    /// @param panel from 0
    /// @return its first float in [#data()]
    public int offset(int panel) {
        return column(panel) * depth;
    }

    /// Where an element lies.
    ///
    /// @param row k
    /// @param column n
    /// @return its place in [#data()]
    public int index(int row, int column) {
        int panel = column / (vectors * lanes);
        return offset(panel) + row * vectors(panel) * lanes + column - column(panel);
    }
}
