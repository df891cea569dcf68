package dev.lstm4j;

import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The parameters of a network, or their gradients: one flat array with named views. The array is not copied; changing
/// it changes the parameters. Two objects are equal if their layouts and the bits of all values are equal.
public final class Parameters {
    private final ParameterLayout layout;
    private final float[] values;

    /// Wraps an array without copying it.
    ///
    /// @param layout position of each parameter
    /// @param values as many floats as the layout has
    /// @throws IllegalArgumentException if the length differs
    public Parameters(ParameterLayout layout, float[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(
                    "values: expected " + layout.size() + " floats for the layout, found " + values.length);
        }
        this.layout = layout;
        this.values = values;
    }

    /// Creates parameters that are all zero.
    ///
    /// @param layout position of each parameter
    /// @return new parameters
    public static Parameters zeros(ParameterLayout layout) {
        return new Parameters(layout, new float[layout.size()]);
    }

    /// The position of each parameter.
    ///
    /// @return the layout
    public ParameterLayout layout() {
        return layout;
    }

    /// The flat array.
    ///
    /// @return not a copy
    public float[] values() {
        return values;
    }

    /// A view of one parameter.
    ///
    /// @param name PyTorch's name, including the module
    /// @return its values, row-major; writing to the buffer changes the parameter
    /// @throws IllegalArgumentException if the network has no such parameter
    public FloatBuffer view(String name) {
        ParameterLayout.Entry entry = layout.get(name);
        return FloatBuffer.wrap(values, entry.offset(), entry.length()).slice();
    }

    /// Copies the parameters.
    ///
    /// @return the same layout and a new array with the same values
    public Parameters copy() {
        return new Parameters(layout, Arrays.copyOf(values, values.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && layout.equals(parameters.layout)
                && MemorySegment.ofArray(values).mismatch(MemorySegment.ofArray(parameters.values)) < 0;
    }

    @Override
    public int hashCode() {
        return 31 * layout.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Parameters[" + values.length + " values in " + layout.entries().size() + " tensors]";
    }
}
