package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;

/// A model that is ready for inference. Its weights are packed once, when the network is created. A network is
/// immutable and holds no threads. Any number of threads may share it, each with its own sessions.
public final class Network {
    private final PackedNetwork packed;
    private final Engine engine;

    private Network(PackedNetwork packed, Engine engine) {
        this.packed = packed;
        this.engine = engine;
    }

    /// Creates a network that uses the kernels of this process ([Engine#auto()]). Its sessions compute on the calling
    /// thread.
    ///
    /// @param model read now; later changes of its parameters are not seen
    /// @return the network
    /// @throws IllegalStateException as for [Engine#auto()]
    public static Network of(Model model) {
        return of(model, Engine.auto());
    }

    /// Creates a network that uses the kernels and threads of an engine.
    ///
    /// @param model read now; later changes of its parameters are not seen
    /// @param engine the kernels, and the number of threads of each session; the calling thread does small jobs alone
    /// @return the network
    public static Network of(Model model, Engine engine) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(engine, "engine");
        PackedNetwork packed = new PackedNetwork(model.architecture(), engine.kernels());
        try (Workers workers = new Workers(engine.threads())) {
            packed.pack(model.parameters().values(), workers);
        }
        packed.quantize(model.weights());
        return new Network(packed, engine);
    }

    /// The architecture of the network.
    ///
    /// @return the model's architecture
    public Architecture architecture() {
        return packed.architecture();
    }

    /// The engine that the network was created with.
    ///
    /// @return the kernels, and the number of threads of each session
    public Engine engine() {
        return engine;
    }

    /// Creates a session for batches. It allocates most of its buffers now.
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException if a size is below 1, or a buffer would be too large
    public InferenceSession session(int batch, int time) {
        return new InferenceSession(packed, engine.threads(), batch, time, false);
    }

    /// Creates a session for batches that keeps the gates and states of all steps, for [InferenceSession#trace].
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException if a size is below 1, or a buffer would be too large
    public InferenceSession tracingSession(int batch, int time) {
        return new InferenceSession(packed, engine.threads(), batch, time, true);
    }

    /// Creates a session that runs one step at a time and carries its states from step to step.
    ///
    /// @return a session for one thread at a time, at the beginning of a sequence
    /// @throws IllegalStateException if the network is bidirectional or its head pools all steps, since it then needs
    ///         the whole sequence
    public StreamingSession stream() {
        if (packed.architecture().bidirectional()) {
            throw new IllegalStateException("stream: expected a network of one direction, found a bidirectional one, "
                    + "which must read a whole sequence; use session(batch, time)");
        }
        Head head = packed.architecture().head();
        if (head != null && (head.steps().isPooling())) {
            throw new IllegalStateException("stream: expected a head on the last or on every step, found "
                    + head.steps() + " pooling, which must read a whole sequence; use session(batch, time)");
        }
        return new StreamingSession(packed, engine.threads());
    }

    @Override
    public String toString() {
        return "Network[" + packed.architecture() + ", " + engine + "]";
    }
}
