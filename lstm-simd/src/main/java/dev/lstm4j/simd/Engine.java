package dev.lstm4j.simd;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;

/// What computes: a set of kernels and a number of threads. A value without resources: networks and trainers start their
/// threads themselves. Results do not depend on either part, up to the limits in docs/numerics.md.
///
/// @param kernels the arithmetic
/// @param threads the threads that compute, the caller's thread included
public record Engine(Kernels kernels, int threads) {

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

    /// The scalar kernels on the calling thread. They need no warm-up, so they give the first small answer of a process
    /// sooner than the vector kernels.
    ///
    /// @return the engine
    public static Engine scalar() {
        return new Engine(KernelSelection.choose("scalar"), 1);
    }

    /// The vector kernels on the calling thread.
    ///
    /// @return the engine
    /// @throws IllegalStateException if the module `jdk.incubator.vector` or fused multiply-add is missing
    public static Engine vector() {
        return new Engine(KernelSelection.choose("vector"), 1);
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
