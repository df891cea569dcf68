package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares heads with values computed from the hidden states of the same network without a head.
class HeadTest {
    private static final int BATCH = 3;
    private static final int TIME = 4;
    private static final int INPUT = 2;
    private static final int HIDDEN = 5;
    private static final int OUTPUT = 3;
    private static final Offset<Double> CLOSE = Offset.offset(1e-5);

    private final Architecture bare = Architecture.lstm(INPUT, HIDDEN).withBidirectional(true);
    private final float[] x = draw(BATCH * TIME * INPUT, 1);

    @ParameterizedTest
    @CsvSource({"MEAN, true", "MEAN, false", "MAX, true", "MAX, false", "LAST, true", "EVERY, true",
            "FINAL, true", "FINAL, false"})
    void readsTheHiddenStatesOfValidSteps(Head.Steps steps, boolean masked) {
        Architecture architecture = bare.withHead(new Head(OUTPUT, steps));
        Parameters parameters = parameters(architecture);
        boolean[] valid = {true, true, false, true, false, true, false, false, true, true, true, true};
        Mask mask = masked ? Mask.of(BATCH, TIME, valid) : null;
        float[] hidden = run(bare, headless(parameters), mask);
        float[] y = run(architecture, parameters, mask);
        int width = 2 * HIDDEN;
        for (int row = 0; row < BATCH; row++) {
            int answers = architecture.outputSteps(TIME);
            for (int answer = 0; answer < answers; answer++) {
                double[] seen = new double[width];
                int count = 0;
                for (int t = 0; t < TIME; t++) {
                    if (masked && !valid[row * TIME + t] || answers == TIME && t != answer) {
                        continue;
                    }
                    count++;
                    for (int unit = 0; unit < width; unit++) {
                        double h = hidden[(row * TIME + t) * width + unit];
                        seen[unit] = switch (steps) {
                            case MEAN -> seen[unit] + h;
                            case MAX -> count == 1 ? h : Math.max(seen[unit], h);
                            case LAST, EVERY -> h;
                            case FINAL -> unit < HIDDEN || count == 1 ? h : seen[unit];
                        };
                    }
                }
                for (int output = 0; output < OUTPUT; output++) {
                    double expected = parameters.view("fc.bias").get(output);
                    for (int unit = 0; unit < width; unit++) {
                        expected += parameters.view("fc.weight").get(output * width + unit)
                                * (steps == Head.Steps.MEAN ? seen[unit] / count : seen[unit]);
                    }
                    double found = y[(row * answers + answer) * OUTPUT + output];
                    assertThat(found).isCloseTo(count == 0 ? 0 : expected, CLOSE);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Head.Output.class)
    void predictsProbabilities(Head.Output output) {
        Architecture linear = bare.withHead(Head.everyStep(OUTPUT));
        Parameters parameters = parameters(linear);
        for (float scale : new float[]{1, 1e4f}) {
            parameters.view("fc.bias").put(0, scale).put(1, -scale);
            float[] numbers = run(linear, parameters, null);
            float[] y = run(bare.withHead(Head.everyStep(OUTPUT).withOutput(output)), parameters, null);
            for (int row = 0; row < BATCH * TIME; row++) {
                double sum = 0;
                for (int i = 0; i < OUTPUT; i++) {
                    sum += Math.exp(numbers[row * OUTPUT + i] - (double) scale);
                }
                for (int i = 0; i < OUTPUT; i++) {
                    double number = numbers[row * OUTPUT + i];
                    assertThat((double) y[row * OUTPUT + i]).isCloseTo(switch (output) {
                        case LINEAR -> number;
                        case SOFTMAX -> Math.exp(number - scale) / sum;
                        case SIGMOID -> 1 / (1 + Math.exp(-number));
                    }, CLOSE);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Head.Steps.class, names = {"MEAN", "MAX"})
    void poolingCannotBeStreamed(Head.Steps steps) {
        Architecture architecture = Architecture.lstm(INPUT, HIDDEN).withHead(new Head(OUTPUT, steps));
        Network network = Network.of(new Model(architecture, parameters(architecture)));
        assertThatThrownBy(network::stream).hasMessageStartingWith("stream: expected a head on the last or on every");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void finalStatesOfOneDirectionAreThoseOfTheLastStep(boolean masked) {
        Architecture one = Architecture.lstm(INPUT, HIDDEN).withLayers(2);
        Parameters parameters = parameters(one.withHead(Head.lastStep(OUTPUT)));
        Mask mask = masked ? Mask.ofLengths(TIME, 2, 4, 1) : null;
        assertThat(run(one.withHead(Head.finalStates(OUTPUT)), parameters, mask))
                .isEqualTo(run(one.withHead(Head.lastStep(OUTPUT)), parameters, mask));
        assertThat(run(bare.withHead(Head.finalStates(OUTPUT)), parameters(bare.withHead(Head.lastStep(OUTPUT))), mask))
                .isNotEqualTo(
                        run(bare.withHead(Head.lastStep(OUTPUT)), parameters(bare.withHead(Head.lastStep(OUTPUT))),
                                mask));
    }

    @Test
    void finalStatesOfOneDirectionCanBeStreamed() {
        Architecture one = Architecture.lstm(INPUT, HIDDEN).withHead(Head.finalStates(OUTPUT));
        Parameters parameters = parameters(one);
        float[] y = new float[OUTPUT];
        try (StreamingSession stream = Network.of(new Model(one, parameters)).stream()) {
            for (int t = 0; t < TIME; t++) {
                stream.step(Arrays.copyOfRange(x, t * INPUT, (t + 1) * INPUT), y);
            }
        }
        assertThat(y).isEqualTo(Arrays.copyOf(run(one, parameters, null), OUTPUT));
        Network both = Network.of(new Model(bare.withHead(Head.finalStates(OUTPUT)),
                parameters(bare.withHead(Head.finalStates(OUTPUT)))));
        assertThatThrownBy(both::stream).hasMessageContaining("found a bidirectional one");
    }

    @Test
    void maximumPoolingPropagatesNaN() {
        Architecture architecture = bare.withHead(new Head(OUTPUT, Head.Steps.MAX));
        x[INPUT] = Float.NaN;
        assertThat(run(architecture, parameters(architecture), null)[0]).isNaN();
    }

    private float[] run(Architecture architecture, Parameters parameters, Mask mask) {
        float[] y = new float[BATCH * architecture.outputSteps(TIME) * architecture.outputSize()];
        try (InferenceSession session = Network.of(new Model(architecture, parameters)).session(BATCH, TIME)) {
            session.forward(x, mask, y);
        }
        return y;
    }

    private Parameters headless(Parameters parameters) {
        Parameters without = Parameters.zeros(bare.parameterLayout());
        without.layout().entries().forEach(
                entry -> without.view(entry.name()).put(parameters.view("lstm." + entry.name())));
        return without;
    }

    private static Parameters parameters(Architecture architecture) {
        return new Parameters(architecture.parameterLayout(), draw(architecture.parameterLayout().size(), 2));
    }

    private static float[] draw(int size, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
