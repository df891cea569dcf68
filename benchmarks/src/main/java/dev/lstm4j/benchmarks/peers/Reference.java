package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Parameters, inputs, targets and expected results for all engines, in a folder: `<mode>-<shape>/<name>.f32`,
/// little-endian 32-bit floats. LSTM4J writes it; the engines in Java and the Python script read it.
///
/// @param folder the folder
public record Reference(Path folder) {
    /// Writes the files of a case; LSTM4J computes the expected results.
    ///
    /// @param one the case
    public void write(Case one) {
        Workload workload = one.workload();
        write(one, "parameters", one.parameters().values());
        write(one, "inputs", workload.inputs());
        write(one, "targets", Workload.signed(workload.batch()));
        try (Engine.Runner runner = new Lstm4jEngine().prepare(one, this, 1)) {
            float[] answers = runner.answers();
            Workload.requireFinite(one.mode().id() + " " + one.name(), answers);
            write(one, "answers", answers);
        }
    }

    /// The parameters as one array, in PyTorch's order.
    ///
    /// @param one the case
    /// @return all parameters of the case's architecture
    public float[] parameters(Case one) {
        return read(one, "parameters", one.architecture().parameterLayout().size());
    }

    /// The inputs.
    ///
    /// @param one the case
    /// @return `[B, T, I]`
    public float[] inputs(Case one) {
        Workload workload = one.workload();
        return read(one, "inputs", workload.batch() * workload.time() * workload.input());
    }

    /// The targets of a training step.
    ///
    /// @param one the case
    /// @return `[B]`
    public float[] targets(Case one) {
        return read(one, "targets", one.workload().batch());
    }

    /// Compares an engine's results with LSTM4J's.
    ///
    /// @param one the case
    /// @param found the engine's results; if they are fewer than LSTM4J's, only the first of LSTM4J's are compared
    /// @return the largest difference
    /// @throws IllegalStateException if it is above [Case#tolerance], or if there are no results or too many
    public double check(Case one, float[] found) {
        float[] expected = read(one, "answers", -1);
        if (found.length == 0 || found.length > expected.length) {
            throw new IllegalStateException(one.mode().id() + " " + one.name() + ": expected up to " + expected.length
                    + " results, found " + found.length);
        }
        double difference = 0;
        for (int i = 0; i < found.length; i++) {
            double here = Math.abs((double) found[i] - expected[i]);
            // Negated so that NaN fails too.
            if (!(here <= one.tolerance())) {
                throw new IllegalStateException(
                        one.mode().id() + " " + one.name() + ", result " + i + ": expected LSTM4J's " + expected[i]
                                + " within " + one.tolerance() + ", found " + found[i]);
            }
            difference = Math.max(difference, here);
        }
        return difference;
    }

    private Path file(Case one, String name) {
        return folder.resolve(one.mode().id() + "-" + one.name()).resolve(name + ".f32");
    }

    private void write(Case one, String name, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            Files.createDirectories(file(one, name).getParent());
            Files.write(file(one, name), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[] read(Case one, String name, int length) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(one, name))).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            if (length >= 0 && values.length != length) {
                throw new IllegalStateException(
                        file(one, name) + ": expected " + length + " floats, found " + values.length);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
