package dev.lstm4j.training.internal;

import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/// Updates the parameters of a network with an optimizer, multi-threaded. Results are bit-identical for any number of
/// threads. Allocates nothing after construction.
public final class ParameterUpdate {
    /// The cost of updating a parameter, in multiply-adds of a matrix product.
    private static final long ADAM_COST = 16;

    private final Kernels kernels;
    private final Workers workers;
    private final float[] parameters;
    private final float[] gradients;
    private final Workers.Job job = this::update;
    private @Nullable Optimizer current;

    /// Creates an object for the parameters of one network.
    ///
    /// @param kernels the arithmetic
    /// @param workers the threads
    /// @param parameters updated in place
    /// @param gradients of the same layout
    public ParameterUpdate(Kernels kernels, Workers workers, Parameters parameters, Parameters gradients) {
        this.kernels = kernels;
        this.workers = workers;
        this.parameters = parameters.values();
        this.gradients = gradients.values();
    }

    /// Updates the parameters from the gradients.
    ///
    /// @param optimizer computes the update
    public void run(Optimizer optimizer) {
        optimizer.begin(parameters.length);
        current = optimizer;
        workers.run(job, Strategy.members(ADAM_COST * parameters.length, workers.size()));
        current = null;
    }

    private void update(int member, int members) {
        Optimizer optimizer = current;
        if (optimizer != null) {
            optimizer.update(kernels, parameters, gradients, Workers.share(parameters.length, member, members),
                    Workers.share(parameters.length, member + 1, members));
        }
    }
}
