package dev.lstm4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.evaluation.EvaluatedSeries;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.Evaluator;
import dev.lstm4j.forecast.evaluation.WindowListener;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ResultTest {
    /// Two windows, at rows 1 and 2; the forecasts are off by 1 for a and by 2 for b.
    private static Evaluation evaluation() {
        return evaluation(List.of("a", "b"), List.of(new double[]{1, 2, 4, 8}, new double[]{10, 10, 10, 10}),
                new double[]{3, 12, 5, 8}, new double[]{3, 12, 9, 8});
    }

    private static Evaluation evaluation(List<String> targets, List<double[]> actual, double[]... forecasts) {
        EvaluatedSeries series = new EvaluatedSeries(targets, null, actual);
        List<Reference> references = IntStream.range(0, targets.size())
                .mapToObj(k -> new Reference(new Climatology(0, 0, List.of(k == 0 ? 3.0 : 12.0)), k == 0 ? 2 : 4))
                .toList();
        Evaluator evaluator = new Evaluator(series, window -> 1 + window,
                series.span(window -> 1 + window, forecasts.length, 2, null), references,
                WindowListener.none());
        for (double[] forecast : forecasts) {
            evaluator.add(forecast);
        }
        return evaluator.result(List.of());
    }

    @Test
    void theTableIsAligned() {
        String text = ResultTable.text(evaluation(), "file", "LSTM");
        assertThat(text).startsWith("a, 2 steps ahead\n\n").contains("2 windows of the file, 2 to 4",
                "climatology: the mean of the training set");
        List<String> table = text.lines().skip(3).limit(5).toList();
        assertThat(table.get(0)).startsWith("  step ").endsWith("climatology");
        assertThat(table).extracting(String::length).as(text).containsOnly(table.getFirst().length());
        assertThat(table.get(1)).startsWith("     1   1.000  1.000").endsWith("+33.3 %       +0.0 %");
    }

    @Test
    void theTableNamesTheNetworkAndFitsATerminal() {
        String text = ResultTable.text(evaluation(), "file", "coupled LSTM");
        assertThat(text).contains("  coupled LSTM  ", "coupled LSTM's skill against");
        assertThat(text.lines()).allMatch(line -> line.length() <= 90);
        assertThat(ResultTable.text(evaluation(), "file", "GRU").lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void manyTargetsHaveALineEach() {
        List<String> names = IntStream.range(0, 9).mapToObj(k -> "station " + (9 - k)).toList();
        List<double[]> actual = names.stream().map(name -> new double[]{1, 2, 4, 8}).toList();
        double[] forecast = new double[18];
        String text = ResultTable.text(evaluation(names, actual, forecast, forecast), "file", "GRU");
        assertThat(text).startsWith("9 targets, 2 steps ahead\n\n");
        List<String> table = text.lines().skip(2).limit(11).toList();
        assertThat(table.get(1)).startsWith("  target ").endsWith("climatology");
        assertThat(table.subList(2, 11)).as("in the order of the targets")
                .extracting(line -> line.strip().split("  ")[0])
                .isEqualTo(names);
        assertThat(table.get(2)).as("an error of 2, 4, 4, 8").contains("4.500  5.000");
        assertThat(text.lines()).hasSize(19).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theErrorsOfOneTargetAreAtTheTop() {
        String text = ResultJson.text(evaluation(List.of("a"), List.of(new double[]{1, 2, 4, 8}), new double[]{3, 5},
                new double[]{3, 9}), new ResultJson.Facts(null, null, 1.5, null, "vector"));
        assertThat(text).startsWith("{\"metrics\":{\"test\":{\"mae\":1.0,\"rmse\":1.0},\"test_scaled\":{\"mae\":0.5,")
                .contains("\"steps\":[{\"step\":1,\"lstm\":{\"mae\":1.0", "\"model\":null").doesNotContain("targets");
    }

    @Test
    void theObjectIsOneLineOfValidJson() {
        // Persistence has no error for b, so there is no skill against it.
        String text = ResultJson.text(evaluation(), new ResultJson.Facts(3, null, 1.5, "a\"b", "vector"));
        assertThat(text).doesNotContain("\n", "NaN").startsWith(
                "{\"metrics\":{\"test_scaled\":{\"mae\":0.5,\"mse\":0.25}},\"targets\":{\"a\":{\"metrics\":{\"test\":{\"mae\":1.0,")
                .contains("\"test_scaled\":{\"mae\":0.5,\"mse\":0.25}", "\"steps\":[{\"step\":1,\"lstm\":{\"mae\":2.0",
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
