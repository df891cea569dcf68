package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/// Measures the peak rate of multiply-adds with independent chains in registers. There are several loops, because
/// processors differ in what they need: a chain that adds products to its accumulator, `c += x·y`, needs no copy; one
/// that multiplies it, `c = c·x + y`, may need one. More chains hide a longer latency, until the registers run out.
public final class VectorFmaLimit {
    private static final int ROUNDS = 50_000;
    private static final int TRIALS = 40;
    private static final List<Chains> LOOPS = List.of(new Chains(8, VectorFmaLimit::add8),
            new Chains(10, VectorFmaLimit::add10), new Chains(12, VectorFmaLimit::add12),
            new Chains(8, VectorFmaLimit::multiply8), new Chains(12, VectorFmaLimit::multiply12));
    private static final List<Chains> LONG_LOOPS = List.of(new Chains(16, VectorFmaLimit::add16),
            new Chains(24, VectorFmaLimit::add24));

    private VectorFmaLimit() {}

    /// A loop.
    ///
    /// @param count the number of its chains
    /// @param loop the loop
    private record Chains(int count, Loop loop) {
        double measure(int trial) {
            long start = System.nanoTime();
            float sum = loop.run(ROUNDS, 1e-9f * trial);
            long nanos = System.nanoTime() - start;
            // Uses the result, so that the JIT compiler cannot remove the chains.
            return Float.isNaN(sum) ? 0 : 2.0 * count * LANES * ROUNDS / nanos;
        }
    }

    private interface Loop {
        float run(int rounds, float seed);
    }

    /// Measures one core. Takes the best trial of the best loop, because other load on the machine can only slow a
    /// trial down.
    ///
    /// @return GFLOP/s
    public static double measure() {
        double best = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            for (Chains chains : LOOPS) {
                best = Math.max(best, chains.measure(trial));
            }
            for (Chains chains : MANY_REGISTERS ? LONG_LOOPS : List.<Chains>of()) {
                best = Math.max(best, chains.measure(trial));
            }
        }
        return best;
    }

    private static float add8(int rounds, float seed) {
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
        for (int k = 0; k < rounds; k++) {
            c0 = x.fma(y, c0);
            c1 = x.fma(y, c1);
            c2 = x.fma(y, c2);
            c3 = x.fma(y, c3);
            c4 = x.fma(y, c4);
            c5 = x.fma(y, c5);
            c6 = x.fma(y, c6);
            c7 = x.fma(y, c7);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).lane(0);
    }

    private static float add10(int rounds, float seed) {
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
        for (int k = 0; k < rounds; k++) {
            c0 = x.fma(y, c0);
            c1 = x.fma(y, c1);
            c2 = x.fma(y, c2);
            c3 = x.fma(y, c3);
            c4 = x.fma(y, c4);
            c5 = x.fma(y, c5);
            c6 = x.fma(y, c6);
            c7 = x.fma(y, c7);
            c8 = x.fma(y, c8);
            c9 = x.fma(y, c9);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).lane(0);
    }

    private static float add12(int rounds, float seed) {
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
            c0 = x.fma(y, c0);
            c1 = x.fma(y, c1);
            c2 = x.fma(y, c2);
            c3 = x.fma(y, c3);
            c4 = x.fma(y, c4);
            c5 = x.fma(y, c5);
            c6 = x.fma(y, c6);
            c7 = x.fma(y, c7);
            c8 = x.fma(y, c8);
            c9 = x.fma(y, c9);
            c10 = x.fma(y, c10);
            c11 = x.fma(y, c11);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }

    private static float multiply8(int rounds, float seed) {
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
        for (int k = 0; k < rounds; k++) {
            c0 = c0.fma(x, y);
            c1 = c1.fma(x, y);
            c2 = c2.fma(x, y);
            c3 = c3.fma(x, y);
            c4 = c4.fma(x, y);
            c5 = c5.fma(x, y);
            c6 = c6.fma(x, y);
            c7 = c7.fma(x, y);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).lane(0);
    }

    private static float multiply12(int rounds, float seed) {
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
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }

    private static float add16(int rounds, float seed) {
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
        FloatVector c12 = FloatVector.broadcast(SPECIES, seed + 12);
        FloatVector c13 = FloatVector.broadcast(SPECIES, seed + 13);
        FloatVector c14 = FloatVector.broadcast(SPECIES, seed + 14);
        FloatVector c15 = FloatVector.broadcast(SPECIES, seed + 15);
        for (int k = 0; k < rounds; k++) {
            c0 = x.fma(y, c0);
            c1 = x.fma(y, c1);
            c2 = x.fma(y, c2);
            c3 = x.fma(y, c3);
            c4 = x.fma(y, c4);
            c5 = x.fma(y, c5);
            c6 = x.fma(y, c6);
            c7 = x.fma(y, c7);
            c8 = x.fma(y, c8);
            c9 = x.fma(y, c9);
            c10 = x.fma(y, c10);
            c11 = x.fma(y, c11);
            c12 = x.fma(y, c12);
            c13 = x.fma(y, c13);
            c14 = x.fma(y, c14);
            c15 = x.fma(y, c15);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).add(c12)
                .add(c13).add(c14).add(c15).lane(0);
    }

    private static float add24(int rounds, float seed) {
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
        FloatVector c12 = FloatVector.broadcast(SPECIES, seed + 12);
        FloatVector c13 = FloatVector.broadcast(SPECIES, seed + 13);
        FloatVector c14 = FloatVector.broadcast(SPECIES, seed + 14);
        FloatVector c15 = FloatVector.broadcast(SPECIES, seed + 15);
        FloatVector c16 = FloatVector.broadcast(SPECIES, seed + 16);
        FloatVector c17 = FloatVector.broadcast(SPECIES, seed + 17);
        FloatVector c18 = FloatVector.broadcast(SPECIES, seed + 18);
        FloatVector c19 = FloatVector.broadcast(SPECIES, seed + 19);
        FloatVector c20 = FloatVector.broadcast(SPECIES, seed + 20);
        FloatVector c21 = FloatVector.broadcast(SPECIES, seed + 21);
        FloatVector c22 = FloatVector.broadcast(SPECIES, seed + 22);
        FloatVector c23 = FloatVector.broadcast(SPECIES, seed + 23);
        for (int k = 0; k < rounds; k++) {
            c0 = x.fma(y, c0);
            c1 = x.fma(y, c1);
            c2 = x.fma(y, c2);
            c3 = x.fma(y, c3);
            c4 = x.fma(y, c4);
            c5 = x.fma(y, c5);
            c6 = x.fma(y, c6);
            c7 = x.fma(y, c7);
            c8 = x.fma(y, c8);
            c9 = x.fma(y, c9);
            c10 = x.fma(y, c10);
            c11 = x.fma(y, c11);
            c12 = x.fma(y, c12);
            c13 = x.fma(y, c13);
            c14 = x.fma(y, c14);
            c15 = x.fma(y, c15);
            c16 = x.fma(y, c16);
            c17 = x.fma(y, c17);
            c18 = x.fma(y, c18);
            c19 = x.fma(y, c19);
            c20 = x.fma(y, c20);
            c21 = x.fma(y, c21);
            c22 = x.fma(y, c22);
            c23 = x.fma(y, c23);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).add(c12)
                .add(c13).add(c14).add(c15).add(c16).add(c17).add(c18).add(c19).add(c20).add(c21).add(c22).add(c23)
                .lane(0);
    }
}
