package dev.lstm4j;

import java.util.List;

/// How columns are brought to the size that a network likes: `scaled = (value - offset) / scale`, column by column.
///
/// @param offsets one for each column, in the column's unit
/// @param scales one for each column, in the column's unit; never 0
public record Scaling(List<Double> offsets, List<Double> scales) {

    /// Copies the lists and checks them.
    ///
    /// @throws IllegalArgumentException where the lists differ in length, or a number is not finite, or a scale is 0
    public Scaling {
        offsets = List.copyOf(offsets);
        scales = List.copyOf(scales);
        if (offsets.size() != scales.size()) {
            throw new IllegalArgumentException(
                    "scales: expected " + offsets.size() + " numbers as there are offsets, found " + scales.size());
        }
        for (int column = 0; column < scales.size(); column++) {
            if (!Double.isFinite(offsets.get(column)) || !Double.isFinite(scales.get(column))
                    || scales.get(column) == 0) {
                throw new IllegalArgumentException("scaling of column " + column
                        + ": expected a finite offset and a finite scale other than 0, found " + offsets.get(column)
                        + " and " + scales.get(column));
            }
        }
    }

    /// How many columns it is for.
    ///
    /// @return the number of columns
    public int columns() {
        return offsets.size();
    }

    /// From the column's unit to the network's.
    ///
    /// @param column from 0
    /// @param value in the column's unit
    /// @return without unit
    public double scale(int column, double value) {
        return (value - offsets.get(column)) / scales.get(column);
    }

    /// From the network's unit back to the column's.
    ///
    /// @param column from 0
    /// @param scaled without unit
    /// @return in the column's unit
    public double unscale(int column, double scaled) {
        return scaled * scales.get(column) + offsets.get(column);
    }
}
