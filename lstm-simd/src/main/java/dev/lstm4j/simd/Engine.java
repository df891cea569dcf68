package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;

/// What computes: a set of kernels and a number of threads. A value without resources: networks and trainers start
/// their threads themselves. Results do not depend on either part, up to the limits in docs/numerics.md.
///
/// @param kernels the arithmetic
/// @param threads the threads that compute, the caller's thread included
public record Engine(Kernels kernels, int threads) {
    /// The number of operations from which the vector kernels finish sooner than the scalar ones, warm-up included.
    private static final double WORTH_COMPILING = 200e6;
    private static final Kernels SCALAR = KernelSelection.choose("scalar");

    /// Checks the number of threads.
    ///
    /// @throws IllegalArgumentException if threads is below 1 or above 1024
    public Engine {
        Objects.requireNonNull(kernels, "kernels");
        Workers.requireSize(threads);
    }

    /// The kernels of this process ([KernelSelection#kernels()]) on the calling thread.
    ///
    /// @return the engine
    /// @throws IllegalStateException if the system property `lstm4j.kernels` asks for kernels that are not available
    public static Engine auto() {
        return new Engine(KernelSelection.kernels(), 1);
    }

    /// The scalar kernels on the calling thread. They need no warm-up, so they give the first small result of a process
    /// sooner than the vector kernels.
    ///
    /// @return the engine
    public static Engine scalar() {
        return new Engine(SCALAR, 1);
    }

    /// The vector kernels on the calling thread.
    ///
    /// @return the engine
    /// @throws IllegalStateException if the module `jdk.incubator.vector` or fused multiply-add is missing
    public static Engine vector() {
        return new Engine(KernelSelection.choose("vector"), 1);
    }

    /// The engine for a program that computes one small result and ends: scalar kernels for a small one, else
    /// [#auto()]. HotSpot compiles the vector kernels only after some hundred milliseconds of computing, and runs them
    /// slowly until then. Both give the same bits. From the start of `main` to the result of 60 steps with 64 units, it
    /// took 0.15 s with scalar kernels and 0.70 s with vector kernels, of 100 steps with 256 units 0.31 s and 1.34 s
    /// (the best of five processes, two cores busy with other work).
    ///
    /// @param architecture the network
    /// @param steps the steps to compute: those of one sequence, or of all sequences together
    /// @return scalar kernels if the result takes fewer than 200 million floating point operations and the system
    ///         property `lstm4j.kernels` is not set
    /// @throws IllegalArgumentException if steps is below 1
    public static Engine forOneAnswer(Architecture architecture, long steps) {
        Objects.requireNonNull(architecture, "architecture");
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        boolean chosen = !System.getProperty(KernelSelection.PROPERTY, KernelSelection.AUTO)
                .equals(KernelSelection.AUTO);
        return !chosen && operations(architecture) * steps < WORTH_COMPILING ? scalar() : auto();
    }

    /// Floating point operations of the matrix products of one step.
    private static double operations(Architecture architecture) {
        double rows = (double) architecture.directions() * architecture.cell().gates().size()
                * architecture.hiddenSize();
        double columns = 0;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            columns += architecture.layerInputSize(layer) + architecture.stateSize();
        }
        return 2 * rows * columns;
    }

    /// The same kernels with another number of threads.
    ///
    /// @param count the threads that compute, the caller's thread included
    /// @return a changed copy
    /// @throws IllegalArgumentException if count is below 1 or above 1024
    public Engine withThreads(int count) {
        return new Engine(kernels, count);
    }

    @Override
    public String toString() {
        return "Engine[" + kernels.description() + "; " + threads + (threads == 1 ? " thread]" : " threads]");
    }
}
