package dev.lstm4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.bench.Measurement;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Times;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What `lstm bench` computes and shows. `BenchProcessTest` runs the whole command.
@Isolated
class BenchTest {
    private static final Measurement LARGE = new Measurement(Shape.LARGE.workload(), Mode.TRAIN,
            Engine.auto().withThreads(2), new Times(0.1, 0.09, 0.11), 2.5, 500);

    @Test
    void figuresAreComputedFromTheTime() {
        double operations = 3.0 * 2 * 4 * 512 * (512 + 512) * 64 * 50;
        assertThat(LARGE.gigaflops()).isCloseTo(operations / 0.1 / 1e9, within(1e-9));
        assertThat(LARGE.limitPercent()).isCloseTo(operations / 0.1 / 1e9 / 500 * 100, within(1e-9));
        assertThat(LARGE.overScalar()).isCloseTo(25, within(1e-9));
    }

    @Test
    void operationsAreCountedPerLayerAndDirection() {
        assertThat(Workload.of("", 2, 3, 5, 7).withLayers(2).withBidirectional(true).inferenceOperations())
                .isEqualTo(2.0 * 4 * 7 * 2 * 2 * 3 * ((5 + 7) + (14 + 7)));
        assertThat(Workload.stream(32).inferenceOperations()).isEqualTo(2.0 * 4 * 32 * 64);
    }

    @Test
    void memoryIsAtLeastTheWeights() {
        for (Shape shape : Shape.values()) {
            Architecture architecture = shape.workload().architecture();
            assertThat(shape.workload().bytes(false)).isGreaterThan(4.0 * architecture.parameterLayout().size());
            assertThat(shape.workload().bytes(true)).isGreaterThan(3 * shape.workload().bytes(false) / 2);
        }
    }

    @Test
    void theTableFitsATerminalAndItsDecimalPointsAlign() {
        BenchTable table = new BenchTable(true);
        List<String> rows = List.of(table.header(), table.row(LARGE), table.row(new Measurement(Workload.stream(32),
                Mode.STEP, Engine.auto(), new Times(3.204e-7, 3.2e-7, 3.3e-7), 2.2e-6, 250)),
                table.row(new Measurement(Shape.XL.workload(),
                        Mode.TRAIN, Engine.scalar(), new Times(99.999, 98, 198), 9999, 250)));
        assertThat(rows).allSatisfy(row -> assertThat(row.length()).isLessThanOrEqualTo(80));
        assertThat(rows.get(1)).startsWith("large          64   50  512  512  1 ").contains(" 100 ", " 10% ", " 25.0");
        assertThat(rows.get(2)).contains(" 0.000320 ", "  6.87");
        int point = rows.get(2).indexOf("0.000320") + 1;
        assertThat(rows.get(1).indexOf(" 100 ") + 4).isEqualTo(point);
        assertThat(rows.get(3).indexOf(" 99999 ")).as("milliseconds").isPositive();
        assertThat(new BenchTable(false).header()).doesNotContain("scalar").hasSizeLessThan(rows.getFirst().length());
    }

    @Test
    void unknownFiguresAreNull() {
        String text = BenchJson.text(
                List.of(new Measurement(Shape.ODD.workload(), Mode.INFER, Engine.scalar(), new Times(0.5, 0.4, 0.7),
                        Double.NaN, Double.NaN)));
        assertThat(text).startsWith("[{\"shape\":\"odd\",\"B\":13,\"T\":37,\"I\":19,\"H\":101,\"L\":1,"
                + "\"mode\":\"infer\",\"threads\":1,\"ms\":500.0,\"ms_low\":400.0,\"ms_high\":700.0,\"gflops\":")
                .contains("\"kernels\":\"scalar\"", "\"limit_gflops\":null",
                        "\"vector_over_scalar\":null")
                .endsWith("}]");
    }
}
