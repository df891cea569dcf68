package dev.lstm4j.forecast.baseline;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.training.data.ScalingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the training part says about one target; kept in the model file, so that any file can be judged by it.
///
/// @param climatology fitted on the training part
/// @param deviation standard deviation in the training part, in the target's unit
public record Reference(Climatology climatology, double deviation) {

    /// Fits one for each target.
    ///
    /// @param task which targets
    /// @param series the data
    /// @param trainingRows the first so many rows
    /// @return in the order of the targets
    public static List<Reference> fit(ForecastTask task, Series series, int trainingRows) {
        List<Reference> references = new ArrayList<>();
        for (String target : task.targets()) {
            double[] column = series.number(target);
            double deviation = ScalingKind.STANDARD.fit(List.of(column), 0, trainingRows).scales().getFirst();
            references.add(new Reference(Climatology.fit(column, series.time(), trainingRows), deviation));
        }
        return references;
    }

    /// Writes them down.
    ///
    /// @param task which targets
    /// @param references in the order of the targets
    /// @param provenance gets two entries a target
    public static void write(ForecastTask task, List<Reference> references, Map<String, String> provenance) {
        for (int k = 0; k < references.size(); k++) {
            String target = task.targets().get(k);
            provenance.put("climatology." + target, references.get(k).climatology().text());
            provenance.put("deviation." + target, Double.toString(references.get(k).deviation()));
        }
    }

    /// Reads them back.
    ///
    /// @param task which targets
    /// @param provenance of the model
    /// @return in the order of the targets
    /// @throws InputException where the model has none
    public static List<Reference> read(ForecastTask task, Map<String, String> provenance) {
        List<Reference> references = new ArrayList<>();
        for (String target : task.targets()) {
            String climatology = provenance.get("climatology." + target);
            String deviation = provenance.getOrDefault("deviation." + target, "");
            if (climatology == null || !deviation.matches("[0-9.E-]+")) {
                throw new InputException("model: expected the climatology and deviation of " + target
                        + " in its provenance, found none; train it with: lstm train");
            }
            references.add(new Reference(Climatology.parse(climatology), Double.parseDouble(deviation)));
        }
        return references;
    }
}
