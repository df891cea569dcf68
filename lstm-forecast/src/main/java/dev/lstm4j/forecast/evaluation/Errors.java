package dev.lstm4j.forecast.evaluation;

/// The errors of a forecast.
///
/// @param mae mean absolute error, in the column's unit
/// @param rmse root of the mean squared error, in the column's unit
public record Errors(double mae, double rmse) {

    /// Mean squared error.
    ///
    /// @return in the square of the column's unit
    public double mse() {
        return rmse * rmse;
    }

    /// How much smaller these errors are than those of another forecast.
    ///
    /// @param other the errors of the other forecast
    /// @return in percent of the other's mean absolute error; below 0 if these are larger, NaN if the other has none
    public double skill(Errors other) {
        return other.mae == 0 ? Double.NaN : 100 * (1 - mae / other.mae);
    }
}
