package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.quantization.Quantization;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// State dicts of random networks, under random names and in random types, load as the same parameters.
class StateDictProperties {
    private static final List<String> PREFIXES = List.of("", "", "module.", "_orig_mod.", "model.", "module._orig_mod.",
            "net.encoder.", "model.backbone.0.");
    private static final List<String> RECURRENT = List.of("lstm", "rnn", "gru", "encoder", "layers.0", "LSTM", "fc_1");
    private static final List<String> HEADS = List.of("fc", "linear", "out", "head", "decoder", "dense", "proj.2", "1");
    private static final List<DType> TYPES = List.of(DType.F32, DType.F16, DType.BF16, DType.F64);

    @Property(tries = 300)
    void loadsAsTheSameParameters(@ForAll Random random) throws IOException {
        Architecture architecture = architecture(random);
        DType type = pick(random, TYPES);
        UnaryOperator<String> names = names(random);
        List<Tensor> tensors = new ArrayList<>();
        float[] expected = new float[architecture.parameterLayout().size()];
        for (ParameterLayout.Entry entry : architecture.parameterLayout().entries()) {
            tensors.add(tensor(names.apply(entry.name()), type, entry, random, expected));
        }
        if (random.nextBoolean()) {
            tensors.add(Tensor.ofLongs("num_batches_tracked", new long[]{random.nextInt()}));
        }
        Collections.shuffle(tensors, random);
        LoadOptions options = LoadOptions.strict().withNarrowing(type == DType.F64);

        float[] found = load(tensors, architecture, options);

        assertThat(found).as("%s as %s", names.apply("lstm.weight_ih_l0"), type).isEqualTo(expected);

        // Without one of its tensors, with another one, or with another shape the file is refused.
        Tensor removed = tensors.stream().filter(tensor -> tensor.dtype() == type).findAny().orElseThrow();
        List<Tensor> changed = new ArrayList<>(tensors);
        changed.remove(removed);
        requireRefused(changed, architecture, options.withNarrowing(true));
        changed.add(Tensor.ofFloats(removed.name(), new float[removed.length() + 1], removed.length() + 1));
        requireRefused(changed, architecture, options.withNarrowing(true));
        changed.removeLast();
        changed.add(removed);
        changed.add(Tensor.ofFloats(removed.name() + "_orig",
                removed.dtype() == DType.F32 ? removed.floats() : new float[1],
                removed.dtype() == DType.F32 ? removed.length() : 1));
        requireRefused(changed, architecture, options);
    }

    private static Architecture architecture(Random random) {
        Cell cell = pick(random, List.<Cell>of(Lstm.create(), Lstm.create(), Gru.create(), Rnn.create()));
        int hidden = 2 + random.nextInt(5);
        Architecture architecture = Architecture.of(cell, 1 + random.nextInt(4), hidden)
                .withLayers(1 + random.nextInt(3)).withBidirectional(random.nextBoolean())
                .withBias(random.nextInt(4) > 0);
        if (cell instanceof Lstm && random.nextInt(4) == 0) {
            architecture = architecture.withProjection(1 + random.nextInt(hidden - 1));
        }
        if (random.nextInt(4) == 0) {
            architecture = architecture.withEmbedding(10 + random.nextInt(9));
        }
        return random.nextInt(5) == 0 ? architecture : architecture.withHead(Head.lastStep(1 + random.nextInt(3)));
    }

    /// All modules have one prefix, or the head has another one.
    private static UnaryOperator<String> names(Random random) {
        String prefix = pick(random, PREFIXES);
        String outer = random.nextBoolean() ? prefix : pick(random, PREFIXES);
        String recurrent = prefix + pick(random, RECURRENT);
        String head = outer + pick(random, HEADS);
        String embedding = outer + "embed";
        return name -> switch (StateTensors.module(name)) {
            case "fc" -> head + "." + StateTensors.local(name);
            case "embedding" -> embedding + "." + StateTensors.local(name);
            default -> recurrent + "." + StateTensors.local(name);
        };
    }

    private static Tensor tensor(String name, DType type, ParameterLayout.Entry entry, Random random,
            float[] expected) {
        short[] halves = new short[entry.length()];
        double[] doubles = new double[entry.length()];
        float[] floats = new float[entry.length()];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = random.nextGaussian();
            floats[i] = (float) doubles[i];
            if (type == DType.F16) {
                halves[i] = Float.floatToFloat16(floats[i]);
                floats[i] = Float.float16ToFloat(halves[i]);
            } else if (type == DType.BF16) {
                halves[i] = Quantization.toBf16(floats[i]);
                floats[i] = Float.intBitsToFloat(halves[i] << 16);
            }
        }
        System.arraycopy(floats, 0, expected, entry.offset(), floats.length);
        return new Tensor(name, type, entry.shape(), switch (type) {
            case F32 -> MemorySegment.ofArray(floats);
            case F64 -> MemorySegment.ofArray(doubles);
            default -> MemorySegment.ofArray(halves);
        });
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static float[] load(List<Tensor> tensors, Architecture architecture, LoadOptions options)
            throws IOException {
        Path file = Files.createTempFile("lstm4j", ".safetensors");
        try {
            Safetensors.write(file, Map.of("format", "pt"), tensors);
            float[] values = ModelFile.loadWeights(file, architecture, options).values();
            return Arrays.copyOf(values, values.length);
        } finally {
            Files.delete(file);
        }
    }

    private static void requireRefused(List<Tensor> tensors, Architecture architecture, LoadOptions options) {
        assertThatThrownBy(() -> load(tensors, architecture, options)).isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(1500));
    }
}
