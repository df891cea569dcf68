package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks what README.md states about `lstm train`: the median of five seeds beats persistence and climatology.
class WeatherForecastTest {
    private static final Pattern MAE = Pattern.compile(
            "\"test\":\\{\"mae\":([0-9.]+).*?\"persistence\":\\{\"mae\":([0-9.]+).*?\"climatology\":\\{\"mae\":([0-9.]+)");

    @TempDir
    Path folder;

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"7, 3.00, 3.462, 3.024", "1, 2.20, 2.271, 3.024"})
    void theMedianOfFiveSeedsBeatsTheBaselines(int horizon, double most, double persistence, double climatology) {
        double[] errors = new double[5];
        try (SharedProgram program = SharedProgram.start(folder)) {
            for (int seed = 1; seed <= 5; seed++) {
                Program result = program.run("train", "--horizon", Integer.toString(horizon), "--seed",
                        Integer.toString(seed), "--json", "--quiet", "--out", "out");
                Matcher found = MAE.matcher(result.out());
                assertThat(found.find()).as(result.toString()).isTrue();
                errors[seed - 1] = Double.parseDouble(found.group(1));
                assertThat(Double.parseDouble(found.group(2))).isCloseTo(persistence, Offset.offset(5e-4));
                assertThat(Double.parseDouble(found.group(3))).isCloseTo(climatology, Offset.offset(5e-4));
            }
            quantizedWeightsCostLittle(program);
        }
        Arrays.sort(errors);
        assertThat(errors[2]).as("median of " + Arrays.toString(errors)).isLessThanOrEqualTo(most);
    }

    /// The figures of docs/numerics.md, "Quantized weights".
    private static void quantizedWeightsCostLittle(SharedProgram program) {
        double exact = mae(program, "out/model.safetensors");
        for (String type : List.of("bf16", "int8")) {
            String file = "model-" + type;
            assertThat(program.run("quantize", "--model", "out/model.safetensors", "--to", type, "--out", file).exit())
                    .isZero();
            assertThat(mae(program, file)).as(type).isCloseTo(exact, Offset.offset(0.005));
        }
    }

    private static double mae(SharedProgram program, String model) {
        Program evaluation = program.run("evaluate", "--model", model, "--json");
        Matcher found = MAE.matcher(evaluation.out());
        assertThat(found.find()).as(evaluation.toString()).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
