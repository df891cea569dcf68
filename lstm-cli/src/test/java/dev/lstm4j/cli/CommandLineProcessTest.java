package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The program from outside, where all is well: what it prints, what it writes.
class CommandLineProcessTest {
    private static final String TINY = " --lookback 5 --horizon 3 --hidden 4 --epochs 2 --target temp";

    @TempDir
    static Path folder;

    private static SharedProgram program;
    private static Program training;

    private static Program run(String args) {
        return program.run(args.strip().split(" +"));
    }

    private static Program runAsProcess(String args) {
        return Program.run(folder, args.strip().split(" +"));
    }

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(folder.resolve("good.csv"), String.join("\n", Program.rows(120)));
        program = SharedProgram.start(folder);
        training = runAsProcess("train --data good.csv --out run" + TINY);
    }

    @AfterAll
    static void end() {
        program.close();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    @Test
    void trainingEndsWithATable() {
        assertThat(training.exit()).as(training.err().toString()).isZero();
        assertThat(training.out()).contains("temp, 3 steps of 1 day ahead", "LSTM", "persistence", "climatology", "MAE",
                "RMSE", "LSTM's skill against", "\n   all ", "16 windows of the test set", "trained 2 epochs", " %",
                "wrote run/model.safetensors, history.csv and forecast.csv");
    }

    @Test
    void aCellOfTheRegistryTrainsAndEvaluates() {
        Program slstm = run("train --data good.csv --out slstm --cell slstm --forget-bias 1" + TINY);
        assertThat(slstm.exit()).as(slstm.err().toString()).isZero();
        assertThat(slstm.err().getFirst()).startsWith("training an sLSTM of 1 layer with 4 units, 207 parameters; ");
        assertThat(run("evaluate --model slstm/model.safetensors --data good.csv").exit()).isZero();
        assertThat(run("train --help").out().replaceAll("\\s+", " ")).contains("peephole (LSTM with peepholes)",
                "slstm (sLSTM)");
    }

    @Test
    void progressIsPlainLinesOnStandardError() {
        assertThat(training.err()).hasSize(6).first().asString()
                .startsWith("training an LSTM of 1 layer with 4 units, 207 parameters; ");
        assertThat(training.err().subList(1, 4)).containsExactly(
                "good.csv: 120 rows, 2020-01-01 to 2020-04-29, a row every day, no gaps",
                "forecasts temp from temp, wind, sky, date",
                "77 windows to train, 16 to validate, 16 to test; each 5 rows of 6 features");
        assertThat(training.err().get(4)).startsWith("epoch 1/2: loss ").contains(", validation ");
    }

    @Test
    void trainingWritesItsFilesAndNoOthers() throws IOException {
        assertThat(Program.files(folder.resolve("run"))).extracting(line -> line.split(" ")[0]).containsExactly("",
                "forecast.csv", "history.csv", "model.safetensors");
        assertThat(lines("run/history.csv")).hasSize(3).first().asString()
                .startsWith("epoch,training_loss,validation_loss");
        List<String> forecast = lines("run/forecast.csv");
        assertThat(forecast).hasSize(1 + 16 * 3).startsWith("time,actual,predicted,step,target,origin");
        assertThat(forecast.get(1)).as("the first test row").startsWith("2020-04-12,").endsWith(",1,temp,2020-04-11");
        assertThat(forecast.get(1).split(",")[1])
                .isEqualTo(Program.rows(120).get(103).split(",")[1].replaceAll("0$", ""));
        assertThat(forecast.getLast()).startsWith("2020-04-29,").endsWith(",3,temp,2020-04-26");
    }

    @Test
    void jsonIsOneObjectAndNothingElse() {
        Program result = run("train --data good.csv --json --quiet --out json" + TINY);
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        List<String> numbers = numbers(result.out());
        assertThat(numbers).contains("metrics.test.mae", "metrics.test.rmse", "metrics.test_scaled.mae",
                "metrics.test_scaled.mse", "baselines.persistence.mae", "baselines.persistence.rmse",
                "baselines.climatology.mae", "baselines.climatology.rmse", "epochs", "seconds");
        assertThat(result.out()).contains("\"model\":\"json/model.safetensors\"", "\"epochs\":2",
                "\"kernels\":\"" + System.getProperty("lstm4j.test.expectedKernels", "vector") + "\"");
    }

    @Test
    void theSameSeedGivesTheSameModel() throws IOException {
        run("train --data good.csv --quiet --threads 1 --out again" + TINY);
        assertThat(lines("again/forecast.csv")).isEqualTo(lines("run/forecast.csv"));
    }

    @Test
    void everyOptionIsTaken() throws IOException {
        Program result = runAsProcess(
                "train --data good.csv --target temp,wind --features temp,sky,date --time date --lookback 4"
                        + " --horizon 2 --stride 2 --hidden 5 --layers 2 --bidirectional --dropout 0.1 --epochs 2 --batch 8 --lr 0.01"
                        + " --clip 2 --patience 3 --seed 7 --split 60,30,30 --scale minmax --threads 1 --kernels scalar --json"
                        + " --out all --missing drop --missing-values x,y --allow-gaps");
        assertThat(result.exit()).as(result.err().toString()).isZero();
        assertThat(result.out()).contains("\"kernels\":\"scalar\"", "\"targets\":{\"temp\":{\"metrics\"");
        assertThat(lines("all/forecast.csv")).startsWith("time,actual,predicted,step,target,origin")
                .hasSize(1 + 29 * 2 * 2);
        Program inspect = run("inspect --model all/model.safetensors");
        assertThat(inspect.out()).contains("2, in both directions", "hidden units  5", "sky=rain",
                "day_of_year_sin(date)",
                "training.seed", "windows.scaling", "minmax", "split.training_end");
        assertThat(run("predict --model all/model.safetensors --data good.csv").out()).contains("temp", "wind",
                "2020-04-30", "2020-05-01");
    }

    @Test
    void everyOptionOfTheUpdatesIsTaken() throws IOException {
        Program result = run("train --data good.csv --quiet --out updates --target temp --lookback 5 --horizon 3"
                + " --hidden 4 --epochs 6 --optimizer RMSprop"
                + " --lr 0.01 --momentum 0.5 --weight-decay 0.001 --schedule cosine --warmup 2 --clip-value 0.4"
                + " --accumulate 2 --batch 8 --ema 0.9 --non-finite SKIP --init glorot-orthogonal --forget-bias 1");
        assertThat(result.exit()).as(result.err().toString()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(rates("updates")).as("up in two epochs, down in four").containsExactly(0.0033333334f, 0.006666667f,
                0.01f,
                0.008535534f, 0.005f, 0.0014644661f);
        assertThat(run("inspect --model updates/model.safetensors").out().replaceAll(" +", " ")).contains(
                "updates.optimizer.name rmsprop", "updates.optimizer.learning_rate 0.01",
                "updates.optimizer.momentum 0.5", "updates.optimizer.weight_decay 0.001",
                "updates.schedule.name cosine", "updates.schedule.warmup 2", "updates.clip 1.0",
                "updates.clip_value 0.4", "updates.accumulate 2", "updates.ema 0.9", "training.non_finite skip",
                "training.skipped 0", "network.start.weights glorot-orthogonal", "network.start.forget_bias 1.0");
    }

    @ParameterizedTest
    @CsvSource({"adam, constant", "adamw, step", "nadam, exponential", "radam, one-cycle", "sgd, plateau",
            "adagrad, cosine"})
    void everyOptimizerAndScheduleTrains(String optimizer, String schedule) throws IOException {
        String out = optimizer + "-" + schedule;
        Program result = run(
                "train --data good.csv --quiet --target temp --lookback 5 --horizon 3 --hidden 4 --epochs 9"
                        + " --lr 0.01 --optimizer " + optimizer + " --schedule " + schedule + " --out " + out);
        assertThat(result.exit()).as(result.err().toString()).isZero();
        List<Float> rates = rates(out);
        assertThat(rates).hasSize(9);
        switch (schedule) {
            case "constant", "plateau" -> assertThat(rates).startsWith(0.01f, 0.01f, 0.01f, 0.01f, 0.01f);
            case "step" -> assertThat(rates).containsExactly(0.01f, 0.01f, 0.01f, 0.001f, 0.001f, 0.001f, 1e-4f, 1e-4f,
                    1e-4f);
            case "exponential" -> assertThat(rates.get(3) / rates.get(0)).isCloseTo((float) Math.pow(0.01, 1 / 3.0),
                    within(1e-6f));
            case "one-cycle" -> assertThat(rates.getLast()).as("of the last of 18 updates").isCloseTo(4e-8f,
                    within(1e-13f));
            default -> assertThat(rates.getLast()).isBetween(1e-6f, 1e-3f);
        }
        List<String> losses = lines(out + "/history.csv").stream().skip(1).map(line -> line.split(",")[1]).toList();
        assertThat(losses).as("it learns").doesNotHaveDuplicates();
        assertThat(Double.parseDouble(losses.getLast())).isLessThan(Double.parseDouble(losses.getFirst()));
    }

    /// The learning rates of the epochs.
    private static List<Float> rates(String out) throws IOException {
        return lines(out + "/history.csv").stream().skip(1).map(line -> Float.valueOf(line.split(",")[5])).toList();
    }

    @Test
    void whatDoesNothingIsSaid() {
        Program result = run("train --data good.csv --quiet --out nothing --momentum 0.9" + TINY);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).containsExactly(
                "warning: --momentum: has no effect: only sgd and rmsprop use it, not adam");
    }

    @Test
    void aForecastContinuesTheTimes() throws IOException {
        Program printed = run("predict --model run/model.safetensors --data good.csv");
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("temp after 2020-04-29 of good.csv\n").contains("  date ",
                "  2020-04-30  ",
                "  2020-05-02  ");
        Program written = run("predict --model run/model.safetensors --data good.csv --out new/next.csv");
        assertThat(written.out()).isEqualTo("wrote new/next.csv: 3 rows, 2020-04-30 to 2020-05-02\n");
        assertThat(lines("new/next.csv")).hasSize(4).first().isEqualTo("date,temp");
        assertThat(lines("new/next.csv").get(3)).matches("2020-05-02,-?\\d+\\.\\d+");
    }

    @Test
    void aForecastIsTheSameFromAnyTable() throws IOException {
        List<String> rows = Program.rows(120);
        String expected = run("predict --model run/model.safetensors --data good.csv").out();
        List<String> quoted = rows.stream().map(row -> "\"" + row.replace(",", "\",\"") + "\"").toList();
        Files.writeString(folder.resolve("a.csv"), "\uFEFF" + String.join("\r\n", rows).replace(',', ';') + "\r\n");
        Files.writeString(folder.resolve("b.csv"), String.join("\n", rows).replace(',', '\t'));
        Files.writeString(folder.resolve("c.csv"), String.join("\n", quoted));
        for (String file : List.of("a.csv", "b.csv", "c.csv")) {
            Program result = run("predict --model run/model.safetensors --data " + file);
            assertThat(result.out().replace(file, "good.csv")).as(file + result.err()).isEqualTo(expected);
        }
    }

    @Test
    void evaluationIsOverTheWholeFile() {
        Program result = run("evaluate --model run/model.safetensors --data good.csv");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("113 windows of the file, 2020-01-06 to 2020-04-29", "climatology");
        assertThat(result.err()).containsExactly(
                "warning: good.csv is the file that the model was trained on: errors on new data may be larger"
                        + " (79 in the training set, 18 in the validation set, 16 in the test set)");
        Program json = run("evaluate --model run/model.safetensors --data good.csv --json");
        assertThat(numbers(json.out())).contains("metrics.test.mae", "baselines.climatology.rmse", "epochs", "seconds");
    }

    @Test
    void inspectAndDoctorSayWhatTheyKnow() {
        Program inspect = run("inspect --model run/model.safetensors");
        assertThat(inspect.exit()).isZero();
        assertThat(inspect.out()).contains("lstm.weight_ih_l0", "[16, 6]", "parameters    207", "data.sha256",
                "climatology.temp", "deviation.temp", "spacing", "updates.optimizer.learning_rate", "version.java",
                "created", "feature  temp");
        Program doctor = run("doctor");
        assertThat(doctor.exit()).isZero();
        assertThat(doctor.out()).contains("JDK ", "processor", "kernels ", "lanes", "fused multiply-add", "GFLOP/s");
    }

    @Test
    void quantizedModelsAreSmallerAndForecastAlmostTheSame() throws IOException {
        String model = "quantized/model.safetensors";
        Files.createDirectories(folder.resolve("quantized"));
        Files.copy(folder.resolve("run/model.safetensors"), folder.resolve(model));
        long size = Files.size(folder.resolve(model));
        double mae = mae("evaluate --model " + model + " --data good.csv --json");
        for (String type : List.of("bf16", "int8")) {
            Program made = run("quantize --model " + model + " --to " + type);
            assertThat(made.exit()).as(made.err().toString()).isZero();
            String file = "quantized/model-" + type + ".safetensors";
            assertThat(made.out()).contains(model).contains(file).contains(" bytes");
            assertThat(Files.size(folder.resolve(file))).isLessThan(size);
            assertThat(run("inspect --model " + file).out())
                    .contains("weight matrices " + type + ", others float32");
            assertThat(mae("evaluate --model " + file + " --data good.csv --json")).isCloseTo(mae, within(0.02 * mae));
            // What exists is never replaced.
            byte[] before = Files.readAllBytes(folder.resolve(file));
            Program again = run("quantize --model " + model + " --to " + type);
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.err()).asString().contains("--out: expected a file that does not exist, found");
            assertThat(Files.readAllBytes(folder.resolve(file))).isEqualTo(before);
            Program twice = run("quantize --model " + file + " --to int8 --out other");
            assertThat(twice.exit()).isEqualTo(2);
            assertThat(twice.err()).asString().contains("expected a model with float32 weights, found " + type);
        }
        assertThat(run("quantize --model " + model + " --to float32").err()).asString()
                .contains("--to: expected bf16 or int8, found 'float32'");
    }

    private static double mae(String args) {
        String json = run(args).out();
        Matcher found = Pattern.compile("\"mae\":([0-9.]+)").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void missingValuesAndGapsAreAcceptedOnRequest() throws IOException {
        List<String> rows = new ArrayList<>(Program.rows(120));
        rows.set(20, rows.get(20).replaceFirst("(,[^,]*),[^,]*,", "$1,n/a,"));
        rows.remove(30);
        Files.writeString(folder.resolve("holes.csv"), String.join("\n", rows));
        for (String missing : List.of("drop", "forward", "interpolate")) {
            Program result = run(
                    "train --data holes.csv --quiet --json --allow-gaps --missing-values n/a --out holes --missing "
                            + missing + TINY);
            assertThat(result.exit()).as(missing + result.err()).isZero();
        }
    }

    @Test
    void anUnknownWordIsToldOfOnce() throws IOException {
        List<String> rows = Program.rows(120).stream().map(row -> row.replace("rain", "hail")).toList();
        Files.writeString(folder.resolve("hail.csv"), String.join("\n", rows));
        Program result = run("predict --model run/model.safetensors --data hail.csv");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).hasSize(1).first().asString()
                .matches(
                        "warning: hail.csv line \\d+, column sky: 'hail' is not in the training set; it counts as none of"
                                + " rain, sun");
    }

    @Test
    void aTrainingThatDivergesIsNoResult() {
        Program result = runAsProcess("train --data good.csv --quiet --lr 1e30 --clip 0 --out diverged" + TINY);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasSize(1).first().asString().startsWith("lstm: training: expected a finite loss");
        assertThat(folder.resolve("diverged")).doesNotExist();
    }

    @Test
    void whatWasSkippedIsSaid() throws IOException {
        // The first of 77 updates of a window each spoils the weights; the second epoch has no good one.
        Program result = run(
                "train --data good.csv --quiet --lr 1e30 --clip 0 --batch 1 --non-finite skip --out skipped" + TINY);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).hasSize(2).first().asString().startsWith("warning: training stopped after epoch 1 "
                + "and kept the best epoch: training: expected an update with a finite loss and gradient in epoch 2, found all 77 "
                + "skipped; the first with loss ");
        assertThat(result.err().getLast())
                .isEqualTo(
                        "warning: --non-finite: 76 updates were skipped because their loss or gradient was not finite");
        assertThat(lines("skipped/history.csv")).hasSize(2);
    }

    @Test
    void debugShowsTheStack() {
        Program result = run("train --debug --data none.csv");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err().getFirst()).isEqualTo("lstm: none.csv: no such file");
        assertThat(result.err()).hasSizeGreaterThan(3).anyMatch(line -> line.contains("Table.readCsv"));
    }

    @Test
    void helpAndVersionAreNoFailure() {
        assertThat(run("--help").out()).contains("train", "predict", "evaluate", "inspect", "quantize", "bench",
                "doctor",
                "Exit codes");
        assertThat(run("train --help").out()).contains("--missing-values", "--bidirectional",
                "Rows to forecast. Default: 7.",
                "Learning rate. Default: 0.005.");
        assertThat(run("train --help").out()).as("every default is filled in").doesNotContain("${", "null");
        assertThat(run("--version").out()).startsWith("lstm ").doesNotContain("${");
    }

    /// The paths of all numbers in one JSON object.
    private static List<String> numbers(String text) {
        List<String> paths = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric()) {
                    paths.add(json.streamReadContext().pathAsPointer().toString().substring(1).replace('/', '.'));
                    assertThat(json.getDoubleValue()).isFinite();
                }
            }
        }
        return paths;
    }
}
