package dev.lstm4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Scaling;
import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.evaluation.Errors;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.Forecasts;
import dev.lstm4j.forecast.series.Series;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class EvaluationTest {
    private static final Series SERIES = new Series("data.csv", List.of(2L, 3L, 4L, 5L), null,
            Map.of("a", new double[]{1, 2, 4, 8}, "b", new double[]{10, 10, 10, 10}), Map.of());
    private static final Scaling NONE = new Scaling(List.of(0.0, 0.0), List.of(1.0, 1.0));
    private static final ForecastTask TASK = new ForecastTask("", List.of(Feature.number("a"), Feature.number("b")),
            NONE,
            List.of("a", "b"), NONE, 1, 2);
    private static final List<Reference> REFERENCES = List.of(new Reference(new Climatology(0, 0, List.of(3.0)), 2),
            new Reference(new Climatology(0, 0, List.of(12.0)), 4));

    /// Two windows, at rows 1 and 2; the answers are off by 1 for a and by 2 for b.
    private static Evaluation evaluation() {
        double[] values = {3, 12, 5, 8, 3, 12, 9, 8};
        return Evaluation.of(new Forecasts(TASK, new int[]{1, 2}, values), SERIES, REFERENCES);
    }

    @Test
    void errorsAreByHand() {
        Evaluation.Target a = evaluation().targets().getFirst();
        assertThat(a.overall().network()).isEqualTo(new Errors(1, 1));
        assertThat(a.scaled()).isEqualTo(new Errors(0.5, 0.5));
        // The last known values 1 and 2 against 2, 4 and 4, 8.
        assertThat(a.steps().get(0).persistence().mae()).isEqualTo(1.5);
        assertThat(a.steps().get(1).persistence().mae()).isEqualTo(4.5);
        assertThat(a.overall().persistence().rmse()).isCloseTo(Math.sqrt((1 + 4 + 9 + 36) / 4.0), within(1e-12));
        // 3 against 2, 4, 4, 8.
        assertThat(a.overall().climatology().mae()).isEqualTo(2);
        assertThat(a.overall().network().skill(a.overall().climatology())).isEqualTo(50);
    }

    @Test
    void targetsAreAveraged() {
        Evaluation evaluation = evaluation();
        assertThat(evaluation.overall().network().mae()).isEqualTo(1.5);
        assertThat(evaluation.overall().network().mse()).isCloseTo(2.5, within(1e-12));
        assertThat(evaluation.scaled().mse()).isCloseTo(0.25, within(1e-12));
        assertThat(evaluation.steps()).hasSize(2);
    }

    @Test
    void theTableIsAligned() {
        Forecasts forecasts = new Forecasts(TASK, new int[]{1, 2}, new double[8]);
        String text = ResultTable.text(evaluation(), forecasts, SERIES, "file");
        assertThat(text).startsWith("a, 2 steps ahead\n\n").contains("2 windows of the file, 2 to 4",
                "climatology: the mean of the training part");
        List<String> table = text.lines().skip(3).limit(5).toList();
        assertThat(table.get(0)).startsWith("  step ").endsWith("climatology");
        assertThat(table).extracting(String::length).as(text).containsOnly(table.getFirst().length());
        assertThat(table.get(1)).startsWith("     1    1.000  1.000").endsWith("+33.3 %       +0.0 %");
    }

    @Test
    void theObjectIsOneLineOfValidJson() {
        // Persistence of b is without error, so that there is no skill against it.
        String text = ResultJson.text(evaluation(), new ResultJson.Facts(3, null, 1.5, "a\"b", "vector"));
        assertThat(text).doesNotContain("\n", "NaN").startsWith(
                "{\"metrics\":{\"test\":{\"mae\":1.5,\"rmse\":1.58")
                .contains("\"test_scaled\":{\"mae\":0.5,\"mse\":0.25}",
                        "\"baselines\":{\"persistence\":{\"mae\":", "\"targets\":{\"a\":{\"metrics\"",
                        "\"skill_percent\":{\"persistence\":null", "\"epochs\":3,\"best_epoch\":null,\"seconds\":1.5",
                        "\"model\":\"a\\\"b\",\"kernels\":\"vector\"}");
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            assertThat(depth).isZero();
        }
    }
}
