package dev.lstm4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.WindowForecasts;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ResultTest {
    private static final List<Reference> REFERENCES = List.of(new Reference(new Climatology(0, 0, List.of(3.0)), 2),
            new Reference(new Climatology(0, 0, List.of(12.0)), 4));

    /// Two windows, at rows 1 and 2; the forecasts are off by 1 for a and by 2 for b.
    private static Evaluation evaluation() {
        double[] values = {3, 12, 5, 8, 3, 12, 9, 8};
        WindowForecasts forecasts = new WindowForecasts(List.of("a", "b"), 2, null,
                List.of(new double[]{1, 2, 4, 8}, new double[]{10, 10, 10, 10}), new int[]{1, 2}, values);
        return Evaluation.of(forecasts, REFERENCES, List.of());
    }

    @Test
    void theTableIsAligned() {
        String text = ResultTable.text(evaluation(), "file");
        assertThat(text).startsWith("a, 2 steps ahead\n\n").contains("2 windows of the file, 2 to 4",
                "climatology: the mean of the training set");
        List<String> table = text.lines().skip(3).limit(5).toList();
        assertThat(table.get(0)).startsWith("  step ").endsWith("climatology");
        assertThat(table).extracting(String::length).as(text).containsOnly(table.getFirst().length());
        assertThat(table.get(1)).startsWith("     1    1.000  1.000").endsWith("+33.3 %       +0.0 %");
    }

    @Test
    void theObjectIsOneLineOfValidJson() {
        // Persistence has no error for b, so there is no skill against it.
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
