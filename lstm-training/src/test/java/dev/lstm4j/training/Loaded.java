package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.training.data.Dataset;

/// Batches of data sets for tests that make single steps.
final class Loaded {
    private Loaded() {}

    /// Examples as a trainer loads them.
    static Batch batch(TrainingNetwork network, Dataset data, int[] indices, int from, int rows) {
        int answers = network.architecture().outputSteps(data.time());
        NonFiniteCause.Shape shape = new NonFiniteCause.Shape(data.time(), data.inputSize(), answers,
                data.targetSize() / answers);
        return new BatchLoader(shape, rows).load(data, indices, from, rows);
    }
}
