package dev.lstm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Data sets from arrays return the numbers of the arrays, for all sizes.
class DatasetProperties {
    private static final float UNTOUCHED = -99;

    private static float[][][] sequences(Random random, int[] steps, int size) {
        float[][][] all = new float[steps.length][][];
        for (int example = 0; example < steps.length; example++) {
            all[example] = new float[steps[example]][size];
            for (float[] numbers : all[example]) {
                for (int i = 0; i < size; i++) {
                    numbers[i] = random.nextFloat();
                }
            }
        }
        return all;
    }

    private static float[] untouched(int length) {
        float[] numbers = new float[length];
        Arrays.fill(numbers, UNTOUCHED);
        return numbers;
    }

    @Property(tries = 200)
    void examplesEqualTheArrays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int examples,
            @ForAll @IntRange(min = 1, max = 6) int longest, @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll @IntRange(max = 2) int more,
            @ForAll boolean perStep) {
        Random random = new Random(seed);
        int[] steps = random.ints(examples, 1, longest + 1).toArray();
        float[][][] x = sequences(random, steps, features);
        float[][][] y = sequences(random, perStep ? steps : Arrays.stream(steps).map(_ -> 1).toArray(), targets);
        int time = Arrays.stream(steps).max().orElseThrow() + more;
        ArrayDataset data = (perStep
                ? Datasets.of(x, y)
                : Datasets.of(x, Arrays.stream(y).map(rows -> rows[0]).toArray(float[][]::new))).withTime(time);
        float[] weights = new float[examples];
        for (int i = 0; i < examples; i++) {
            weights[i] = i;
        }
        ArrayDataset weighted = data.withWeights(weights);

        assertThat(data.size()).isEqualTo(examples);
        assertThat(data.time()).isEqualTo(time);
        assertThat(data.hasLengths()).isEqualTo(Arrays.stream(steps).anyMatch(length -> length != time));
        assertThat(data.inputSize()).isEqualTo(features);
        assertThat(data.targetSize()).isEqualTo(perStep ? time * targets : targets);
        int stride = features + more;
        for (int example = 0; example < examples; example++) {
            assertThat(data.length(example)).isEqualTo(steps[example]);
            float[] input = untouched(1 + time * stride);
            data.copyInput(example, input, 1, stride);
            float[] expected = untouched(input.length);
            for (int t = 0; t < steps[example]; t++) {
                System.arraycopy(x[example][t], 0, expected, 1 + t * stride, features);
            }
            assertThat(input).isEqualTo(expected);
            float[] target = untouched(data.targetSize() + 2);
            data.copyTarget(example, target, 1);
            expected = new float[target.length];
            expected[0] = UNTOUCHED;
            expected[expected.length - 1] = UNTOUCHED;
            for (int t = 0; t < y[example].length; t++) {
                System.arraycopy(y[example][t], 0, expected, 1 + t * targets, targets);
            }
            assertThat(target).isEqualTo(expected);
            float[] weight = untouched(perStep ? time : 1);
            weighted.copyWeights(example, weight, 0);
            assertThat(Arrays.copyOf(weight, y[example].length)).containsOnly(example);
            assertThat(Arrays.copyOfRange(weight, y[example].length, weight.length))
                    .containsOnly(new float[weight.length
                            - y[example].length]);
        }
    }

    @Property(tries = 100)
    void aStreamHasAllExamplesOfTheList(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 50) int buffer, @ForAll @IntRange(min = 1, max = 9) int batch) {
        int[] opened = {0};
        int[] closed = {0};
        java.util.List<Example> list = java.util.stream.IntStream.range(0, examples)
                .mapToObj(i -> Example.of(new float[][]{{i}}, i)).toList();
        try (StreamDataset data = Datasets.stream(() -> {
            opened[0]++;
            return list.stream().onClose(() -> closed[0]++);
        }, examples, 1).withShuffleBuffer(buffer)) {
            int[] first = pass(data, seed, batch);
            assertThat(first.clone()).satisfies(order -> {
                for (int i = 0; i < order.length; i++) {
                    assertThat(i - order[i]).as("%d at place %d", order[i], i).isGreaterThan(-buffer);
                }
                Arrays.sort(order);
                assertThat(order).isEqualTo(java.util.stream.IntStream.range(0, examples).toArray());
            });
            assertThat(pass(data, seed, 3)).as("the same seed").isEqualTo(first);
            if (buffer == 1) {
                assertThat(first).isSorted();
            } else if (examples > 20 && buffer > 5) {
                assertThat(pass(data, seed + 1, batch)).as("another seed").isNotEqualTo(first);
            }
        }
        assertThat(closed[0]).isEqualTo(opened[0]);
    }

    private static int[] pass(StreamDataset data, long seed, int batch) {
        int[] order = new int[data.size()];
        float[] number = new float[1];
        data.begin(seed);
        for (int from = 0; from < order.length; from += batch) {
            int to = Math.min(order.length, from + batch);
            data.draw(from, to);
            for (int i = to - 1; i >= from; i--) { // the order is free
                data.copyInput(i, number, 0, 1);
                order[i] = (int) number[0];
                data.copyTarget(i, number, 0);
                assertThat((int) number[0]).isEqualTo(order[i]);
            }
        }
        return order;
    }
}
