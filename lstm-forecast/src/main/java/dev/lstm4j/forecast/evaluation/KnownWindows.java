package dev.lstm4j.forecast.evaluation;

/// How many windows begin in the time of the data that a model was trained on. If they are windows of the same series,
/// the model has seen what they forecast.
///
/// @param training begin in the time of the training set
/// @param validation begin in the time of the validation set
/// @param test begin in the time of the test set
/// @param until the time of the last row of these sets, in ISO 8601
public record KnownWindows(int training, int validation, int test, String until) {

    /// All of them.
    ///
    /// @return the sum
    public int total() {
        return training + validation + test;
    }
}
