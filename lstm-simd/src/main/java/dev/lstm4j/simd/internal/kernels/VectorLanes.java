package dev.lstm4j.simd.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The one place that knows how wide vectors are.
final class VectorLanes {
    static final VectorSpecies<Float> SPECIES = VectorWidth.species();
    static final VectorSpecies<Integer> INT_SPECIES = VectorSpecies.of(int.class, SPECIES.vectorShape());
    /// N.
    static final int LANES = SPECIES.length();
    /// Whether there are 32 vector registers (AVX-512, AArch64), not 16: decides the tiles.
    static final boolean MANY_REGISTERS = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            || System.getProperty("os.arch").equals("aarch64");

    private VectorLanes() {}
}
