package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.all;
import static dev.lstm4j.simd.internal.VectorLanes.fma;

import jdk.incubator.vector.FloatVector;

/// Twelve independent chains of multiply-adds: enough to hide their latency, few enough for 16 registers.
public final class VectorFmaLimit {
    private static final int CHAINS = 12;
    private static final int ROUNDS = 200_000;
    private static final int TRIALS = 40;

    private VectorFmaLimit() {}

    /// Measures one core; the best of some trials, since anything else on the machine only slows it.
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
        // Uses the result, so that the chains cannot be left out.
        return Float.isNaN(sink) ? Double.NaN : best;
    }

    private static float chains(int rounds, float seed) {
        FloatVector x = all(0.999f);
        FloatVector y = all(seed);
        FloatVector c0 = all(seed + 0);
        FloatVector c1 = all(seed + 1);
        FloatVector c2 = all(seed + 2);
        FloatVector c3 = all(seed + 3);
        FloatVector c4 = all(seed + 4);
        FloatVector c5 = all(seed + 5);
        FloatVector c6 = all(seed + 6);
        FloatVector c7 = all(seed + 7);
        FloatVector c8 = all(seed + 8);
        FloatVector c9 = all(seed + 9);
        FloatVector c10 = all(seed + 10);
        FloatVector c11 = all(seed + 11);
        for (int k = 0; k < rounds; k++) {
            c0 = fma(c0, x, y);
            c1 = fma(c1, x, y);
            c2 = fma(c2, x, y);
            c3 = fma(c3, x, y);
            c4 = fma(c4, x, y);
            c5 = fma(c5, x, y);
            c6 = fma(c6, x, y);
            c7 = fma(c7, x, y);
            c8 = fma(c8, x, y);
            c9 = fma(c9, x, y);
            c10 = fma(c10, x, y);
            c11 = fma(c11, x, y);
        }
        FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11);
        return sum.lane(0);
    }
}
