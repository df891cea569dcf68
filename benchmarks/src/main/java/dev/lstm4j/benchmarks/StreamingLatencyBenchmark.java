package dev.lstm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Scope;

/// How long do the slowest streaming steps take? JMH times steps one by one and prints their percentiles; `p0.999` is the
/// one that a thousandth of them exceeds. Two readings of the clock, some 25 ns each, count in.
/// `java -jar benchmarks/target/benchmarks.jar StreamingLatencyBenchmark -p hidden=128 -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamingLatencyBenchmark extends StreamingStepBenchmark {
    /// As the benchmark of the average step.
    public StreamingLatencyBenchmark() {}
}
