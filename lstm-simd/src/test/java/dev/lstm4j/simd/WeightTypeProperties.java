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
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    /// The figures of docs/numerics.md, "Quantized weights".
    @Property(tries = 100)
    void outputsOfRandomNetworksChangeLittle(@ForAll @IntRange(min = 1, max = 32) int inputs,
            @ForAll @IntRange(min = 1, max = 160) int hidden, @ForAll @IntRange(min = 1, max = 3) int layers,
            @ForAll long seed) {
        Architecture architecture = Architecture.lstm(inputs, hidden).withLayers(layers);
        Model model = uniform(architecture, seed);
        float[] expected = forward(model, 2, 50, 1, seed);
        assertThat(largestDifference(forward(model.withWeights(WeightType.BF16), 2, 50, 1, seed), expected))
                .isLessThan(0.008f);
        assertThat(largestDifference(forward(model.withWeights(WeightType.INT8), 2, 50, 1, seed), expected))
                .isLessThan(0.02f);
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
