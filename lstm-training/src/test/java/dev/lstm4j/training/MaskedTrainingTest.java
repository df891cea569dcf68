package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A batch of sequences of different lengths has the gradients of the single sequences, and masked steps are not read.
class MaskedTrainingTest {
    private static final int TIME = 6;
    private static final int INPUT = 3;
    private static final int OUTPUT = 2;
    private static final int[] LENGTHS = {4, 6, 1, 3};

    @ParameterizedTest
    @EnumSource(Head.Steps.class)
    void gradientsEqualThoseOfTheSingleSequences(Head.Steps steps) {
        Architecture architecture = Architecture.lstm(INPUT, 5).withLayers(2).withBidirectional(true)
                .withHead(new Head(OUTPUT, steps));
        Parameters start = Initializer.uniform(architecture, 3);
        Loss loss = MeanSquaredError.of();
        boolean every = architecture.outputSteps(TIME) == TIME;
        float[] x = draw(LENGTHS.length * TIME * INPUT, 1);
        float[] y = draw(LENGTHS.length * architecture.outputSteps(TIME) * OUTPUT, 2);
        double[] expected = new double[start.values().length];
        double counted = 0;
        double sum = 0;
        for (int row = 0; row < LENGTHS.length; row++) {
            int length = LENGTHS[row];
            int answers = every ? length : 1;
            float[] ownX = Arrays.copyOfRange(x, row * TIME * INPUT, (row * TIME + length) * INPUT);
            int from = row * architecture.outputSteps(TIME) * OUTPUT;
            float[] ownY = Arrays.copyOfRange(y, from, from + answers * OUTPUT);
            try (TrainingNetwork alone = new TrainingNetwork(architecture, start.copy(), 1, length)) {
                sum += alone.computeGradients(Batch.of(ownX, ownY, 1), loss) * answers;
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += alone.gradients().values()[i] * (double) answers;
                }
            }
            counted += answers;
            Arrays.fill(x, (row * TIME + length) * INPUT, (row + 1) * TIME * INPUT, Float.NaN);
            if (every) {
                Arrays.fill(y, (row * TIME + length) * OUTPUT, (row + 1) * TIME * OUTPUT, Float.NaN);
            }
        }
        try (TrainingNetwork batch = new TrainingNetwork(architecture, start.copy(), LENGTHS.length, TIME)) {
            double value = batch.computeGradients(new Batch(x, Mask.ofLengths(TIME, LENGTHS), y, null, LENGTHS.length),
                    loss);
            assertThat(value).isCloseTo(sum / counted, Offset.offset(1e-6));
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) batch.gradients().values()[i]).isCloseTo(expected[i] / counted,
                        Offset.offset(1e-6));
            }
        }
    }

    private static float[] draw(int size, long seed) {
        Randomness randomness = new Randomness(seed);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = randomness.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
