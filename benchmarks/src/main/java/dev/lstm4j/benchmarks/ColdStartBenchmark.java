package dev.lstm4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long does a new process take to its first, its 10th answer and its 100th training step, from the start of the
/// JVM to its end? Each measurement starts a JVM that runs [ColdStart]. `java -jar
/// benchmarks/target/benchmarks.jar ColdStartBenchmark`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 15)
public class ColdStartBenchmark {
    /// What the process does.
    @Param
    public ColdStart.Task task;

    /// The kernel set, or `auto` as in a library without settings.
    @Param({"auto", "vector", "scalar"})
    public String kernels;

    /// Runs one process.
    ///
    /// @return its exit code
    /// @throws IOException if it cannot be started
    /// @throws InterruptedException if this thread is interrupted
    @Benchmark
    public int process() throws IOException, InterruptedException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-Dlstm4j.kernels=" + kernels, "-cp",
                System.getProperty("java.class.path"), ColdStart.class.getName(), task.name());
        int code = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + ": expected exit code 0, found " + code);
        }
        return code;
    }
}
