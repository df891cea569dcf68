package dev.lstm4j.blackbox;

import dev.lstm4j.training.losses.RowLoss;

/// The mean of `ln cosh(prediction - target)`.
public record LogCoshLoss() implements RowLoss {
    @Override
    public int targetSize(int outputSize) {
        return outputSize;
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int i = row * outputSize; i < (row + 1) * outputSize; i++) {
            double difference = (double) predictions[i] - targets[i];
            sum += Math.log(Math.cosh(difference));
            dPredictions[i] = (float) (scale * Math.tanh(difference));
        }
        return sum;
    }
}
