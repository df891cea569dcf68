package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad input: exit code 2, one line that names the problem and its position, and no new file. All cases run in one
/// shared process, and some also as processes of their own.
class BadInputProcessTest {
    private static final String TINY = "--lookback 5 --horizon 2 --hidden 4 --epochs 1 --target temp --quiet";

    @TempDir
    static Path folder;

    private static SharedProgram program;

    private static void write(String name, List<String> lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    /// Writes the good rows with one line changed; line 1 is the header.
    private static void change(String name, int line, String from, String to) throws IOException {
        List<String> rows = new ArrayList<>(Program.rows(100));
        String changed = rows.get(line - 1).replaceFirst(from, to);
        assertThat(changed).as("the fixture changes something").isNotEqualTo(rows.get(line - 1));
        rows.set(line - 1, changed);
        write(name, rows);
    }

    private static void eachRow(String name, String from, String to) throws IOException {
        List<String> rows = Program.rows(100);
        write(name,
                Stream.concat(Stream.of(rows.getFirst()), rows.stream().skip(1).map(row -> row.replaceFirst(from, to)))
                        .toList());
    }

    @BeforeAll
    static void files() throws IOException {
        List<String> good = Program.rows(100);
        write("good.csv", good);
        write("short.csv", good.subList(0, 7));
        Files.writeString(folder.resolve("empty.csv"), "");
        write("header.csv", good.subList(0, 1));
        write("headless.csv", good.subList(1, 60));
        change("few.csv", 18, ",[a-z]+$", "");
        change("many.csv", 18, "$", ",1");
        change("word.csv", 18, "(,[^,]*),[^,]*,", "$1,calm,");
        change("comma.csv", 18, "(,[^,]*),[^,]*,", "$1,\"3,5\",");
        change("nan.csv", 18, "(,[^,]*),[^,]*,", "$1,NaN,");
        change("hole.csv", 18, "(,[^,]*),[^,]*,", "$1,,");
        change("twice.csv", 1, "wind", "temp");
        change("gap.csv", 18, "2020-01-17", "2020-01-17T12:00");
        change("disorder.csv", 18, "2020-01-17", "2020-01-01");
        change("noday.csv", 18, "2020-01-17", "2020-02-31");
        eachRow("constant.csv", "(,[^,]*),[^,]*,", "$1,3,");
        eachRow("still.csv", ",[^,]*", ",20");
        Files.write(folder.resolve("latin.csv"),
                (String.join("\n", good).replace("rain", "Föhn") + "\n").getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("other.csv"), "day,rainfall\n2020-01-01,1\n2020-01-02,2\n");

        program = SharedProgram.start(folder);
        assertThat(program.run(("train --data good.csv --out model " + TINY).split(" ")).exit()).isZero();
        byte[] model = Files.readAllBytes(folder.resolve("model/model.safetensors"));
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(model, model.length - 100));
        byte[] changed = model.clone();
        changed[model.length - 50] ^= 1;
        Files.write(folder.resolve("changed.safetensors"), changed);
        Files.copy(folder.resolve("good.csv"), folder.resolve("kind.safetensors"));
    }

    @AfterAll
    static void end() {
        program.close();
    }

