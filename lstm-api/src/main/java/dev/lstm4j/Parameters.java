package dev.lstm4j;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// The parameters of a network, or their gradients: one flat array with named views. Not copied: who changes the array
/// changes the parameters.
public final class Parameters {
    private final ParameterLayout layout;
    private final float[] values;

    /// Wraps an array.
    ///
    /// @param layout where each parameter lies
    /// @param values as many floats as the layout has; kept, not copied
    /// @throws IllegalArgumentException where the length differs
    public Parameters(ParameterLayout layout, float[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(
                    "values: expected " + layout.size() + " floats for the layout, found " + values.length);
        }
        this.layout = layout;
        this.values = values;
    }

    /// Parameters that are all zero.
    ///
    /// @param layout where each parameter lies
    /// @return new parameters
    public static Parameters zeros(ParameterLayout layout) {
        return new Parameters(layout, new float[layout.size()]);
    }

    /// Where each parameter lies.
    ///
    /// @return the plan
    public ParameterLayout layout() {
        return layout;
    }

    /// The flat array itself.
    ///
    /// @return not a copy
    public float[] values() {
        return values;
    }

    /// A view of one parameter.
    ///
    /// @param name PyTorch's name, with its prefix
    /// @return its floats, row-major; writing into it writes the parameter
    /// @throws IllegalArgumentException where the network has no such parameter
    public FloatBuffer view(String name) {
        ParameterLayout.Entry entry = layout.get(name);
        return FloatBuffer.wrap(values, entry.offset(), entry.length()).slice();
    }

    /// Another array with the same floats.
    ///
    /// @return a deep copy
    public Parameters copy() {
        return new Parameters(layout, Arrays.copyOf(values, values.length));
    }
}
