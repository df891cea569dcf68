package dev.lstm4j.forecast;

import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.forecast.settings.ForecastException;

/// Refuses models and forecasts that are not finite: a forecast of NaN would be an empty cell of a file.
final class FiniteNumbers {
    private FiniteNumbers() {}

    /// Checks the weights of a model.
    ///
    /// @param model any model
    /// @throws ForecastException if a weight is NaN or infinite
    static void requireWeights(Model model) {
        float[] values = model.parameters().values();
        for (ParameterLayout.Entry entry : model.parameters().layout().entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                if (!Float.isFinite(values[i])) {
                    throw ForecastException.model("model: expected finite weights, found " + values[i] + " in "
                            + entry.name() + "; its training diverged: train it again, with a lower learning rate");
                }
            }
        }
    }

    /// Checks a forecast.
    ///
    /// @param values in the units of the targets
    /// @return the same array
    /// @throws ForecastException if a value is NaN or infinite
    static double[] require(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw ForecastException.model("forecast: expected finite numbers, found " + value
                        + "; the weights or the scaling of the model are too large: train it again");
            }
        }
        return values;
    }
}
