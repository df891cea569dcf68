package dev.lstm4j.training.data;

/// A split of a series by time, without shuffling: training rows `[0, training)`, validation rows `[training,
/// validation)`, test rows `[validation, test)`. The [SeriesWindows] of a part have target rows only in that part.
///
/// @param training the end of the training rows (exclusive)
/// @param validation the end of the validation rows (exclusive); equal to training without a validation set
/// @param test the end of the test rows (exclusive)
public record Split(int training, int validation, int test) {

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException if a part would end before it begins
    public Split {
        if (training < 0 || validation < training || test < validation) {
            throw new IllegalArgumentException("split: expected boundaries of at least 0 that do not decrease, found "
                    + training + ", " + validation + " and " + test);
        }
    }

    /// Creates a split from fractions of the rows. The boundaries are the cumulative fractions of the rows, rounded
    /// down.
    ///
    /// @param rows the number of rows of the series
    /// @param training the fraction of the training set
    /// @param validation the fraction of the validation set; the test set is the rest
    /// @return the boundaries
    /// @throws IllegalArgumentException if a fraction is negative or their sum is above 1
    public static Split ofFractions(int rows, double training, double validation) {
        if (!(training >= 0) || !(validation >= 0) || training + validation > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "split: expected fractions of at least 0 that add up to at most 1, found " + training
                            + " and " + validation);
        }
        return new Split(boundary(rows, training), boundary(rows, training + validation), rows);
    }

    /// Tolerates the rounding of binary fractions: 0.29 is slightly below 29/100, but 29 of 100 rows are meant.
    private static int boundary(int rows, double fraction) {
        return (int) Math.min(rows, Math.floor(rows * fraction + 1e-6));
    }

    /// Whether there is a validation set.
    ///
    /// @return false if it has no rows
    public boolean hasValidation() {
        return validation > training;
    }
}
