package dev.lstm4j.simd.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Chooses the vector width: the preferred width of the machine, or `-Dlstm4j.vectorBits=128|256|512`. Separate from
/// [VectorLanes], so that an unsupported width is refused before any constant depends on it.
public final class VectorWidth {
    private VectorWidth() {}

    /// The species of the chosen width.
    ///
    /// @return float vectors of that width
    /// @throws IllegalStateException if the property has another value, or is wider than the machine's preferred width
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