    static List<Arguments> trainings() {
        return List.of(bad("--data none.csv", "none.csv: no such file"),
                bad("--data model", "model: expected a CSV file"),
                bad("--data empty.csv", "empty.csv: expected a header and rows, found an empty file"),
                bad("--data header.csv", "header.csv: expected rows after the header, found none"),
                bad("--data headless.csv", "headless.csv line 1: expected a header of column names"),
                bad("--data few.csv", "few.csv line 18: expected 4 fields as in the header, found 3"),
                bad("--data many.csv", "many.csv line 18: expected 4 fields as in the header, found 5"),
                bad("--data word.csv", "word.csv line 18, column wind: 'calm' is not a number", "(--missing-values)"),
                bad("--data comma.csv", "and '3,5' (comma.csv line 18, column wind) with a comma"),
                bad("--data nan.csv", "nan.csv line 18, column wind: expected a value, found 'NaN'; accept",
                        "(--missing)"),
                bad("--data hole.csv", "hole.csv line 18, column wind: expected a value, found an empty cell"),
                bad("--data latin.csv --encoding utf-8",
                        "latin.csv: expected text in UTF-8, found bytes that are not; name another encoding (--encoding)"),
                bad("--data twice.csv", "twice.csv line 1: two columns are named 'temp'"),
                bad("--data good.csv --target heat", "--target: good.csv has no column 'heat'; it has date, temp"),
                bad("--data good.csv --features temp,heat", "--features: good.csv has no column 'heat'"),
                bad("--data good.csv --features temp,temp", "--features: column 'temp' is named twice"),
                bad("--data good.csv --target temp,temp", "--target: column 'temp' is named twice"),
                bad("--data good.csv --target sky", "--target: column 'sky' of good.csv is text"),
                bad("--data good.csv --time heat", "--time: good.csv has no column 'heat'"),
                bad("--data good.csv --time wind", "good.csv line 2, column wind: expected a date or time"),
                bad("--data disorder.csv",
                        "disorder.csv line 18, column date: expected a time after 2020-01-16 of line 17"),
                bad("--data gap.csv",
                        "gap.csv line 18, column date: expected 2020-01-17, 1 day after 2020-01-16 of line 17",
                        "make the times even, resample them, or allow gaps (--resample, --allow-gaps)"),
                bad("--data noday.csv", "noday.csv line 18, column date: expected a valid date or time", "2020-02-31"),
                bad("--data short.csv",
                        "--split: the training set has 4 of 6 rows, too few for a window with a lookback of 5",
                        "use at least 11 rows, or another split (--lookback, --horizon)"),
                bad("--data good.csv --lookback 99", "--split: the training set has 70 of 100 rows",
                        "use a lookback of at most 68, or at least 145 rows"),
                bad("--data constant.csv --features temp,wind",
                        "constant.csv, column wind: expected more than one value, found only 3 in",
                        "(--features)"),
                bad("--data still.csv", "still.csv, column temp: expected more than one value",
                        "forecast another column (--target)"),
                bad("--data good.csv --split 0.99,0,0.01", "--split: the test set has 1 of 100 rows",
                        "(--lookback, --horizon)"),
                bad("--data good.csv --split 0.8,0.01,0.19", "--split: the validation set has 1 of"),
                bad("--data good.csv --split 6,40,40", "--split: the training set has 6"),
                bad("--data good.csv --split 1,0,0", "--split: the test set has 0"),
                bad("--data good.csv --split 0.5,0.5,0.5", "--split: expected fractions that add up to 1"),
                bad("--data good.csv --split 80,20,20", "--split: expected parts that add up to at most 100"),
                bad("--data good.csv --split half", "--split: expected three numbers"),
                bad("--hidden 0", "--hidden: expected at least 1, found 0"),
                bad("--layers 0", "--layers: expected at least 1, found 0"),
                bad("--layers -1", "--layers: expected at least 1, found -1"),
                bad("--lookback 0", "--lookback: expected at least 1, found 0"),
                bad("--horizon 0", "--horizon: expected at least 1, found 0"),
                bad("--stride 0", "--stride: expected at least 1, found 0"),
                bad("--batch 0", "--batch: expected at least 1, found 0"),
                bad("--epochs 0", "--epochs: expected at least 1, found 0"),
                bad("--threads 0", "--threads: expected at least 1, found 0"),
                bad("--dropout 1", "--dropout: expected a probability"),
                bad("--lr 0", "--lr: expected a number above 0"),
                bad("--non-finite go", "--non-finite: expected stop or skip, found 'go'"),
                bad("--lr NaN", "--lr: expected a number above 0"),
                bad("--clip -1", "--clip: expected a finite number of at least 0"),
                bad("--optimizer lion",
                        "--optimizer: expected adam, adamw, nadam, radam, sgd, rmsprop or adagrad, found 'lion'"),
                bad("--schedule zigzag",
                        "--schedule: expected constant, step, exponential, cosine, one-cycle or plateau,"),
                bad("--init zero", "--init: expected uniform or glorot-orthogonal, found 'zero'"),
                bad("--momentum 1", "--momentum: expected a number from 0 to below 1, found 1.0"),
                bad("--weight-decay -1", "--weight-decay: expected a finite number of at least 0, found -1.0"),
                bad("--weight-decay Infinity", "--weight-decay: expected a finite number"),
                bad("--warmup -1", "--warmup: expected at least 0, found -1"),
                bad("--warmup 1", "--warmup: expected fewer than 1, the number of epochs, found 1", "(--epochs)"),
                bad("--epochs 9 --warmup 3 --schedule one-cycle", "--warmup: expected 0 with the schedule one-cycle"),
                bad("--clip-value -1", "--clip-value: expected a finite number of at least 0"),
                bad("--accumulate 0", "--accumulate: expected at least 1, found 0"),
                bad("--ema 1", "--ema: expected a number from 0 to below 1"),
                bad("--forget-bias NaN", "--forget-bias: expected a finite number, found NaN"),
                bad("--data good.csv --hidden 100000", "architecture: expected at most"),
                bad("--data good.csv --hidden 5000", "--hidden: training 1 layer of 5000 units takes about",
                        "MiB of memory (network ", "(--layers, --horizon), or give Java more memory"),
                bad("--hidden many", "--hidden", "'many' is not an int; see lstm train --help"),
                bad("--scale log", "--scale: expected standard, minmax or none, found 'log'"),
                bad("--kernels gpu", "--kernels", "expected one of"),
                bad("--loss zero", "--loss: expected mse, mae or huber, found 'zero'"),
                bad("--missing ignore", "--missing: expected refuse, drop, forward or interpolate, found 'ignore'"),
                bad("--colour", "Unknown option: '--colour'; see lstm train --help"),
                bad("--data good.csv --out good.csv", "--out: expected a folder, found the file"),
                bad("--data good.csv --out good.csv/below", "--out: expected a folder, found the file"));
    }

