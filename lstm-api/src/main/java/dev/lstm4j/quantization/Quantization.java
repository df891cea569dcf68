package dev.lstm4j.quantization;

/// Rounds weights to the values that a [WeightType] can represent. Rounding them a second time changes nothing.
/// Stateless and thread-safe.
public final class Quantization {
    private static final int LARGEST = 127;

    /// 24 significant bits of a float less the 7 bits of an integer.
    private static final int CLEARED_BITS = 24 - 17;
    /// Rows of smaller magnitude become zero, so that no scale is subnormal.
    private static final float SMALLEST = 0x1p-100f;

    private Quantization() {}

    /// Rounds a row of a weight matrix.
    ///
    /// @param type what it must be representable as
    /// @param values changed in place; finite
    /// @param offset the first float of the row
    /// @param length the number of floats
    public static void round(WeightType type, float[] values, int offset, int length) {
        switch (type) {
            case FLOAT32 -> {
                // Every float is representable.
            }
            case BF16 -> {
                for (int i = offset; i < offset + length; i++) {
                    values[i] = toFloat(toBf16(values[i]));
                }
            }
            case INT8 -> {
                float scale = scale(values, offset, length);
                for (int i = offset; i < offset + length; i++) {
                    values[i] = toInt8(values[i], scale) * scale;
                }
            }
        }
    }

    /// The scale of a row of [WeightType#INT8].
    ///
    /// @param values finite floats
    /// @param offset the first float of the row
    /// @param length the number of floats
    /// @return its largest magnitude divided by 127, rounded up to 17 significant bits; 0 if all floats round to 0
    public static float scale(float[] values, int offset, int length) {
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(values[offset + i]));
        }
        if (largest < SMALLEST) {
            return 0;
        }
        int mask = (1 << CLEARED_BITS) - 1;
        return Float.intBitsToFloat((Float.floatToRawIntBits(largest / LARGEST) + mask) & ~mask);
    }

    /// Rounds to the nearest integer multiple of a scale, ties to even.
    ///
    /// @param value at most 127 scales in magnitude
    /// @param scale the scale of its row
    /// @return the multiple, from -127 to 127
    public static byte toInt8(float value, float scale) {
        return scale == 0 ? 0 : (byte) Math.rint(value / scale);
    }

    /// Rounds to the nearest bfloat16, ties to even.
    ///
    /// @param value a finite float
    /// @return the bits of the bfloat16
    public static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    /// Widens a bfloat16.
    ///
    /// @param bf16 its bits
    /// @return the same number
    public static float toFloat(short bf16) {
        return Float.intBitsToFloat(bf16 << 16);
    }
}
