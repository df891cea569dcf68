package dev.lstm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Scope;

/// How long do the slowest streaming steps take? JMH times each step and prints percentiles; one step in a thousand
/// takes longer than `p0.999`. Each time includes two clock readings of about 25 ns each. `java -jar
/// benchmarks/target/benchmarks.jar StreamingLatencyBenchmark -p hidden=128 -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamingLatencyBenchmark extends StreamingStepBenchmark {
    /// The same setup as in [StreamingStepBenchmark].
    public StreamingLatencyBenchmark() {}
}
