package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.threads.Workers;

/// A model made ready to run. The weights are packed once, here; a network never changes, and any number of threads may
/// share it, each with sessions of its own.
public final class Network {
    private final PackedNetwork packed;
    private final int threads;

    /// With the process's kernels; a session computes on the thread that calls it.
    ///
    /// @param model read now; later changes of its parameters are not seen
    public Network(Model model) {
        this(model, KernelSelection.kernels(), 1);
    }

    /// With these kernels.
    ///
    /// @param model read now; later changes of its parameters are not seen
    /// @param kernels what computes
    /// @param threads how many threads compute in each session, the caller's among them; small work is done by the caller alone
    /// @throws IllegalArgumentException where threads is below 1
    public Network(Model model, Kernels kernels, int threads) {
        this.threads = threads;
        this.packed = new PackedNetwork(model.architecture(), kernels);
        try (Workers workers = new Workers(threads)) {
            packed.pack(model.parameters().values(), workers);
        }
    }

    /// What the network looks like.
    ///
    /// @return the model's architecture
    public Architecture architecture() {
        return packed.architecture();
    }

    /// A session for batches. Sizes its buffers now; running allocates nothing.
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException where a size is below 1
    public InferenceSession session(int batch, int time) {
        return new InferenceSession(packed, threads, batch, time, false);
    }

    /// A session for batches that keeps every step's gates and cell states, to be read by [InferenceSession#trace].
    ///
    /// @param batch the largest B
    /// @param time the longest T
    /// @return a session for one thread at a time
    /// @throws IllegalArgumentException where a size is below 1
    public InferenceSession tracingSession(int batch, int time) {
        return new InferenceSession(packed, threads, batch, time, true);
    }

    /// A session that takes one step at a time and carries its state.
    ///
    /// @return a session for one thread at a time, at the beginning of a sequence
    /// @throws IllegalStateException where the network is bidirectional, or its head stands on the mean or the largest of all
    ///         steps: it must see a whole sequence
    public StreamingSession stream() {
        if (packed.architecture().bidirectional()) {
            throw new IllegalStateException("stream: expected a network of one direction, found a bidirectional one, "
                    + "which must see a whole sequence; use session(batch, time)");
        }
        Head head = packed.architecture().head();
        if (head != null && (head.steps() == Head.Steps.MEAN || head.steps() == Head.Steps.MAX)) {
            throw new IllegalStateException("stream: expected a head on the last or on every step, found one on the "
                    + "mean or the largest of all steps, which must see a whole sequence; use session(batch, time)");
        }
        return new StreamingSession(packed, threads);
    }
}
