package dev.lstm4j.forecast.baseline;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.training.data.ScalingKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The baselines of one target. They are fitted on the training set and kept in the model file, so that forecasts of
/// any table can be evaluated.
///
/// @param climatology fitted on the training set
/// @param deviation standard deviation in the training set, in the target's unit
public record Reference(Climatology climatology, double deviation) {

    /// Fits one for each target.
    ///
    /// @param targets the columns of the targets, NaN if missing; one of the first rows is known
    /// @param time of the rows, or null
    /// @param trainingRows the number of first rows to use
    /// @return in the order of the targets
    public static List<Reference> fit(List<double[]> targets, @Nullable TimeColumn time, int trainingRows) {
        return targets.stream().map(column -> {
            double deviation = ScalingKind.STANDARD
                    .fit(Arrays.stream(column, 0, trainingRows).filter(value -> !Double.isNaN(value)).toArray())
                    .scales().getFirst();
            return new Reference(Climatology.fit(column, time, trainingRows), deviation);
        }).toList();
    }

    /// The reference that a model file has.
    ///
    /// @param target of the model's profile
    /// @return the same numbers
    public static Reference of(SeriesProfile.Target target) {
        return new Reference(new Climatology(target.yearlyHarmonics(), target.dailyHarmonics(), target.coefficients()),
                target.deviation());
    }

    /// The reference for a model file.
    ///
    /// @return the same numbers
    public SeriesProfile.Target profile() {
        return new SeriesProfile.Target(deviation, climatology.yearly(), climatology.daily(),
                climatology.coefficients());
    }
}
