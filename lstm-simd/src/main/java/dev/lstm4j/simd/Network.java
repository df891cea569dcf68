package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;

/// A model made ready to run. The weights are packed once, here; a network never changes and holds no threads, and any
/// number of threads may share it, each with sessions of its own.
public final class Network {
    private final PackedNetwork packed;
    private final Engine engine;

    private Network(PackedNetwork packed, Engine engine) {
        this.packed = packed;
        this.engine = engine;
    }

    /// With the kernels of this process ([Engine#auto()]): a session computes on the thread that calls it.
    ///
    /// @param model read now; later changes of its parameters are not seen
    /// @return the network
    public static Network of(Model model) {
        return of(model, Engine.auto());
    }

    /// With given kernels and threads.
    ///
    /// @param model read now; later changes of its parameters are not seen
    /// @param engine the kernels, and the number of threads of each session; small work is done by the calling thread
    ///        alone
    /// @return the network
    public static Network of(Model model, Engine engine) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(engine, "engine");
        PackedNetwork packed = new PackedNetwork(model.architecture(), engine.kernels());
        try (Workers workers = new Workers(engine.threads())) {
            packed.pack(model.parameters().values(), workers);
        }
        return new Network(packed, engine);
    }

    /// What the network looks like.
    ///
    /// @return the model's architecture
    public Architecture architecture() {
        return packed.architecture();
    }

    /// What computes.
    ///
    /// @return the kernels, and the number of threads of each session
    public Engine engine() {
        return engine;
    }

    /// A session for batches. It allocates its buffers now; running allocates nothing.
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException if a size is below 1
    public InferenceSession session(int batch, int time) {
        return new InferenceSession(packed, engine.threads(), batch, time, false);
    }

    /// A session for batches that keeps every step's gates and cell states, to be read by [InferenceSession#trace].
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException if a size is below 1
    public InferenceSession tracingSession(int batch, int time) {
        return new InferenceSession(packed, engine.threads(), batch, time, true);
    }

    /// A session that takes one step at a time and carries its states.
    ///
    /// @return a session for one thread at a time, at the beginning of a sequence
    /// @throws IllegalStateException if the network is bidirectional, or its head pools all steps: it must read a
    ///         whole sequence
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
