package dev.lstm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Trains on data sets from arrays and streams, and checks the messages for invalid data.
class DatasetsTest {
    private static final float[][][] X = {{{1, 2}, {3, 4}}, {{5, 6}}, {{7, 8}, {9, 10}}};

    private static TrainingResult train(Architecture architecture, Loss loss, Dataset data) {
        return Trainer
                .of(TrainingOptions.ofEpochs(30).withBatchSize(8).withClipNorm(1).withSeed(5), loss, Adam.of(0.02))
                .train(architecture, Initializer.pytorch().draw(architecture, 3), data, null);
    }

    private static float[][][] noise(int examples, int time) {
        Random random = new Random(4);
        float[][][] x = new float[examples][][];
        for (int i = 0; i < examples; i++) {
            x[i] = new float[1 + random.nextInt(time)][1];
            for (float[] step : x[i]) {
                step[0] = random.nextFloat() - 0.5f;
            }
        }
        return x;
    }

    @Test
    void aNetworkLearnsFromArraysOfVaryingLengths() {
        float[][][] x = noise(64, 6);
        float[] sums = new float[x.length];
        int[] signs = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            for (float[] step : x[i]) {
                sums[i] += step[0];
            }
            signs[i] = sums[i] > 0 ? 1 : 0;
        }
        Architecture one = Architecture.lstm(1, 8).withHead(Head.lastStep(1));
        Architecture two = Architecture.lstm(1, 8).withHead(Head.lastStep(2));
        assertThat(train(one, MeanSquaredError.of(), Datasets.of(x, sums)).history().getLast().trainingLoss())
                .isLessThan(0.02);
        assertThat(train(two, CrossEntropyLoss.of(), Datasets.of(x, signs)).history().getLast().trainingLoss())
                .isLessThan(0.2);
    }

    @Test
    void aNetworkLearnsFromTokens() {
        int[][] tokens = new int[40][];
        int[][] next = new int[40][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = new int[2 + i % 5];
            next[i] = new int[tokens[i].length];
            for (int t = 0; t < tokens[i].length; t++) {
                tokens[i][t] = (i + t) % 4;
                next[i][t] = (i + t + 1) % 4;
            }
        }
        Architecture architecture = Architecture.lstm(3, 8).withEmbedding(4).withHead(Head.everyStep(4));
        assertThat(train(architecture, CrossEntropyLoss.of(), Datasets.of(tokens, next)).history().getLast()
                .trainingLoss()).isLessThan(0.1);
    }

    @Test
    void aStreamTrainsLikeAnArrayOfItsExamples() {
        float[][][] x = noise(50, 6);
        float[] y = new float[x.length];
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i][0][0];
            examples.add(Example.of(x[i], y[i]));
        }
        Architecture architecture = Architecture.lstm(1, 8).withHead(Head.lastStep(1));
        try (StreamDataset stream = Datasets.stream(examples::stream, x.length, 6).withShuffleBuffer(16)) {
            assertThat(train(architecture, MeanSquaredError.of(), stream).history().getLast().trainingLoss())
                    .isLessThan(0.02);
            TrainingOptions whole = TrainingOptions.ofEpochs(2).withBatchSize(5).withSeed(5).withAccumulate(10);
            Trainer trainer = Trainer.of(whole, MeanSquaredError.of(), Adam.of(0.02));
            ArrayDataset array = Datasets.of(x, y);
            double expected = trainer.train(architecture, Initializer.pytorch().draw(architecture, 3), array, array)
                    .history().getLast().validationLoss();
            double found = trainer.train(architecture, Initializer.pytorch().draw(architecture, 3), stream, stream)
                    .history().getLast().validationLoss();
            assertThat(found).as("one update per epoch does not depend on the order").isCloseTo(expected,
                    within(1e-5));
        }
    }

    @Test
    void partsAreViews() {
        ArrayDataset data = Datasets.of(X, new float[]{1, 2, 3}).withWeights(4, 5, 6);
        Dataset part = data.shuffled(1).range(1, 3);
        assertThat(part.size()).isEqualTo(2);
        assertThat(part.time()).isEqualTo(2);
        float[] target = new float[3];
        for (int i = 0; i < 3; i++) {
            data.shuffled(1).copyTarget(i, target, i);
        }
        assertThat(target).containsExactlyInAnyOrder(1, 2, 3);
        float[] first = new float[1];
        part.copyTarget(0, first, 0);
        assertThat(first[0]).isEqualTo(target[1]);
        part.copyWeights(0, first, 0);
        assertThat(first[0]).isEqualTo(target[1] + 3);
        assertThat(part.length(0)).isEqualTo(data.length((int) target[1] - 1));
        assertThatThrownBy(() -> data.range(2, 4))
                .hasMessage("range: expected a part of the 3 examples, found [2, 4)");
        assertThat(data).hasToString("ArrayDataset[3 examples, up to 2 steps, 2 features, 1 targets, weighted]");
    }

    @Test
    void invalidArraysAreRefused() {
        float[] y = {1, 2, 3};
        assertThatThrownBy(() -> Datasets.of(X, new float[2]))
                .hasMessage("targets: expected 3 examples as in inputs, found 2");
        assertThatThrownBy(() -> Datasets.of(new float[0][][], y))
                .hasMessage("x: expected at least one example, found none");
        assertThatThrownBy(() -> Datasets.of(new float[][][]{{{1}}, {}}, new float[2]))
                .hasMessage("x: expected at least one step, found none in example 1");
        assertThatThrownBy(() -> Datasets.of(new float[][][]{{{1}}, {{1}, {1, 2}}}, new float[2])).hasMessage(
                "x: expected 1 numbers in each step as in the first, found 2 in example 1, step 1");
        assertThatThrownBy(() -> Datasets.of(new float[][][]{{{1, 2}}, {{1, 2}, {1, Float.NaN}}}, new float[2]))
                .hasMessage(
                        "x: expected finite numbers, found NaN in example 1, step 1, feature 1; replace it, or leave the step out "
                                + "(sequences may have different lengths)");
        assertThatThrownBy(() -> Datasets.of(X, new float[]{1, Float.POSITIVE_INFINITY, 0}))
                .hasMessage("y: expected finite numbers, found Infinity in example 1");
        assertThatThrownBy(() -> Datasets.of(X, new float[][]{{1}, {2}, {3, 4}})).hasMessage(
                "y: expected 1 numbers in each example as in the first, found 2 in example 2");
        assertThatThrownBy(() -> Datasets.of(X, new int[][]{{1, 2}, {1, 2}, {1, 2}}))
                .hasMessage("targets: expected 1 steps as in inputs, found 2 in example 1");
        assertThatThrownBy(() -> Datasets.of(new int[][]{{1, -2}}, y)).hasMessage(
                "tokens: expected numbers from 0 to 16777216, found -2 in example 0, step 1");
        assertThatThrownBy(() -> Datasets.of(X, y).withWeights(1, 2, -3)).hasMessage(
                "weights: expected finite numbers of at least 0, found -3.0 in example 2");
        assertThatThrownBy(() -> Datasets.of(X, y).withTime(1))
                .hasMessage("time: expected at least the 2 steps of example 0, found 1");
        assertThatThrownBy(() -> Datasets.of(X, y).withStepWeights(new float[3][1]))
                .hasMessageContaining("call withWeights");
        float[][][] holes = {{{1}}, null};
        assertThatThrownBy(() -> Datasets.of(holes, new float[2]))
                .hasMessage("x: expected an array, found null in example 1");
    }

    @Test
    void ignoredClassesAndStepWeightsAreCopied() {
        ArrayDataset data = Datasets.of(X, new int[][]{{0, -100}, {1}, {2, 0}})
                .withStepWeights(new float[][]{{1, 0}, {2}, {3, 4}});
        float[] numbers = {9, 9};
        data.copyTarget(0, numbers, 0);
        assertThat(numbers).containsExactly(0, -100);
        data.copyWeights(1, numbers, 0);
        assertThat(numbers).as("0 after the end").containsExactly(2, 0);
    }

    @Test
    void invalidStreamsAreRefused() {
        Example good = Example.of(new float[][]{{1}, {2}}, 3);
        assertThatThrownBy(() -> Datasets.stream(Stream::empty, 3, 2))
                .hasMessage("examples: expected at least one, found none");
        StreamDataset few = Datasets.stream(() -> Stream.of(good), 3, 2);
        assertThatThrownBy(() -> few.draw(0, 1))
                .hasMessage("examples: expected begin() before draw(), found no pass");
        few.begin(0);
        assertThatThrownBy(() -> few.draw(0, 2)).hasMessage(
                "examples: expected 3 in each pass, found 1; "
                        + "pass the number of examples in the stream to Datasets.stream");
        StreamDataset wrong = Datasets.stream(() -> Stream.of(good, Example.of(new float[][]{{1}, {2}, {3}}, 3)), 2, 2);
        wrong.begin(0);
        assertThatThrownBy(() -> wrong.draw(0, 2)).hasMessage("inputs: expected 1 to 2 steps, found 3 in example 1");
        StreamDataset nan = Datasets.stream(() -> Stream.of(good, Example.of(new float[][]{{1}, {Float.NaN}}, 3)), 2,
                2);
        nan.begin(0);
        assertThatThrownBy(() -> nan.draw(0, 2))
                .hasMessageContaining("found NaN in example 1, step 1, feature 0");
        StreamDataset two = Datasets.stream(() -> Stream.of(good, good), 2, 2);
        two.begin(0);
        two.draw(1, 2);
        assertThat(two.length(1)).isEqualTo(2);
        assertThatThrownBy(() -> two.length(0))
                .hasMessage("example: expected one of [1, 2), the range drawn last, found 0");
        assertThatThrownBy(() -> two.draw(0, 1)).hasMessageContaining("a stream is read once in each pass");
        assertThatThrownBy(() -> two.range(0, 1)).hasMessageContaining("that can be read in any order");
    }

    @Test
    void anEndlessStreamIsReadOnlyUpToTheSize() {
        int[] made = {0};
        StreamDataset data = Datasets.stream(() -> Stream.generate(() -> {
            made[0]++;
            return Example.ofTokens(new int[]{1, 2}, new int[]{2, 3});
        }), 10, 2).withShuffleBuffer(4);
        data.begin(1);
        int before = made[0];
        data.draw(0, 1);
        assertThat(made[0] - before).as("the buffer and nothing more").isLessThanOrEqualTo(5);
        data.draw(1, 10);
        assertThat(made[0] - before).isLessThanOrEqualTo(11);
        data.close();
    }
}
