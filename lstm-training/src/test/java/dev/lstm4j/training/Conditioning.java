package dev.lstm4j.training;

/// Tells whether a finite difference of a reference computation can be trusted: how large its values are, how close
/// its pre-activations come to points without a derivative (kinks), and on which side of each kink they are. A finite
/// difference across a kink is not a derivative.
final class Conditioning {
    private double largest;
    private double largestGate;
    private double nearestKink = Double.POSITIVE_INFINITY;
    private long sides;

    /// Records an argument of a function.
    void argument(double x) {
        largest = Math.max(largest, Math.abs(x));
    }

    /// Records the value of a gate.
    void gate(double value) {
        largestGate = Math.max(largestGate, Math.abs(value));
    }

    /// Records the signed distance to a kink.
    void kink(double distance) {
        nearestKink = Math.min(nearestKink, Math.abs(distance));
        sides = 31 * sides + (distance > 0 ? 2 : 1);
    }

    /// The largest magnitude of the arguments of all functions so far.
    double largest() {
        return largest;
    }

    /// The largest magnitude of the gates so far.
    double largestGate() {
        return largestGate;
    }

    /// The smallest distance to a kink so far.
    double nearestKink() {
        return nearestKink;
    }

    /// A hash of the sides of all kinks so far.
    long sides() {
        return sides;
    }
}
