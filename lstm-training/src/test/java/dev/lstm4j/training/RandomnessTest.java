package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.training.internal.Dropout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The random number generator, initial weights and dropout.
class RandomnessTest {
    @Test
    void generatorIsSplitMix64() {
        // The first numbers of seed 0 from java.util.SplittableRandom and from the published reference.
        Randomness randomness = new Randomness(0);
        assertThat(randomness.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(randomness.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
        assertThat(new Randomness(randomness.state()).nextLong()).isEqualTo(randomness.nextLong());
    }

    @Test
    void floatsHave24Bits() {
        Randomness randomness = new Randomness(7);
        Set<Float> seen = new HashSet<>();
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            float value = randomness.nextFloat();
            assertThat(value).isBetween(0f, 0x1.fffffep-1f);
            seen.add(value);
            sum += value;
        }
        assertThat(seen).hasSizeGreaterThan(9_900);
        assertThat(sum / 10_000).isCloseTo(0.5, Offset.offset(0.02));
    }

    @Test
    void everyOrderIsEquallyLikely() {
        Randomness randomness = new Randomness(7);
        Map<List<Integer>, Integer> orders = new HashMap<>();
        for (int i = 0; i < 6_000; i++) {
            int[] numbers = {0, 1, 2};
            randomness.shuffle(numbers);
            orders.merge(List.of(numbers[0], numbers[1], numbers[2]), 1, Integer::sum);
        }
        assertThat(orders).hasSize(6);
        assertThat(orders.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void eachPurposeHasItsOwnStream() {
        Set<Long> first = new HashSet<>();
        for (String purpose : List.of("a", "b", "c", "d", "parameters", "shuffle", "dropout")) {
            for (long seed = 0; seed < 10; seed++) {
                first.add(Randomness.of(seed, purpose).nextLong());
            }
        }
        assertThat(first).hasSize(70);
        assertThatThrownBy(() -> new Randomness(1).nextInt(0)).hasMessage("bound: expected at least 1, found 0");
    }

    @Test
    void initialWeightsFillTheBoundsOfPyTorch() {
        Architecture architecture = Architecture.lstm(5, 16).withBidirectional(true).withHead(Head.lastStep(40));
        Parameters parameters = Initializer.uniform(architecture, 1);
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            double bound = entry.name().startsWith("fc.") ? 1 / Math.sqrt(32) : 1 / Math.sqrt(16);
            float least = Float.MAX_VALUE;
            float most = -Float.MAX_VALUE;
            for (int i = 0; i < entry.length(); i++) {
                least = Math.min(least, parameters.values()[entry.offset() + i]);
                most = Math.max(most, parameters.values()[entry.offset() + i]);
            }
            assertThat((double) least).as(entry.name()).isBetween(-bound, -0.8 * bound);
            assertThat((double) most).as(entry.name()).isBetween(0.8 * bound, bound);
        }
        assertThat(Initializer.uniform(architecture, 1).values()).isEqualTo(parameters.values());
        assertThat(Initializer.uniform(architecture, 2).values()).isNotEqualTo(parameters.values());
    }

    @Test
    void dropoutZeroesItsShareAndScalesTheRest() {
        Architecture architecture = Architecture.lstm(1, 30).withLayers(2);
        LayerShape upper = new PackedNetwork(architecture, KernelSelection.kernels()).shape(1);
        int width = upper.inputWidth();
        float[] below = new float[(2 + 50) * 4 * width];
        java.util.Arrays.fill(below, 1f);
        float[] above = new float[below.length];
        Dropout dropout = new Dropout(0.3f, 2, new Randomness(3));
        dropout.forward(upper, below, above, 4, 50);
        int zeros = 0;
        for (int row = 4; row < 204; row++) {
            for (int unit = 0; unit < 30; unit++) {
                float value = above[row * width + unit];
                zeros += value == 0 ? 1 : 0;
                assertThat(value == 0 || Math.abs(value - 1 / 0.7f) < 1e-6).isTrue();
            }
        }
        assertThat(zeros / 6000.0).isCloseTo(0.3, Offset.offset(0.03));
    }
}
