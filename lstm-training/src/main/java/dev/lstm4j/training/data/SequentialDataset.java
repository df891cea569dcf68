package dev.lstm4j.training.data;

/// Examples that can only be read in sequence, for example from a stream. A trainer does not shuffle them: it begins a
/// pass for each epoch, and draws the examples of each update before it reads them. Not thread-safe.
public interface SequentialDataset extends Dataset {

    /// Begins a pass; the next draw starts at the first example.
    ///
    /// @param seed of the order of this pass, if the data set shuffles; equal seeds give equal orders
    void begin(long seed);

    /// Draws examples, which can then be read in any order and repeatedly until the next draw. Examples between the
    /// previous draw and this one are skipped.
    ///
    /// @param from the first index; not before the end of the previous draw
    /// @param to the end index (exclusive), at most [#size()]
    /// @throws IllegalStateException if no pass has begun or the stream ends too early
    /// @throws IllegalArgumentException if the range is invalid or begins before the end of the previous draw, or an
    ///         example has a wrong size or an invalid value
    void draw(int from, int to);
}
