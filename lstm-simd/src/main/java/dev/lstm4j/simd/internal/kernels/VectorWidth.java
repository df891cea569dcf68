package dev.lstm4j.simd.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Which width vectors have: the machine's own, or what `-Dlstm4j.vectorBits=128|256|512` asks for. Apart from
/// [VectorLanes], so that a width that cannot be had is refused before any constant depends on it.
public final class VectorWidth {
    private VectorWidth() {}

    /// The species of the width asked for.
    ///
    /// @return floats of that width
    /// @throws IllegalStateException where the property is no width, or wider than the machine's own
    public static VectorSpecies<Float> species() {
        String bits = System.getProperty("lstm4j.vectorBits", "");
        int widest = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return switch (bits) {
            case "" -> FloatVector.SPECIES_PREFERRED;
            case "128", "256", "512" -> {
                int asked = Integer.parseInt(bits);
                if (asked > widest) {
                    throw new IllegalStateException(
                            "lstm4j.vectorBits: expected at most " + widest + " on this machine, found " + asked);
                }
                yield VectorSpecies.of(float.class, VectorShape.forBitSize(asked));
            }
            default -> throw new IllegalStateException(
                    "lstm4j.vectorBits: expected 128, 256 or 512, found '" + bits + "'");
        };
    }
}
