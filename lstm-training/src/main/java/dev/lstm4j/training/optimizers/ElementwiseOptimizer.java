package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What the optimizers share: learning rate, weight decay and which parameters it shrinks, the count of steps, and arrays of
/// state as long as the parameters. A subclass makes its scalars once a step and has one loop over a range; every float is
/// changed by itself, so how the range is cut changes no bit.
public abstract class FlatOptimizer implements Optimizer {
    private final double weightDecay;
    private final boolean decoupled;
    private final int[] edges;
    private final int layoutSize;
    private final List<String> names;
    private final float[][] arrays;
    private double learningRate;
    private long steps;
    private int length = -1;
    private float l2;
    private float shrink = 1;

    /// @param builder the settings
    /// @param names of the arrays of state, as PyTorch calls them
    FlatOptimizer(Builder<?> builder, List<String> names) {
        this.learningRate = builder.learningRate;
        this.weightDecay = builder.weightDecay;
        this.decoupled = builder.decoupled;
        this.edges = weightDecay == 0 ? Builder.EVERYWHERE : builder.edges;
        this.layoutSize = builder.layoutSize;
        this.names = names;
        this.arrays = new float[names.size()][0];
    }

    /// Makes the scalars of a step.
    ///
    /// @param step from 1
    /// @param rate the learning rate
    abstract void prepare(long step, double rate);

    /// Changes a range of which either all parameters are shrunk or none.
    ///
    /// @param kernels what computes
    /// @param parameters changed in place
    /// @param gradients not changed
    /// @param from the first float
    /// @param to past the last float
    /// @param decay whether the weight decay acts here
    abstract void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay);

    /// What an array of state begins with.
    float first() {
        return 0;
    }

    /// An array of state, by its place in the names given; empty before the first step.
    final float[] array(int index) {
        return arrays[index];
    }

    /// What is added to the gradient, times the parameter.
    final float l2(boolean decay) {
        return decay ? l2 : 0f;
    }

    /// What the parameter is multiplied with before anything else.
    final float shrink(boolean decay) {
        return decay ? shrink : 1f;
    }

    @Override
    public final void begin(int size) {
        if (length < 0) {
            if (weightDecay > 0 && layoutSize >= 0 && layoutSize != size) {
                throw new IllegalArgumentException("step: expected the " + layoutSize
                        + " parameters of the layout that decayOnly was given, found " + size);
            }
            length = size;
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = new float[size];
                Arrays.fill(arrays[i], first());
            }
        }
        if (size != length) {
            throw new IllegalArgumentException("step: expected " + length + " parameters as before, found " + size);
        }
        steps++;
        l2 = decoupled ? 0f : (float) weightDecay;
        shrink = decoupled ? (float) (1 - learningRate * weightDecay) : 1f;
        prepare(steps, learningRate);
    }

    @Override
    public final void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to) {
        int at = from;
        for (int i = 0; i <= edges.length; i++) {
            int end = i < edges.length ? Math.min(edges[i], to) : to;
            if (end > at) {
                update(kernels, parameters, gradients, at, end, i % 2 == 1);
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
        if (!given.keySet().equals(java.util.Set.copyOf(expected))) {
            throw new IllegalArgumentException("state: expected the arrays " + names + ", found " + given.keySet());
        }
        int size = -1;
        for (Map.Entry<String, float[]> array : given.entrySet()) {
            if (size >= 0 && array.getValue().length != size) {
                throw new IllegalArgumentException("state, " + array.getKey() + ": expected " + size
                        + " floats as in the others, found " + array.getValue().length);
            }
            size = array.getValue().length;
        }
        for (int i = 0; i < arrays.length && size >= 0; i++) {
            arrays[i] = given.get(names.get(i)).clone();
        }
        length = size;
        steps = state.steps();
    }

    /// The settings that all optimizers have.
    ///
    /// @param <B> the builder of the optimizer
    abstract static class Builder<B extends Builder<B>> {
        /// One stretch without end.
        private static final int[] EVERYWHERE = {0, Integer.MAX_VALUE};

        private final double learningRate;
        private double weightDecay;
        private boolean decoupled;
        private int[] edges = EVERYWHERE;
        private int layoutSize = -1;

        Builder(double learningRate) {
            this.learningRate = Numbers.requireFinite("learningRate", learningRate);
        }

        abstract B self();

        /// Sets weight decay that is added to the gradient (L2), as PyTorch's `weight_decay`.
        ///
        /// @param value not negative; 0 for none
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public B weightDecay(double value) {
            weightDecay = Numbers.requireFinite("weightDecay", value);
            decoupled = false;
            return self();
        }

        /// Leaves the weight decay to some of the parameters.
        ///
        /// @param layout of the parameters that will be updated
        /// @param which those that decay
        /// @return this
        public B decayOnly(ParameterLayout layout, Predicate<ParameterLayout.Entry> which) {
            int[] found = new int[2 * layout.entries().size()];
            int count = 0;
            for (ParameterLayout.Entry entry : layout.entries()) {
                if (which.test(entry)) {
                    found[count++] = entry.offset();
                    found[count++] = entry.offset() + entry.length();
                }
            }
            edges = Arrays.copyOf(found, count);
            layoutSize = layout.size();
            return self();
        }

        /// Keeps the weight decay from biases, which have no use for it, and from what layer normalisation multiplies with, which
        /// it would draw to 0 from its neutral 1.
        ///
        /// @param layout of the parameters that will be updated
        /// @return this
        public B decayNoBiases(ParameterLayout layout) {
            return decayOnly(layout, entry -> {
                String name = entry.name().substring(entry.name().lastIndexOf('.') + 1);
                return !name.startsWith("bias") && !name.startsWith("norm_");
            });
        }

        final void decouple(double value) {
            weightDecay = Numbers.requireFinite("weightDecay", value);
            decoupled = true;
        }
    }

    /// The settings of Adam and its kin.
    ///
    /// @param <B> the builder of the optimizer
    abstract static class AdamBuilder<B extends AdamBuilder<B>> extends Builder<B> {
        double beta1 = 0.9;
        double beta2 = 0.999;
        double epsilon = 1e-8;

        AdamBuilder(double learningRate) {
            super(learningRate);
        }

        /// Sets how slowly mean and variance forget.
        ///
        /// @param first β₁, in [0, 1)
        /// @param second β₂, in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where one is outside
        public B betas(double first, double second) {
            beta1 = Numbers.requireFraction("beta1", first);
            beta2 = Numbers.requireFraction("beta2", second);
            return self();
        }

        /// Sets what keeps the quotient finite.
        ///
        /// @param value ε, not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public B epsilon(double value) {
            epsilon = Numbers.requireFinite("epsilon", value);
            return self();
        }

        /// Sets weight decay that shrinks the parameters apart from the gradient (Loshchilov and Hutter 2019), as PyTorch's
        /// `decoupled_weight_decay`, and as `torch.optim.AdamW`.
        ///
        /// @param value not negative; 0 for none
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public B decoupledWeightDecay(double value) {
            decouple(value);
            return self();
        }
    }
}
