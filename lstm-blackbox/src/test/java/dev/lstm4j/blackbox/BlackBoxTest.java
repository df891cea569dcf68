package dev.lstm4j.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.cell.CellSettings;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.ArrayDataset;
import dev.lstm4j.training.data.Datasets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cell, a loss and an optimizer of another module work like the built-in ones. Runs on the module path.
class BlackBoxTest {
    private static final int TIME = 12;
    private static final int INPUT = 2;
    private static final int HIDDEN = 19;
    private static final int LAYERS = 2;

    private final Architecture architecture = Architecture.of(new TwoSpeedCell(0.7f), INPUT, HIDDEN).withLayers(LAYERS)
            .withHead(Head.everyStep(1));

    @TempDir
    Path folder;

    /// Sequences whose target is a moving average of the difference of the two inputs, which requires memory.
    private static ArrayDataset examples(int count, long seed) {
        Random random = new Random(seed);
        float[][][] x = new float[count][TIME][INPUT];
        float[][][] y = new float[count][TIME][1];
        for (int i = 0; i < count; i++) {
            float average = 0;
            for (int t = 0; t < TIME; t++) {
                x[i][t][0] = random.nextFloat();
                x[i][t][1] = random.nextFloat();
                average = 0.8f * average + 0.2f * (x[i][t][0] - x[i][t][1]);
                y[i][t][0] = average;
            }
        }
        return Datasets.of(x, y);
    }

    private TrainingResult train() {
        return Trainer
                .of(TrainingOptions.ofEpochs(30).withBatchSize(16).withSeed(5), new LogCoshLoss(), new Lion(0.002))
                .train(architecture, examples(160, 1), examples(40, 2));
    }

    private Model model() {
        Parameters parameters = Initializer.pytorch().withForgetBias(1).draw(architecture, 3);
        return new Model(architecture, parameters);
    }

