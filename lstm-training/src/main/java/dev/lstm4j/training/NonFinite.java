package dev.lstm4j.training;

/// What becomes of an update whose loss or gradient is not finite: its gradient would make all weights NaN.
public enum NonFinite {
    /// Training ends, with a message that says where and since when. What was learnt in the epochs before is kept.
    STOP,
    /// The update is left out and counted: weights, optimizer and schedule stay as they were. Training ends where an
    /// epoch has no other updates.
    SKIP
}
