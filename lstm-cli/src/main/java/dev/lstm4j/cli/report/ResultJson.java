package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.evaluation.Errors;
import dev.lstm4j.forecast.evaluation.Evaluation;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes an [Evaluation] as one JSON object on one line. A figure that is not finite is null.
public final class ResultJson {

    /// What the object contains besides the errors.
    ///
    /// @param epochs the number of epochs trained, or null if unknown
    /// @param bestEpoch the epoch whose weights the model has, or null if unknown
    /// @param seconds the duration of training, or of the evaluation if nothing was trained
    /// @param model the model file
    /// @param kernels `vector` or `scalar`
    public record Facts(@Nullable Integer epochs, @Nullable Integer bestEpoch, double seconds, String model,
            String kernels) {}

    private ResultJson() {}

    /// Writes the object.
    ///
    /// @param evaluation the errors
    /// @param facts the other properties
    /// @return one line, without a line break
    public static String text(Evaluation evaluation, Facts facts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            scores(json, evaluation.overall(), evaluation.scaled());
            json.writeNumberProperty("windows", evaluation.windows());
            json.writeArrayPropertyStart("steps");
            for (int step = 0; step < evaluation.steps().size(); step++) {
                step(json, evaluation.steps().get(step), step);
            }
            json.writeEndArray();
            if (evaluation.targets().size() > 1) {
                json.writeObjectPropertyStart("targets");
                for (Evaluation.Target target : evaluation.targets()) {
                    json.writeObjectPropertyStart(target.name());
                    scores(json, target.overall(), target.scaled());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            integer(json, "epochs", facts.epochs());
            integer(json, "best_epoch", facts.bestEpoch());
            number(json, "seconds", facts.seconds());
            json.writeStringProperty("model", facts.model());
            json.writeStringProperty("kernels", facts.kernels());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void scores(JsonGenerator json, Evaluation.Scores scores, Errors scaled) {
        json.writeObjectPropertyStart("metrics");
        errors(json, "test", scores.network());
        json.writeObjectPropertyStart("test_scaled");
        number(json, "mae", scaled.mae());
        number(json, "mse", scaled.mse());
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectPropertyStart("baselines");
        errors(json, "persistence", scores.persistence());
        errors(json, "climatology", scores.climatology());
        json.writeEndObject();
        json.writeObjectPropertyStart("skill_percent");
        number(json, "persistence", scores.network().skill(scores.persistence()));
        number(json, "climatology", scores.network().skill(scores.climatology()));
        json.writeEndObject();
    }

    /// One step of the horizon, with the errors over all targets.
    private static void step(JsonGenerator json, Evaluation.Scores scores, int step) {
        json.writeStartObject();
        json.writeNumberProperty("step", step + 1);
        errors(json, "lstm", scores.network());
        errors(json, "persistence", scores.persistence());
        errors(json, "climatology", scores.climatology());
        json.writeEndObject();
    }

    private static void errors(JsonGenerator json, String name, Errors errors) {
        json.writeObjectPropertyStart(name);
        number(json, "mae", errors.mae());
        number(json, "rmse", errors.rmse());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void integer(JsonGenerator json, String name, @Nullable Integer value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }
}
