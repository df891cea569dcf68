package dev.lstm4j.training;

import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The settings shared by all trainers.
///
/// @param options of the training run
/// @param loss the loss to minimise
/// @param optimizer creates the optimizers
/// @param engine kernels and threads
/// @param listener is notified of the progress
/// @param reducer combines the gradients with those of other replicas
record TrainingSetup(TrainingOptions options, Loss loss, OptimizerFactory optimizer, Engine engine,
        TrainingListener listener, GradientReducer reducer) {

    TrainingSetup {
        Objects.requireNonNull(options, "options: expected TrainingOptions, found null");
        Objects.requireNonNull(loss, "loss: expected a Loss, found null");
        Objects.requireNonNull(optimizer,
                "optimizer: expected an OptimizerFactory, such as Adam.of(0.001), found null");
        Objects.requireNonNull(engine, "engine: expected an Engine, found null");
        Objects.requireNonNull(listener, "listener: expected a TrainingListener, found null");
        Objects.requireNonNull(reducer, "reducer: expected a GradientReducer, found null");
    }

    static TrainingSetup of(TrainingOptions options, Loss loss, OptimizerFactory optimizer) {
        return new TrainingSetup(options, loss, optimizer, Engine.auto(), TrainingListener.none(),
                GradientReducer.none());
    }

    TrainingSetup withEngine(Engine changed) {
        return new TrainingSetup(options, loss, optimizer, changed, listener, reducer);
    }

    TrainingSetup withListener(TrainingListener changed) {
        return new TrainingSetup(options, loss, optimizer, engine, changed, reducer);
    }

    TrainingSetup withReducer(GradientReducer changed) {
        return new TrainingSetup(options, loss, optimizer, engine, listener, changed);
    }

    /// Creates an optimizer for each network.
    ///
    /// @throws IllegalArgumentException if the factory returns a used optimizer, or the same one twice
    List<Optimizer> createOptimizers(List<TrainingNetwork> networks) {
        List<Optimizer> created = new ArrayList<>();
        for (TrainingNetwork network : networks) {
            Optimizer fresh = optimizer.create(network.parameters().layout());
            String name = optimizer.name();
            if (fresh.isUsed()) {
                throw new IllegalArgumentException("optimizer: expected an unused one, found " + name + " after "
                        + fresh.steps() + " steps; make a new one for each training");
            }
            if (created.contains(fresh)) {
                throw new IllegalArgumentException("optimizer: expected a new one for each network, found the same "
                        + name + " twice");
            }
            created.add(fresh);
        }
        return List.copyOf(created);
    }

    /// Copies the parameters of some networks.
    static List<Parameters> copies(List<TrainingNetwork> networks) {
        return networks.stream().map(network -> network.parameters().copy()).toList();
    }
}
