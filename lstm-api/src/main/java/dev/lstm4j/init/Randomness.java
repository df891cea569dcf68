package dev.lstm4j.init;

/// Random numbers from one seed, the same on every machine and in every Java version: SplitMix64 (Steele, Lea and
/// Flood 2014). The state is a single number, which makes it easy to resume a training run.
public final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /// Creates a generator.
    ///
    /// @param state a seed, or a value that [#state()] returned
    public Randomness(long state) {
        this.state = state;
    }

    /// Creates an independent generator for one purpose from a common seed.
    ///
    /// @param seed the common seed
    /// @param purpose distinguishes initialisation, shuffling and dropout
    /// @return a new generator
    public static Randomness of(long seed, String purpose) {
        return new Randomness(mix(mix(seed) + GOLDEN * purpose.hashCode()));
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// The state from which a generator can continue.
    ///
    /// @return the state
    public long state() {
        return state;
    }

    /// Continues from the state of another generator.
    ///
    /// @param other the value that [#state()] returned
    public void setState(long other) {
        state = other;
    }

    /// 64 random bits.
    ///
    /// @return any long
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /// A uniform float.
    ///
    /// @return from 0 to below 1, a multiple of 2⁻²⁴
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /// A normally distributed number (Box and Muller 1958), the same bits on every machine since only `StrictMath` is
    /// used. The second number of each pair is discarded, so the state stays a single number.
    ///
    /// @return with mean 0 and variance 1
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    private double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// A uniform integer.
    ///
    /// @param bound above 0
    /// @return from 0 to below bound; the bias is below bound / 2⁶³
    /// @throws IllegalArgumentException if bound is below 1
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: expected at least 1, found " + bound);
        }
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /// Shuffles numbers (Fisher-Yates).
    ///
    /// @param numbers changed in place
    public void shuffle(int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
    }
}
