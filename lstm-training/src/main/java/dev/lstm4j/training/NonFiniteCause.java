package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Mask;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Explains to users why a loss or gradient is not finite: because of a value in the data, else a weight, else a
/// gradient.
///
/// @param text describes the value
/// @param remedy says what to do
record NonFiniteCause(String text, String remedy) {
    private static final String DATA_REMEDY = "remove or replace NaN and infinite numbers in the data, or mask their "
            + "steps";
    private static final String TRAINING_REMEDY = "use a smaller learning rate, or clip the gradient";
    private static final List<String> HALVES = List.of("encoder ", "decoder ");

    /// A value in the data as the cause.
    ///
    /// @param number as described by [#inData]
    /// @return the cause
    static NonFiniteCause ofData(String number) {
        return new NonFiniteCause(number, DATA_REMEDY);
    }

    /// The first weight that is not finite, since it makes all gradients non-finite; else the first such gradient.
    ///
    /// @param networks the trained networks
    /// @return the cause
    static NonFiniteCause ofNetworks(List<TrainingNetwork> networks) {
        String weight = first(networks.stream().map(TrainingNetwork::parameters).toList());
        if (weight != null) {
            return new NonFiniteCause("weight " + weight, TRAINING_REMEDY);
        }
        String gradient = first(networks.stream().map(TrainingNetwork::gradients).toList());
        return new NonFiniteCause(gradient == null ? "all weights and gradients are finite" : "gradient of " + gradient,
                TRAINING_REMEDY);
    }

    /// The first weight that is not finite, for an evaluation without gradients.
    ///
    /// @param networks the trained networks
    /// @return the cause
    static NonFiniteCause ofWeights(List<TrainingNetwork> networks) {
        String weight = first(networks.stream().map(TrainingNetwork::parameters).toList());
        return new NonFiniteCause(weight == null ? "all weights are finite" : "weight " + weight, TRAINING_REMEDY);
    }

    private static @Nullable String first(List<Parameters> all) {
        String found = null;
        for (int i = 0; found == null && i < all.size(); i++) {
            String number = first(all.get(i));
            found = number == null || all.size() == 1 ? number : HALVES.get(i) + number;
        }
        return found;
    }

    /// The sizes of a batch's arrays.
    ///
    /// @param time T of the inputs
    /// @param stepSize I
    /// @param answers A, the number of outputs of a sequence
    /// @param targetSize K, the number of target values of an output
    /// @param maskedTargets whether targets that are NaN are not read
    record Shape(int time, int stepSize, int answers, int targetSize, boolean maskedTargets) {
        Shape(int time, int stepSize, int answers, int targetSize) {
            this(time, stepSize, answers, targetSize, false);
        }

        boolean isWrong(float target) {
            return !Float.isFinite(target) && !(maskedTargets && Float.isNaN(target));
        }
    }

    /// Describes the first value of a batch that is not finite, without masked values and targets with weight 0, which
    /// are not read.
    ///
    /// @param batch the examples
    /// @param shape of its arrays
    /// @param example names the example of a row, for example `example 26`
    /// @param firstStep the number of the batch's first step
    /// @return for example `input of example 26 at step 3, feature 1 is NaN`, or null if all are finite
    static @Nullable String inData(Batch batch, Shape shape, IntFunction<String> example, int firstStep) {
        int input = batch.firstNonFiniteInput(shape.time, shape.stepSize);
        if (input >= 0) {
            int step = input / shape.stepSize;
            return "input of " + example.apply(step / shape.time) + " at step " + (firstStep + step % shape.time)
                    + ", feature "
                    + input % shape.stepSize + " is " + batch.inputs()[input];
        }
        for (int row = 0; row < batch.rows(); row++) {
            for (int answer = 0; answer < shape.answers; answer++) {
                for (int k = 0; k < shape.targetSize && isRead(batch, shape, row, answer); k++) {
                    float target = batch.targets()[(row * shape.answers + answer) * shape.targetSize + k];
                    if (shape.isWrong(target)) {
                        return "target " + k + " of " + example.apply(row)
                                + (shape.answers == 1 ? "" : " at step " + (firstStep + answer)) + " is " + target;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isRead(Batch batch, Shape shape, int row, int answer) {
        float[] weights = batch.weights();
        if (weights != null && weights[row * shape.answers + answer] == 0) {
            return false;
        }
        Mask mask = batch.mask();
        if (mask == null || shape.answers != mask.time()) {
            return true;
        }
        for (int i = 0; i < mask.length(row); i++) {
            if (mask.step(row, i) == answer) {
                return true;
            }
        }
        return false;
    }

    /// Describes the first value that is not finite, in the order of the layout.
    ///
    /// @param parameters weights or gradients
    /// @return for example `fc.weight[0, 3] is NaN`, or null if all are finite
    static @Nullable String first(Parameters parameters) {
        float[] values = parameters.values();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                if (!Float.isFinite(values[i])) {
                    return entry.name() + index(entry.shape(), i - entry.offset()) + " is " + values[i];
                }
            }
        }
        return null;
    }

    private static List<Integer> index(List<Integer> shape, int at) {
        List<Integer> index = new ArrayList<>();
        int rest = at;
        for (int size : shape.reversed()) {
            index.addFirst(rest % size);
            rest /= size;
        }
        return index;
    }
}
