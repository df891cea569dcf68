package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;

/// The kernels and the number of threads to compute with. An engine is a value and holds no resources: networks and
/// trainers start their threads themselves. Results do not depend on the engine, except as docs/numerics.md states.
///
/// @param kernels the arithmetic
/// @param threads the number of threads, including the caller's
public record Engine(Kernels kernels, int threads) {
    /// From this number of operations on, the vector kernels are faster than the scalar ones, even with their warm-up.
    private static final double WORTH_COMPILING = 200e6;
    private static final Kernels SCALAR = KernelSelection.choose("scalar");

    /// Creates an engine.
    ///
    /// @throws IllegalArgumentException if threads is below 1 or above 1024
    public Engine {
        Objects.requireNonNull(kernels, "kernels");
        Workers.requireSize(threads);
    }

    /// An engine with the kernels of this process ([KernelSelection#kernels()]) and one thread, the caller's.
    ///
    /// @return the engine
    /// @throws IllegalStateException if the system property `lstm4j.kernels` or `lstm4j.vectorBits` is invalid, or
    ///         requests what is not available
    public static Engine auto() {
        return new Engine(KernelSelection.kernels(), 1);
    }

    /// An engine with the scalar kernels and one thread, the caller's. The scalar kernels need no warm-up, so they
    /// compute the first small result of a process faster than the vector kernels.
    ///
    /// @return the engine
    public static Engine scalar() {
        return new Engine(SCALAR, 1);
    }

    /// An engine with the vector kernels and one thread, the caller's.
    ///
    /// @return the engine
    /// @throws IllegalStateException if the module `jdk.incubator.vector` or fused multiply-add is missing, or the
    ///         system property `lstm4j.vectorBits` is invalid
    public static Engine vector() {
        return new Engine(KernelSelection.choose("vector"), 1);
    }

    /// An engine for a program that computes one result and exits: [#scalar()] if the result is small, otherwise
    /// [#auto()]. HotSpot compiles the vector kernels only after a few hundred milliseconds of computing, and runs them
    /// slowly until then. Both give the same bits. From the start of `main` to the result, 60 steps with 64 units took
    /// 0.15 s with scalar kernels and 0.70 s with vector kernels; 100 steps with 256 units took 0.31 s and 1.34 s (the
    /// best of five processes, two cores busy with other work).
    ///
    /// @param architecture the architecture of the network
    /// @param steps the number of steps to compute, over all sequences
    /// @return scalar kernels if the result takes fewer than 200 million floating point operations and the system
    ///         property `lstm4j.kernels` is `auto` or not set
    /// @throws IllegalArgumentException if steps is below 1
    /// @throws IllegalStateException as for [#auto()], if the result is not small or the property is set
    public static Engine forOneAnswer(Architecture architecture, long steps) {
        Objects.requireNonNull(architecture, "architecture");
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        boolean chosen = !System.getProperty(KernelSelection.PROPERTY, KernelSelection.AUTO)
                .equals(KernelSelection.AUTO);
        return !chosen && operations(architecture) * steps < WORTH_COMPILING ? scalar() : auto();
    }

    /// The number of floating point operations in the matrix products of one step.
    private static double operations(Architecture architecture) {
        double rows = (double) architecture.directions() * architecture.cell().gates().size()
                * architecture.hiddenSize();
        double columns = 0;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            columns += architecture.layerInputSize(layer) + architecture.stateSize();
        }
        return 2 * rows * columns;
    }

    /// Returns a copy with another number of threads.
    ///
    /// @param count the number of threads, including the caller's
    /// @return the copy
    /// @throws IllegalArgumentException if count is below 1 or above 1024
    public Engine withThreads(int count) {
        return new Engine(kernels, count);
    }

    @Override
    public String toString() {
        return "Engine[" + kernels.description() + "; " + threads + (threads == 1 ? " thread]" : " threads]");
    }
}