    /// Not even root can create a folder in /proc.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeWritten() {
        assertRejected(() -> program.run("train", "--data", "good.csv", "--target", "temp", "--out", "/proc/lstm"),
                List.of("--out: /proc cannot be written; choose another folder"));
    }

    static List<Arguments> others() {
        String predict = "predict --data good.csv --model ";
        return List.of(bad(predict + "none.safetensors", "none.safetensors: no such file"),
                bad(predict + "model",
                        "model: expected a model file, found a folder; did you mean model/model.safetensors"),
                bad(predict + "cut.safetensors", "cut.safetensors"),
                bad(predict + "changed.safetensors", "changed.safetensors"),
                bad(predict + "kind.safetensors", "kind.safetensors"),
                bad("evaluate --data good.csv --model cut.safetensors", "cut.safetensors"),
                bad("inspect --model kind.safetensors", "kind.safetensors"),
                bad("predict --model model/model.safetensors --data other.csv",
                        "other.csv has no column 'temp'; it has day"),
                bad("evaluate --model model/model.safetensors --data other.csv", "other.csv has no column 'temp'"),
                bad("predict --model model/model.safetensors --data short.csv --out good.csv/x.csv",
                        "--out: expected a folder"),
                bad("predict --model model/model.safetensors --data good.csv --out good.csv",
                        "good.csv is also an input"),
                bad("evaluate --model model/model.safetensors --data short.csv", "short.csv: expected at least 7 rows"),
                bad("predict --data good.csv", "Missing required option: '--model=FILE'; see lstm predict --help"),
                bad("bench --shape 1,2,3", "--shape: expected five whole numbers B,T,I,H,L", "found '1,2,3'"),
                bad("bench --shape a,b,c,d,e", "--shape: expected five whole numbers", "found 'a,b,c,d,e'"),
                bad("bench --shape 1,2,3,4,5000000000", "--shape: expected five whole numbers"),
                bad("bench --shape 0,1,1,1,1", "--shape: expected B, T, I, H and L of at least 1, found '0,1,1,1,1'"),
                bad("bench --shape 1,1,1,-1,1", "--shape: expected B, T, I, H and L of at least 1"),
                bad("bench --shape 1,1,100000,100000,1",
                        "--shape 1,1,100000,100000,1: architecture: expected at most 2147483639 parameters"),
                bad("bench --shape 64,1000,64,512,2 --train", "measuring takes about", "use smaller sizes"),
                bad("bench --shape 99999,99999,9,1,1", "--shape: expected at most 2147483639 inputs"),
                bad("bench --shape", "Missing required parameter for option '--shape' (B,T,I,H,L)"),
                bad("bench --threads 0", "--threads: expected at least 1, found 0"),
                bad("bench --kernels gpu", "--kernels", "expected one of"),
                bad("bench --fast", "Unknown option: '--fast'; see lstm bench --help"),
                bad("forecast", "Unmatched argument at index 0: 'forecast'; see lstm --help"));
    }

    private static Arguments bad(String args, String... parts) {
        return Arguments.of(args, List.of(parts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void training(String args, List<String> parts) {
        assertRejected(() -> program.run(training(args)), parts);
    }

    private static String[] training(String args) {
        // A given option replaces that of TINY, so that no option is given twice.
        List<String> all = new ArrayList<>(List.of("train"));
        List<String> given = List.of(args.split(" "));
        String[] tiny = TINY.split(" ");
        for (int i = 0; i < tiny.length - 1; i += 2) {
            boolean bundled = tiny[i].equals("--target") && !given.contains("--data");
            if (!given.contains(tiny[i]) && !bundled) {
                all.add(tiny[i]);
                all.add(tiny[i + 1]);
            }
        }
        all.addAll(given);
        return all.toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void otherCommands(String args, List<String> parts) {
        assertRejected(() -> program.run(args.split(" ")), parts);
    }

    static Stream<Arguments> someTrainings() {
        return everyTwelfth(trainings());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("someTrainings")
    void trainingAsAProcess(String args, List<String> parts) {
        assertRejected(() -> Program.run(folder, training(args)), parts);
    }

    static Stream<Arguments> someOthers() {
        return everyTwelfth(others());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("someOthers")
    void otherCommandsAsAProcess(String args, List<String> parts) {
        assertRejected(() -> Program.run(folder, args.split(" ")), parts);
    }

    private static Stream<Arguments> everyTwelfth(List<Arguments> cases) {
        return IntStream.iterate(0, i -> i < cases.size(), i -> i + 12).mapToObj(cases::get);
    }

    private static void assertRejected(Supplier<Program> run, List<String> parts) {
        List<String> before = Program.files(folder);
        Program result = run.get();
        assertThat(result.err()).as("one line").hasSize(1).first().asString().startsWith("lstm: ").contains(parts);
        assertThat(result.exit()).as(result.err().toString()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(Program.files(folder)).isEqualTo(before);
    }
}
