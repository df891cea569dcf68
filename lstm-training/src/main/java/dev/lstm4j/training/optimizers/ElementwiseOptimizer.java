package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Base class of optimizers that update each parameter from its own gradient and its own state: all optimizers of this
/// package and custom ones. It keeps the learning rate, the number of updates and the state arrays, and applies weight
/// decay to the selected parameters. A subclass computes the scalars of an update in [#prepare] and updates a range of
/// parameters in [#updateRange]. As each element is updated independently, the result does not depend on how threads
/// divide the range.
///
/// A complete optimizer, gradient descent by the sign of the gradient:
///
/// ```java
/// record SignSGD(double learningRate) implements OptimizerFactory {
///     public Optimizer create() {
///         return new ElementwiseOptimizer(this, List.of()) {
///             private float rate;
///
///             protected void prepare(long step, double learningRate) {
///                 rate = (float) learningRate;
///             }
///
///             protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
///                     boolean decays) {
///                 for (int i = from; i < to; i++) {
///                     parameters[i] -= rate * Math.signum(gradients[i]);
///                 }
///             }
///         };
///     }
/// }
/// ```
///
public abstract class ElementwiseOptimizer implements Optimizer {
    /// One range that covers all parameters.
    private static final int[] EVERYWHERE = {0, Integer.MAX_VALUE};

    private final OptimizerFactory settings;
    private final WeightDecay decay;
    /// The starts and ends, alternating, of the parameter ranges to which weight decay applies.
    private final int[] edges;
    private final int layoutSize;
    private final List<String> names;
    private final float[][] arrays;
    private double learningRate;
    private long steps;
    private int length = -1;
    private float l2;
    private float shrink = 1;

    /// An optimizer without weight decay.
    ///
    /// @param settings from which this optimizer was created; they provide its learning rate and its name
    /// @param stateNames the names of the state arrays; each array is as long as the parameters
    protected ElementwiseOptimizer(OptimizerFactory settings, List<String> stateNames) {
        this(settings, WeightDecay.NONE, null, stateNames);
    }

    /// An optimizer with weight decay.
    ///
    /// @param settings from which this optimizer was created; they provide its learning rate and its name
    /// @param decay the weight decay
    /// @param layout of the parameters; null if they have no names
    /// @param stateNames the names of the state arrays; each array is as long as the parameters
    /// @throws IllegalStateException if only some parameters decay and there is no layout
    protected ElementwiseOptimizer(OptimizerFactory settings, WeightDecay decay, @Nullable ParameterLayout layout,
            List<String> stateNames) {
        this.settings = settings;
        this.decay = decay;
        this.learningRate = Numbers.requireFinite("learningRate", settings.learningRate());
        boolean everywhere = decay.rate() == 0 || decay.which() == DecayedParameters.ALL;
        if (!everywhere && layout == null) {
            throw new IllegalStateException(settings.name() + ": expected a layout, since only some parameters decay ("
                    + decay.which() + "), found none; call create(layout)");
        }
        this.edges = everywhere || layout == null ? EVERYWHERE : edges(layout, decay);
        this.layoutSize = layout == null ? -1 : layout.size();
        this.names = List.copyOf(stateNames);
        this.arrays = new float[names.size()][0];
    }

    private static int[] edges(ParameterLayout layout, WeightDecay decay) {
        int[] found = new int[2 * layout.entries().size()];
        int count = 0;
        for (ParameterLayout.Entry entry : layout.entries()) {
            if (decay.which().test(entry)) {
                found[count++] = entry.offset();
                found[count++] = entry.offset() + entry.length();
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// Computes the scalars of an update, before its first call of [#updateRange].
    ///
    /// @param step the number of the update, from 1
    /// @param rate the learning rate
    protected abstract void prepare(long step, double rate);

    /// Updates a range of parameters. Several threads may call it concurrently for disjoint ranges.
    ///
    /// @param kernels the arithmetic
    /// @param parameters updated in place
    /// @param gradients not changed
    /// @param from the first index
    /// @param to the end index (exclusive)
    /// @param decays whether weight decay applies to this range; pass it to [#l2] and [#shrink]
    protected abstract void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
            boolean decays);

    /// The initial value of all state arrays.
    ///
    /// @return 0 unless overridden
    protected float initialState() {
        return 0;
    }

    /// A state array.
    ///
    /// @param index into the names given to the constructor
    /// @return the live array, as long as the parameters; empty before the first update
    protected final float[] stateArray(int index) {
        return arrays[index];
    }

    /// The L2 weight decay factor: `λ·p` is added to the gradient of a parameter p.
    ///
    /// @param decays as given to [#updateRange]
    /// @return λ, or 0 without L2 weight decay
    protected final float l2(boolean decays) {
        return decays ? l2 : 0f;
    }

    /// The decoupled weight decay factor, by which a parameter is multiplied before its update.
    ///
    /// @param decays as given to [#updateRange]
    /// @return `1 - learning rate·λ`, or 1 without decoupled weight decay
    protected final float shrink(boolean decays) {
        return decays ? shrink : 1f;
    }

    @Override
    public final void begin(int size) {
        if (length < 0) {
            if (layoutSize >= 0 && layoutSize != size) {
                throw new IllegalArgumentException(settings.name() + ": expected the " + layoutSize
                        + " parameters of the layout given to create, found " + size);
            }
            length = size;
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = new float[size];
                Arrays.fill(arrays[i], initialState());
            }
        }
        if (size != length) {
            throw new IllegalArgumentException(settings.name() + ": expected " + length
                    + " parameters as in earlier updates, found " + size + "; each network needs its own optimizer");
        }
        steps++;
        l2 = decay.isDecoupled() ? 0f : (float) decay.rate();
        shrink = decay.isDecoupled() ? (float) (1 - learningRate * decay.rate()) : 1f;
        prepare(steps, learningRate);
    }

    @Override
    public final void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to) {
        int at = from;
        for (int i = 0; i <= edges.length; i++) {
            int end = i < edges.length ? Math.min(edges[i], to) : to;
            if (end > at) {
                updateRange(kernels, parameters, gradients, at, end, i % 2 == 1);
                at = end;
            }
        }
    }

    @Override
    public final double learningRate() {
        return learningRate;
    }

    @Override
    public final void setLearningRate(double rate) {
        learningRate = Numbers.requireFinite("learningRate", rate);
    }

    @Override
    public final long steps() {
        return steps;
    }

    @Override
    public final OptimizerState state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (int i = 0; i < arrays.length && length >= 0; i++) {
            state.put(names.get(i), arrays[i]);
        }
        return new OptimizerState(steps, state);
    }

    @Override
    public final void restore(OptimizerState state) {
        Map<String, float[]> given = state.arrays();
        List<String> expected = state.steps() == 0 && given.isEmpty() ? List.of() : names;
        if (!given.keySet().equals(Set.copyOf(expected))) {
            throw new IllegalArgumentException(settings.name() + ", state: expected the arrays " + names + ", found "
                    + given.keySet());
        }
        int size = -1;
        for (Map.Entry<String, float[]> array : given.entrySet()) {
            if (size >= 0 && array.getValue().length != size) {
                throw new IllegalArgumentException(settings.name() + ", state, " + array.getKey() + ": expected " + size
                        + " floats as in the other arrays, found " + array.getValue().length);
            }
            size = array.getValue().length;
        }
        for (int i = 0; i < arrays.length && size >= 0; i++) {
            arrays[i] = given.get(names.get(i)).clone();
        }
        length = size;
        steps = state.steps();
    }

    /// The settings and the number of updates.
    @Override
    public final String toString() {
        return settings + " after " + steps + " updates";
    }
}
