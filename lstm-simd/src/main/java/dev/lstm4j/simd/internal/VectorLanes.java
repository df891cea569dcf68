package dev.lstm4j.simd.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The one place that knows how wide vectors are. `-Dlstm4j.vectorBits=128|256|512` takes
/// another width than the machine's own.
final class VectorLanes {
    static final VectorSpecies<Float> SPECIES = species();
    static final VectorSpecies<Integer> INT_SPECIES = VectorSpecies.of(int.class, SPECIES.vectorShape());
    /// N.
    static final int LANES = SPECIES.length();
    /// Whether there are 32 vector registers (AVX-512, AArch64), not 16: decides the tiles.
    static final boolean MANY_REGISTERS = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            || System.getProperty("os.arch").equals("aarch64");

    private VectorLanes() {}

    private static VectorSpecies<Float> species() {
        String bits = System.getProperty("lstm4j.vectorBits", "");
        return switch (bits) {
            case "" -> FloatVector.SPECIES_PREFERRED;
            case "128", "256", "512" -> {
                VectorSpecies<Float> asked = VectorSpecies.of(float.class,
                        VectorShape.forBitSize(Integer.parseInt(bits)));
                if (asked.vectorBitSize() > FloatVector.SPECIES_PREFERRED.vectorBitSize()) {
                    throw new IllegalStateException("lstm4j.vectorBits: expected at most "
                            + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " on this machine, found " + bits);
                }
                yield asked;
            }
            default ->
                throw new IllegalStateException("lstm4j.vectorBits: expected 128, 256 or 512, found '" + bits + "'");
        };
    }
}
