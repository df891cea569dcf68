package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A model that was saved and loaded gives the same outputs, bit for bit.
class SavedModelProperties {
    @Property(tries = 30)
    void aLoadedModelGivesTheSameOutputs(@ForAll @IntRange(min = 1, max = 9) int input,
            @ForAll @IntRange(min = 1, max = 40) int hidden, @ForAll @IntRange(min = 1, max = 2) int layers,
            @ForAll boolean both, @ForAll boolean bias, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Architecture architecture = Architecture.lstm(input, hidden).withLayers(layers).withBidirectional(both)
                .withBias(bias).withHead(Head.everyStep(3));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) random.nextGaussian();
        }
        float[] x = new float[2 * 7 * input];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        Model model = new Model(architecture, parameters);
        Path file = Files.createTempFile("lstm4j", ".safetensors");
        try {
            ModelFile.save(file, model);
            assertThat(answer(ModelFile.load(file), x)).isEqualTo(answer(model, x));
        } finally {
            Files.delete(file);
        }
    }

    private static float[] answer(Model model, float[] x) {
        float[] y = new float[2 * 7 * 3];
        try (InferenceSession session = Network.of(model).session(2, 7)) {
            session.forward(x, 2, y);
        }
        return y;
    }
}
