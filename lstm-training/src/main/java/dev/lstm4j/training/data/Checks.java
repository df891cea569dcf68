package dev.lstm4j.training.data;

import org.jspecify.annotations.Nullable;

/// Checks arrays of the caller. Error messages name the example, step and feature of an invalid value.
final class Checks {
    /// Up to this number, every integer is exact as a float.
    private static final int MOST = 1 << 24;

    private Checks() {}

    static Sequences vectors(String name, float[][][] values) {
        requireSome(name, values.length);
        int size = -1;
        for (int example = 0; example < values.length; example++) {
            float[][] steps = require(name, values[example], example);
            for (int step = 0; step < requireSteps(name, steps.length, example); step++) {
                float[] numbers = steps[step];
                String place = "example " + example + ", step " + step;
                if (numbers == null) {
                    throw new IllegalArgumentException(name + ": expected an array, found null in " + place);
                }
                size = size < 0 ? requireFeatures(name, numbers.length, place) : size;
                if (numbers.length != size) {
                    throw new IllegalArgumentException(name + ": expected " + size
                            + " numbers in each step as in the first, found " + numbers.length + " in " + place);
                }
                requireFinite(name, numbers, place);
            }
        }
        return new Sequences.Vectors(values, size);
    }

    static Sequences rows(String name, float[][] values) {
        requireSome(name, values.length);
        int size = -1;
        for (int example = 0; example < values.length; example++) {
            float[] numbers = require(name, values[example], example);
            String place = "example " + example;
            size = size < 0 ? requireFeatures(name, numbers.length, place) : size;
            if (numbers.length != size) {
                throw new IllegalArgumentException(name + ": expected " + size
                        + " numbers in each example as in the first, found " + numbers.length + " in " + place);
            }
            requireFinite(name, numbers, place);
        }
        return new Sequences.Rows(values, size);
    }

    static Sequences numbers(String name, float[] values) {
        requireSome(name, values.length);
        for (int example = 0; example < values.length; example++) {
            if (!Float.isFinite(values[example])) {
                throw new IllegalArgumentException(name + ": expected finite numbers, found " + values[example]
                        + " in example " + example);
            }
        }
        return new Sequences.Numbers(values);
    }

    static Sequences tokens(String name, int[][] values, int least) {
        requireSome(name, values.length);
        for (int example = 0; example < values.length; example++) {
            int[] steps = require(name, values[example], example);
            for (int step = 0; step < requireSteps(name, steps.length, example); step++) {
                requireNumber(name, steps[step], least, "example " + example + ", step " + step);
            }
        }
        return new Sequences.Tokens(values);
    }

    static Sequences classes(String name, int[] values) {
        requireSome(name, values.length);
        for (int example = 0; example < values.length; example++) {
            requireNumber(name, values[example], -MOST, "example " + example);
        }
        return new Sequences.Classes(values);
    }

    /// Checks the values of one vector.
    ///
    /// @param place example and step
    static void requireFinite(String name, float[] numbers, String place) {
        for (int feature = 0; feature < numbers.length; feature++) {
            if (!Float.isFinite(numbers[feature])) {
                throw new IllegalArgumentException(
                        name + ": expected finite numbers, found " + numbers[feature] + " in "
                                + place + ", feature " + feature
                                + "; replace it, or leave the step out (sequences may have different lengths)");
            }
        }
    }

    /// Checks one weight.
    static void requireWeight(float weight, String place) {
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "weights: expected finite numbers of at least 0, found " + weight + " in " + place);
        }
    }

    private static void requireNumber(String name, int number, int least, String place) {
        if (number < least || number > MOST) {
            throw new IllegalArgumentException(
                    name + ": expected numbers from " + least + " to " + MOST + ", found " + number + " in " + place);
        }
    }

    static void requireSome(String name, int examples) {
        if (examples == 0) {
            throw new IllegalArgumentException(name + ": expected at least one example, found none");
        }
    }

    static <A> A require(String name, @Nullable A array, int example) {
        if (array == null) {
            throw new IllegalArgumentException(name + ": expected an array, found null in example " + example);
        }
        return array;
    }

    static int requireSteps(String name, int steps, int example) {
        if (steps == 0) {
            throw new IllegalArgumentException(name + ": expected at least one step, found none in example " + example);
        }
        return steps;
    }

    private static int requireFeatures(String name, int size, String place) {
        if (size == 0) {
            throw new IllegalArgumentException(name + ": expected at least one number, found none in " + place);
        }
        return size;
    }

    /// Checks that a size is at least 1.
    static int requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
        }
        return value;
    }
}
