package dev.lstm4j.training.data;

/// Examples that can be read in one order only, as they come from a stream. A trainer does not shuffle them: it begins
/// a pass for each epoch, and draws the examples of each update before it reads them. Not safe for several threads.
public interface SequentialDataset extends Dataset {

    /// Begins a pass: the next draw reads from the first example on.
    ///
    /// @param seed of the order of this pass, if the data set shuffles; equal seeds give equal orders
    void begin(long seed);

    /// Draws examples, so that they can be read, in any order and more than once, until the next draw. Those in between
    /// the last draw and this one are skipped.
    ///
    /// @param from the first; not before the end of the draw before
    /// @param to past the last, at most [#size()]
    /// @throws IllegalStateException if no pass has begun or the stream ends too early
    /// @throws IllegalArgumentException if examples were drawn before, or one of them has a wrong size or number
    void draw(int from, int to);
}
