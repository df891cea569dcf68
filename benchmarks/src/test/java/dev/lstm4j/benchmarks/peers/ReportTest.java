package dev.lstm4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.bench.Mode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private final Results results = new Results(Measurements.some());

    @TempDir
    Path folder;

    @Test
    void theSpeedupComparesMediansOverForksWithTheFastestPeer() {
        Case large = Case.select(List.of(Mode.INFER), List.of("large")).getFirst();
        Results.Ratio ratio = results.ratio(large, 1);
        assertThat(ratio.peer()).isEqualTo("pytorch");
        assertThat(ratio.speed().ratio()).isCloseTo(2, Offset.offset(1e-9));
        // The interval includes the fork that took thirty times as long.
        assertThat(ratio.speed().low()).isLessThan(0.1);
        assertThat(results.ratio(large, 2)).isNull();
    }

    @Test
    void thePageShowsTimesRatesSpeedupsAndWhatIsMissing() {
        String page = new Report(Measurements.FACTS, results, List.of("libtorch in Java: not built")).text();
        assertThat(page).startsWith("# LSTM4J compared with its peers, 2026-01-02\n").contains(
                "`benchmarks/compare-peers`",
                "| processor | Maker(R) Chip 7 @ 3 GHz, 2 cores |", "| vectors | 256 bits |",
                "| data caches | 32 KiB L1 |", "| commit | abc |",
                "| shape | LSTM4J | PyTorch | ONNX Runtime | % of the limit |",
                // 2·4·512·1024·64·50 operations in 1 ms.
                "| large | 1.00 (13422) | 2.00 (6711) | 4.00 (3355) | 13422 | 2.00 (PyTorch) | 0.0",
                "Geometric mean 2.00; as fast or faster in 2 of 2.",
                "Geometric mean 0.50; as fast or faster in 0 of 1.", "- libtorch in Java: not built",
                "(maker-chip-7-256-bit.png)");
        assertThat(page).doesNotContain("Training step, 1", "2 threads", "rough run");
        Facts f = Measurements.FACTS;
        Facts rough = new Facts(f.date(), f.processor(), f.software(), f.commit(), f.command() + " --quick");
        assertThat(new Report(rough, results, List.of()).text()).contains("A rough run");
    }

    @Test
    void theReadmeQuotesTheSummary() throws IOException {
        Report report = new Report(Measurements.FACTS, results, List.of());
        assertThat(report.summary()).contains("| shape (B×T×I×H) | inference, 1 thread |",
                "| large (64×50×512×512) | 2.00 P |", "| **geometric mean** | **2.00** |",
                "| geometric mean without tutorial | 2.00 |", "| step32 (1×1×32×32) | 0.50 P |");
        Path readme = Files.writeString(folder.resolve("README.md"),
                "before\n" + Report.begin(256) + "\nold\n" + Report.end(256) + "\nafter\n");
        Path page = Files.writeString(folder.resolve("page.md"), report.text());
        Readme.quote(readme, 256, report.summary());
        assertThat(Readme.between(readme, 256)).isEqualTo(Readme.between(page, 256)).isEqualTo(report.summary());
        assertThat(readme).content().startsWith("before\n").endsWith(Report.end(256) + "\nafter\n")
                .doesNotContain("old");
        assertThatThrownBy(() -> Readme.quote(Files.writeString(readme, "nothing"), 256, "x"))
                .hasMessageContaining("benchmarks:256:begin");
    }

    @Test
    void theChartHasBarsAndTheLimit() throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path file = folder.resolve("picture.png");
        SpeedChart.write(Measurements.FACTS, results, file);
        BufferedImage image = ImageIO.read(file.toFile());
        long blue = 0;
        long orange = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            blue += (pixel & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
            orange += (pixel & 0xFFFFFF) == 0xE69F00 ? 1 : 0;
        }
        // All bars have the same width; those of LSTM4J are twice as high in one panel and half as high in the other.
        assertThat(orange).isGreaterThan(10_000);
        assertThat(blue).isBetween(orange / 2, 2 * orange);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void theReadmeQuotesAReportOfEachWidth(int vectorBits) throws IOException {
        Path root = Path.of(System.getProperty("lstm4j.testdata")).getParent();
        String quoted = Readme.between(root.resolve("README.md"), vectorBits);
        assertThat(quoted).isNotBlank();
        List<String> reports = new ArrayList<>();
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(root.resolve("docs/benchmarks"),
                "*-" + vectorBits + "-bit.md")) {
            for (Path page : pages) {
                reports.add(Readme.between(page, vectorBits));
            }
        }
        assertThat(reports).contains(quoted);
    }
}
