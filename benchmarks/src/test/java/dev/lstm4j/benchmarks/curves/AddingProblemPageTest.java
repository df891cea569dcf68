package dev.lstm4j.benchmarks.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AddingProblemPageTest {
    private static final Path DOCS = Path.of(System.getProperty("lstm4j.testdata")).resolveSibling("docs");
    private static final String HEADER = "cell,steps,seed,update,seconds,error\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int draw(String csv) throws IOException {
        return draw(Files.writeString(folder.resolve("curves.csv"), csv), folder.resolve("picture.png"));
    }

    private int draw(Path csv, Path picture) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = DrawAddingProblem.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return line.execute(csv.toString(), picture.toString());
    }

    @Test
    void thePageMatchesItsMeasurements() throws IOException {
        List<LearningCurve> curves = LearningCurve.read(DOCS.resolve("adding-problem.csv"));
        assertThat(curves).hasSize(2 * 3 * 3);
        assertThat(Files.readString(DOCS.resolve("adding-problem.md"))).contains(ErrorTable.of(curves,
                DrawAddingProblem.SOLVED), "(adding-problem.png)");
        assertThat(ImageIO.read(DOCS.resolve("adding-problem.png").toFile()).getWidth()).isBetween(800, 1200);
    }

    @Test
    void aRowShowsWhenEachSeedSolvedTheProblem() throws IOException {
        assertThat(draw(HEADER + "gru,7,2,0,0.5,0.9\ngru,7,2,10,1.26,0.0099\ngru,7,2,20,3,0.5\n"
                + "rnn,9,1,0,0.1,0.9\nrnn,9,1,30,59.9,0.01\n")).isZero();
        assertThat(out).hasToString("""
                | cell | steps | seed 1 | seed 2 |
                |---|---|---|---|
                | GRU | 7 | | 1.3 s, 10 updates |
                | RNN | 9 | not in 60 s: 0.010 | |
                """);
    }

    @Test
    void theChartHasAPanelForEachLengthAndALineForEachCell() throws IOException {
        assertThat(draw(HEADER + "lstm,7,1,0,1,1\nlstm,7,1,9,50,0.001\nrnn,9,1,0,1,1\nrnn,9,1,9,50,0.3\n")).isZero();
        BufferedImage image = ImageIO.read(folder.resolve("picture.png").toFile());
        int half = image.getHeight() / 2;
        int lstm = 0x0072B2;
        int rnn = 0xD55E00;
        assertThat(pixels(image, 0, half, lstm)).isGreaterThan(500);
        assertThat(pixels(image, half, image.getHeight(), lstm)).isZero();
        assertThat(pixels(image, 0, half, rnn)).isZero();
        assertThat(pixels(image, half, image.getHeight(), rnn)).isGreaterThan(500);
    }

    private static long pixels(BufferedImage image, int fromY, int toY, int color) {
        return IntStream.of(image.getRGB(0, fromY, image.getWidth(), toY - fromY, null, 0, image.getWidth()))
                .filter(pixel -> (pixel & 0xFFFFFF) == color).count();
    }

    @Test
    void theMessageNamesWhatCannotBeRead() throws IOException {
        Path csv = folder.resolve("curves.csv");
        assertThat(draw(HEADER + "lstm,7,1,0,1,1\nlstm,7,1,0,2,1\n")).isEqualTo(2);
        assertThat(draw(HEADER + "lstm,7,1,0,1,x\n")).isEqualTo(2);
        assertThat(draw("cell,error\nlstm,1\n")).isEqualTo(2);
        assertThat(draw(HEADER)).isEqualTo(2);
        assertThat(draw(folder.resolve("none.csv"), folder.resolve("picture.png"))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "adding problem: " + csv + " line 3: expected an update after 0, found 0; train into a new file",
                "adding problem: " + csv + " line 2, column error: 'x' is not a number",
                "adding problem: " + csv + ": expected the columns [cell, steps, seed, update, seconds, error], found "
                        + "[cell, error]",
                "adding problem: " + csv + ": expected trainings, found none",
                "adding problem: " + folder.resolve("none.csv") + ": no such file");
        assertThat(draw(DOCS.resolve("adding-problem.csv"), folder.resolve("none/picture.png"))).isEqualTo(1);
    }
}