    private static float[] draw(int length) {
        Random random = new Random(4);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void seesOnlyExportedPackages() {
        Module own = getClass().getModule();
        assertThat(own.isNamed()).isTrue();
        Module engine = Network.class.getModule();
        assertThat(engine.getName()).isEqualTo("dev.lstm4j.simd");
        assertThat(engine.isExported("dev.lstm4j.simd.internal.passes", own)).isFalse();
    }

    @Test
    void trainingIsReproducible() {
        TrainingResult result = train();
        double first = result.history().getFirst().validationLoss();
        double best = result.history().get(result.bestEpoch() - 1).validationLoss();
        assertThat(best).isLessThan(first / 4);
        assertThat(train().parameters().values()).isEqualTo(result.parameters().values());
    }

    @Test
    void layoutAndInitialValuesFollowTheDeclaration() {
        Parameters parameters = model().parameters();
        assertThat(parameters.layout().entries()).extracting(entry -> entry.name() + entry.shape()).startsWith(
                "two_speed.weight_ih_l0[38, 2]", "two_speed.weight_hh_l0[38, 19]", "two_speed.bias_ih_l0[38]",
                "two_speed.bias_hh_l0[38]", "two_speed.slow_weight_l0[1, 19]");
        assertThat(architecture.tensorCount()).isEqualTo(parameters.layout().entries().size());
        assertThat(architecture.parameterCount()).isEqualTo(parameters.values().length);
        for (int unit = 0; unit < HIDDEN; unit++) {
            assertThat(parameters.view("two_speed.slow_weight_l1").get(unit)).isEqualTo(1);
            float keep = parameters.view("two_speed.bias_ih_l1").get(unit)
                    + parameters.view("two_speed.bias_hh_l1").get(unit);
            assertThat(keep).isCloseTo(1, Offset.offset(1e-6f));
        }
        assertThat(architecture.withTrainableStates(true).parameterLayout().get("slow0", 1, 0).length())
                .isEqualTo(HIDDEN);
    }

    /// For each named parameter, the derivative of the loss along its gradient is the squared norm of the gradient.
    @Test
    void gradientsEqualFiniteDifferences() {
        Architecture trainable = architecture.withTrainableStates(true).withBidirectional(true);
        Parameters parameters = Initializer.pytorch().draw(trainable, 6);
        Batch batch = Batch.of(draw(3 * TIME * INPUT), draw(3 * TIME), 3);
        try (TrainingNetwork network = new TrainingNetwork(trainable, parameters, 3, TIME)) {
            network.computeGradients(batch, new LogCoshLoss());
            float[] gradients = network.gradients().values().clone();
            float[] start = parameters.values().clone();
            parameters.layout().entries().forEach(entry -> {
                double square = 0;
                for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                    square += (double) gradients[i] * gradients[i];
                }
                double step = 0.01 / Math.sqrt(square);
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    System.arraycopy(start, 0, parameters.values(), 0, start.length);
                    for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                        parameters.values()[i] += (float) ((side == 0 ? -step : step) * gradients[i]);
                    }
                    network.parametersChanged();
                    losses[side] = network.evaluate(batch, new LogCoshLoss());
                }
                assertThat((losses[1] - losses[0]) / (2 * step)).as(entry.name()).isCloseTo(square,
                        Offset.offset(2e-3 * square + 1e-5 * Math.sqrt(square)));
            });
        }
    }

    @Test
    void aLoadedModelGivesTheSameOutputs() throws IOException {
        Path file = folder.resolve("two-speed.safetensors");
        Model saved = train().model();
        ModelFile.save(file, saved);
        Model loaded = ModelFile.load(file);
        assertThat(loaded.architecture()).isEqualTo(saved.architecture());
        assertThat(loaded.architecture().cell()).isEqualTo(new TwoSpeedCell(0.7f));
        float[] x = draw(4 * TIME * INPUT);
        assertThat(answers(loaded, x)).isEqualTo(answers(saved, x));
    }

    private static float[] answers(Model model, float[] x) {
        int batch = x.length / TIME / INPUT;
        float[] y = new float[batch * TIME];
        try (InferenceSession session = Network.of(model).session(batch, TIME)) {
            session.forward(x, batch, y);
        }
        return y;
    }

    @Test
    void streamingEqualsTheBatchAndTransfersStates() {
        Model model = model();
        float[] x = draw(TIME * INPUT);
        float[] batch = answers(model, x);
        States states = States.zeros(architecture, 1);
        assertThat(states.further()).isEqualTo(2);
        float[] y = new float[1];
        for (int t = 0; t < TIME; t++) {
            try (StreamingSession stream = Network.of(model).stream()) {
                stream.setStates(states);
                stream.step(Arrays.copyOfRange(x, t * INPUT, (t + 1) * INPUT), y);
                stream.getStates(states);
            }
            assertThat(y[0]).isEqualTo(batch[t]);
        }
        assertThat(states.further(1)).isNotEqualTo(states.further(0)).doesNotContain(0f);
    }

    @Test
    void aTraceShowsGatesAndStates() {
        int batch = 2;
        float[][] values = new float[6][batch * TIME * HIDDEN];
        Model model = model();
        try (InferenceSession session = Network.of(model).tracingSession(batch, TIME)) {
            session.forward(draw(batch * TIME * INPUT), batch, new float[batch * TIME]);
            assertThat(session.trace().names()).containsExactly("keep", "write", "fast", "slow", "h");
            for (int i = 0; i < 5; i++) {
                session.trace().read(session.trace().names().get(i), 1, 0, values[i]);
            }
        }
        for (int i = HIDDEN; i < TIME * HIDDEN; i++) {
            int before = i - HIDDEN;
            float fast = values[0][i] * values[2][before] + (1 - values[0][i]) * values[1][i];
            assertThat(values[2][i]).isCloseTo(fast, Offset.offset(1e-6f));
            assertThat(values[3][i]).isCloseTo(0.7f * values[3][before] + 0.3f * fast, Offset.offset(1e-6f));
            assertThat(values[4][i]).isCloseTo(fast + values[3][i], Offset.offset(1e-6f)); // w is 1
        }
    }

    @Test
    void theRegistryContainsTheCell() {
        assertThat(Cells.choices()).containsEntry("two_speed", new TwoSpeedCell(0.9f)).containsKeys("lstm", "gru",
                "rnn");
        assertThat(Cells.of("two_speed", CellSettings.none().with("decay", 0.5f))).isEqualTo(new TwoSpeedCell(0.5f));
        assertThatThrownBy(() -> Cells.of("two_speed", CellSettings.none().with("decay", 1.5f)))
                .hasMessage("decay: expected a number from 0 to below 1, found 1.5");
        assertThatThrownBy(() -> Cells.of("two_speed", CellSettings.none().with("speed", 3)))
                .hasMessageContaining("expected only keys that this version knows, found 'speed'");
        assertThatThrownBy(() -> Cells.of("three_speed", CellSettings.none()))
                .hasMessageContaining("two_speed")
                .hasMessageContaining("add the module or jar that provides this cell");
    }
}
