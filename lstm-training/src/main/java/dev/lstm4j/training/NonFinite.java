package dev.lstm4j.training;

/// How an update is handled whose loss or gradient is not finite. Its gradient would make all weights NaN.
public enum NonFinite {
    /// Stops training, with a message that names the place and the previous gradient norms. The result of the earlier
    /// epochs is kept.
    STOP,
    /// Skips the update and counts it; weights, optimizer and schedule do not change. Training stops if all updates of
    /// an epoch are skipped.
    SKIP
}
