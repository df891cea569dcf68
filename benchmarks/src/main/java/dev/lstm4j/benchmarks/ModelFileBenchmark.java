package dev.lstm4j.benchmarks;

import dev.lstm4j.Model;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take to load a model from a file in the temporary folder, and to save it? Loading reads from the
/// system's cache; saving waits for the disk. No kernels run here. MB/s are 4 bytes times the number of parameters,
/// divided by the time. `java -jar benchmarks/target/benchmarks.jar ModelFileBenchmark -p shape=LARGE -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ModelFileBenchmark {
    /// The shape.
    @Param
    public Shape shape;

    private Model model;
    private Path folder;
    private Path file;

    /// Saves the model once and checks that loading returns the same model.
    ///
    /// @throws IOException if the file cannot be written or read
    @Setup
    public void setUp() throws IOException {
        model = new Model(shape.workload().architecture(), shape.workload().parameters());
        folder = Files.createTempDirectory("lstm4j-benchmark");
        file = folder.resolve("model.safetensors");
        Model loaded = ModelFile.load(save());
        if (!loaded.architecture().equals(model.architecture())
                || !Arrays.equals(loaded.parameters().values(), model.parameters().values())) {
            throw new IllegalStateException("load: expected the saved model, found a different one");
        }
    }

    /// Removes the file.
    ///
    /// @throws IOException if it cannot be removed
    @TearDown
    public void tearDown() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(folder);
    }

    /// Loads the model.
    ///
    /// @return the model
    /// @throws IOException if the file cannot be read
    @Benchmark
    public Model load() throws IOException {
        return ModelFile.load(file);
    }

    /// Saves the model and replaces the file.
    ///
    /// @return the file
    /// @throws IOException if the file cannot be written
    @Benchmark
    public Path save() throws IOException {
        ModelFile.save(file, model);
        return file;
    }
}
