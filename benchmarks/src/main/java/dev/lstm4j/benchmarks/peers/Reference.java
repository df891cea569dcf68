package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// What all engines start from and must answer, in a folder: `<mode>-<shape>/<name>.f32`, floats of 32 bits, little-endian.
/// LSTM4J writes it; engines in Java and the Python script read it.
///
/// @param folder where it is
public record Reference(Path folder) {
    /// The greatest difference from LSTM4J's answers.
    public static final double TOLERANCE = 1e-4;

    /// Writes what a case needs; the answers are LSTM4J's.
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

    /// The parameters, flat, in PyTorch's order.
    ///
    /// @param one the case
    /// @return as long as the layout of its architecture
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

    /// Holds an engine's answers against LSTM4J's.
    ///
    /// @param one the case
    /// @param found what [Engine.Runner#answers] gave: all of LSTM4J's, or the first of them
    /// @return the greatest difference
    /// @throws IllegalStateException where it is above [#TOLERANCE]
    public double check(Case one, float[] found) {
        float[] expected = read(one, "answers", -1);
        if (found.length == 0 || found.length > expected.length) {
            throw new IllegalStateException(one.mode().id() + " " + one.name() + ": expected up to " + expected.length
                    + " answers, found " + found.length);
        }
        double difference = 0;
        for (int i = 0; i < found.length; i++) {
            double here = Math.abs((double) found[i] - expected[i]);
            // Not the other way round: NaN must fail.
            if (!(here <= TOLERANCE)) {
                throw new IllegalStateException(
                        one.mode().id() + " " + one.name() + ": expected LSTM4J's answers within "
                                + TOLERANCE + ", found " + found[i] + " for " + expected[i] + " at " + i);
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
