package dev.lstm4j.simd;

import static dev.lstm4j.simd.DrawnModels.draw;
import static dev.lstm4j.simd.DrawnModels.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.testing.CellFamily;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// A network with quantized weights computes what a float32 network with the rounded weights does, bit by bit.
class WeightTypeProperties {

    @Property(tries = 100)
    void quantizedWeightsGiveTheBitsOfTheRoundedFloats(
            @ForAll(supplier = CellFamily.Networks.class) Architecture architecture, @ForAll WeightType type,
            @ForAll @IntRange(min = 1, max = 9) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll @IntRange(min = 1, max = 2) int threads, @ForAll long seed) {
        Model quantized = model(architecture, seed).withWeights(type);
        Model floats = quantized.withWeights(WeightType.FLOAT32);
        assertThat(floats.parameters()).isEqualTo(quantized.parameters());
        assertThat(forward(quantized, batch, time, threads, seed))
                .isEqualTo(forward(floats, batch, time, threads, seed));
    }

    /// Large enough to be kept quantized whatever the kernels and the strategy are.
    @Example
    void largeLayersToo() {
        Architecture architecture = Architecture.lstm(300, 201).withHead(Head.everyStep(3));
        for (WeightType type : WeightType.values()) {
            Model quantized = model(architecture, 4).withWeights(type);
            Model floats = quantized.withWeights(WeightType.FLOAT32);
            assertThat(forward(quantized, 1, 3, 1, 2)).isEqualTo(forward(floats, 1, 3, 1, 2));
            assertThat(forward(quantized, 5, 3, 2, 2)).isEqualTo(forward(floats, 5, 3, 2, 2));
        }
    }

    /// The figures of docs/numerics.md, "Quantized weights": 324 networks that are the same in every run. Small
    /// networks have the largest weights and the largest differences.
    @Example
    @Tag("slow-scalar")
    void outputsOfRandomNetworksChangeLittle() {
        float bf16 = 0;
        float int8 = 0;
        for (int network = 0; network < 324; network++) {
            int inputs = List.of(1, 8, 32).get(network % 3);
            int layers = 1 + network / 3 % 3;
            int hidden = List.of(1, 2, 3, 8, 16, 33, 64, 128, 160).get(network / 9 % 9);
            Model model = uniform(Architecture.lstm(inputs, hidden).withLayers(layers), network);
            float[] expected = forward(model, 2, 50, 1, network);
            bf16 = Math.max(bf16,
                    largestDifference(forward(model.withWeights(WeightType.BF16), 2, 50, 1, network), expected));
            int8 = Math.max(int8,
                    largestDifference(forward(model.withWeights(WeightType.INT8), 2, 50, 1, network), expected));
        }
        assertThat(bf16).as("bf16").isBetween(0.005f, 0.006f);
        assertThat(int8).as("int8").isBetween(0.017f, 0.018f);
    }

    /// PyTorch's default initialization: uniform within ±1/√H.
    private static Model uniform(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        float bound = (float) (1 / Math.sqrt(architecture.hiddenSize()));
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = bound * (2 * random.nextFloat() - 1);
        }
        return new Model(architecture, parameters);
    }

    private static float largestDifference(float[] a, float[] b) {
        float largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static float[] forward(Model model, int batch, int time, int threads, long seed) {
        Architecture architecture = model.architecture();
        float[] y = new float[batch * architecture.outputSteps(time) * architecture.outputSize()];
        try (InferenceSession session = Network.of(model, new Engine(KernelSelection.kernels(), threads)).session(batch,
                time)) {
            session.forward(draw(batch * time * architecture.inputSize(), seed), batch, time, null, y, null);
        }
        return y;
    }
}
