package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Measures the peak rate of multiply-adds with twelve independent chains: enough to hide the latency, and few enough
/// for 16 registers.
public final class VectorFmaLimit {
    private static final int CHAINS = 12;
    private static final int ROUNDS = 200_000;
    private static final int TRIALS = 40;

    private VectorFmaLimit() {}

    /// Measures one core. Takes the best of several trials, because other load on the machine can only slow a trial
    /// down.
    ///
    /// @return GFLOP/s
    public static double measure() {
        double best = 0;
        float sink = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            long start = System.nanoTime();
            sink += chains(ROUNDS, 1e-9f * trial);
            long nanos = System.nanoTime() - start;
            best = Math.max(best, 2.0 * CHAINS * LANES * ROUNDS / nanos);
        }
        // Uses the result, so that the JIT compiler cannot remove the chains.
        return Float.isNaN(sink) ? Double.NaN : best;
    }

    private static float chains(int rounds, float seed) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector y = FloatVector.broadcast(SPECIES, seed);
        FloatVector c0 = FloatVector.broadcast(SPECIES, seed + 0);
        FloatVector c1 = FloatVector.broadcast(SPECIES, seed + 1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, seed + 2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, seed + 3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, seed + 4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, seed + 5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, seed + 6);
        FloatVector c7 = FloatVector.broadcast(SPECIES, seed + 7);
        FloatVector c8 = FloatVector.broadcast(SPECIES, seed + 8);
        FloatVector c9 = FloatVector.broadcast(SPECIES, seed + 9);
        FloatVector c10 = FloatVector.broadcast(SPECIES, seed + 10);
        FloatVector c11 = FloatVector.broadcast(SPECIES, seed + 11);
        for (int k = 0; k < rounds; k++) {
            c0 = c0.fma(x, y);
            c1 = c1.fma(x, y);
            c2 = c2.fma(x, y);
            c3 = c3.fma(x, y);
            c4 = c4.fma(x, y);
            c5 = c5.fma(x, y);
            c6 = c6.fma(x, y);
            c7 = c7.fma(x, y);
            c8 = c8.fma(x, y);
            c9 = c9.fma(x, y);
            c10 = c10.fma(x, y);
            c11 = c11.fma(x, y);
        }
        FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11);
        return sum.lane(0);
    }
}
