import dev.lstm4j.*;
import dev.lstm4j.training.*;
import dev.lstm4j.training.data.*;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.optimizers.Adam;

void main() {
    Random random = new Random(1);
    float[][][] x = new float[1200][][];
    int[] classes = new int[x.length];
    for (int i = 0; i < x.length; i++) {
        x[i] = new float[5 + random.nextInt(16)][1]; // 5 to 20 steps
        for (float[] step : x[i]) {
            step[0] = random.nextBoolean() ? 1 : -1;
        }
        classes[i] = x[i][0][0] > 0 ? 1 : 0; // the first step decides; the network must remember it
    }
    ArrayDataset data = Datasets.of(x, classes);
    TrainingOptions options = TrainingOptions.ofEpochs(20).withBatchSize(32);
    TrainingResult result = Trainer.of(options, CrossEntropyLoss.of(), Adam.of(0.01))
            .train(Architecture.lstm(1, 16).withHead(Head.lastStep(2)), data.range(0, 1000), data.range(1000, 1200));
    IO.println("cross entropy of 200 held-out sequences %.4f; of guesses %.4f"
            .formatted(result.history().get(result.bestEpoch() - 1).validationLoss(), Math.log(2)));
}
