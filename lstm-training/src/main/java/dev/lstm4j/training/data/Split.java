package dev.lstm4j.training.data;

/// The parts of a series by time, never shuffled across: training rows `[0, training)`, validation rows `[training,
/// validation)`, test rows `[validation, test)`. [SeriesWindows] of a part forecast only rows of that part.
///
/// @param training past the last training row
/// @param validation past the last validation row; equal to training where there is no validation part
/// @param test past the last test row
public record Split(int training, int validation, int test) {

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException if a part would end before it begins
    public Split {
        if (training < 0 || validation < training || test < validation) {
            throw new IllegalArgumentException("split: expected boundaries from 0 that do not fall, found " + training
                    + ", " + validation + " and " + test);
        }
    }

    /// Parts as fractions of the rows. Boundaries are those of the sums, rounded down.
    ///
    /// @param rows of the series
    /// @param training the first part's fraction
    /// @param validation the second part's; the third is what remains
    /// @return the boundaries
    /// @throws IllegalArgumentException if a fraction is negative or both are more than 1
    public static Split ofFractions(int rows, double training, double validation) {
        if (!(training >= 0) || !(validation >= 0) || training + validation > 1 + 1e-9) {
            throw new IllegalArgumentException("split: expected fractions from 0 that are at most 1 together, found "
                    + training + " and " + validation);
        }
        return new Split(boundary(rows, training), boundary(rows, training + validation), rows);
    }

    /// A fraction such as 0.29 is a hair below itself in binary: 29 of 100 rows are meant.
    private static int boundary(int rows, double fraction) {
        return (int) Math.min(rows, Math.floor(rows * fraction + 1e-6));
    }

    /// Whether there is a validation part.
    ///
    /// @return false if it has no rows
    public boolean hasValidation() {
        return validation > training;
    }
}
