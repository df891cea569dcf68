package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.evaluation.Errors;
import dev.lstm4j.forecast.evaluation.Evaluation;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes an [Evaluation] as one JSON object on one line. A figure that is not finite is null. If there are several
/// targets, errors in their units are in `targets` only, because a mean of different units says nothing.
public final class ResultJson {

    /// What the object contains besides the errors.
    ///
    /// @param epochs the number of epochs trained, or null if unknown
    /// @param bestEpoch the epoch whose weights the model has, or null if unknown
    /// @param seconds the duration of training, or of the evaluation if nothing was trained
    /// @param model the model file, or null if there is none
    /// @param kernels `vector` or `scalar`
    public record Facts(@Nullable Integer epochs, @Nullable Integer bestEpoch, double seconds, @Nullable String model,
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
            if (evaluation.targets().size() == 1) {
                scores(json, evaluation.overall(), evaluation.scaled());
                steps(json, evaluation.steps());
            } else {
                json.writeObjectPropertyStart("metrics");
                scaled(json, evaluation.scaled());
                json.writeEndObject();
                json.writeObjectPropertyStart("targets");
                for (Evaluation.Target target : evaluation.targets()) {
                    json.writeObjectPropertyStart(target.name());
                    scores(json, target.overall(), target.scaled());
                    steps(json, target.steps());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeNumberProperty("windows", evaluation.windows());
            integer(json, "epochs", facts.epochs());
            integer(json, "best_epoch", facts.bestEpoch());
            number(json, "seconds", facts.seconds());
            if (facts.model() == null) {
                json.writeNullProperty("model");
            } else {
                json.writeStringProperty("model", facts.model());
            }
            json.writeStringProperty("kernels", facts.kernels());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void scores(JsonGenerator json, Evaluation.Scores scores, Errors scaled) {
        json.writeObjectPropertyStart("metrics");
        errors(json, "test", scores.network());
        scaled(json, scaled);
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

    /// In standard deviations of the training set, so that targets of different units can be averaged.
    private static void scaled(JsonGenerator json, Errors scaled) {
        json.writeObjectPropertyStart("test_scaled");
        number(json, "mae", scaled.mae());
        number(json, "mse", scaled.mse());
        json.writeEndObject();
    }

    private static void steps(JsonGenerator json, List<Evaluation.Scores> steps) {
        json.writeArrayPropertyStart("steps");
        for (int step = 0; step < steps.size(); step++) {
            Evaluation.Scores scores = steps.get(step);
            json.writeStartObject();
            json.writeNumberProperty("step", step + 1);
            errors(json, "lstm", scores.network());
            errors(json, "persistence", scores.persistence());
            errors(json, "climatology", scores.climatology());
            json.writeEndObject();
        }
        json.writeEndArray();
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
