import dev.lstm4j.*;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.training.*;
import dev.lstm4j.training.data.Datasets;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;

void main() throws Exception {
    float[][][] x = {{{1}, {2}, {3}}, {{2}, {3}, {4}}, {{3}, {4}, {5}}, {{4}, {5}, {6}}}; // sequences, steps, features
    float[] y = {4, 5, 6, 7};
    TrainingResult result = Trainer.of(TrainingOptions.ofEpochs(500), MeanSquaredError.of(), Adam.of(0.01))
            .train(Architecture.lstm(1, 16).withHead(Head.lastStep(1)), Datasets.of(x, y));
    IO.println("mean squared error " + result.history().getLast().trainingLoss());
    ModelFile.save(Path.of("counting.safetensors"), result.model());
}
