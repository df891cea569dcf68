package dev.lstm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// How often does the machine interrupt work of a given length that touches no memory and calls nothing? These
/// percentiles are the lowest that [StreamingLatencyBenchmark] can reach on this machine for steps of the same length.
/// `java -jar benchmarks/target/benchmarks.jar "InterruptionBenchmark|StreamingLatencyBenchmark"`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InterruptionBenchmark {
    private static final long CALIBRATION = 1_000_000;

    /// The approximate duration of the work in ns.
    @Param({"300", "4000", "50000", "400000"})
    public long nanos;

    private long tokens;

    /// Determines how much work takes that long.
    @Setup
    public void setUp() {
        double least = Double.MAX_VALUE;
        for (int trial = 0; trial < 20; trial++) {
            long start = System.nanoTime();
            Blackhole.consumeCPU(CALIBRATION);
            least = Math.min(least, (double) (System.nanoTime() - start) / CALIBRATION);
        }
        tokens = Math.max(1, Math.round(nanos / least));
    }

    /// Does the work.
    @Benchmark
    public void work() {
        Blackhole.consumeCPU(tokens);
    }
}
