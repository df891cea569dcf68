package dev.lstm4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.lstm4j.bench.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The benchmarks check one output against plain loops before they measure. The smoke run measures only one shape;
/// this test runs the check for several.
class ShapeCheckTest {
    @ParameterizedTest
    @EnumSource(value = Shape.class, names = {"TUTORIAL", "ODD", "STACKED", "BIDIRECTIONAL", "LANGUAGE"})
    void theForwardBenchmarkAcceptsTheEnginesOutput(Shape shape) {
        ForwardBenchmark benchmark = new ForwardBenchmark();
        benchmark.shape = shape;
        benchmark.kernels = "vector";
        benchmark.threads = 1;
        assertDoesNotThrow(benchmark::setUp);
        benchmark.tearDown();
    }
}
