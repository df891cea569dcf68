package dev.lstm4j.simd.internal.kernels;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The width of vectors. All other classes take it from here.
final class VectorLanes {
    static final VectorSpecies<Float> SPECIES = VectorWidth.species();
    static final VectorSpecies<Integer> INT_SPECIES = VectorSpecies.of(int.class, SPECIES.vectorShape());
    /// N, the number of floats in a vector.
    static final int LANES = SPECIES.length();
    /// The number of bytes in a vector.
    static final int BYTES = SPECIES.vectorByteSize();
    /// The byte order of packed matrices.
    static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /// Whether the processor has 32 vector registers (AVX-512, AArch64) or 16. Selects the tile sizes.
    static final boolean MANY_REGISTERS = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            || System.getProperty("os.arch").equals("aarch64");

    private VectorLanes() {}
}
