package dev.lstm4j.training;

/// Combines the gradients of an update with those of other replicas of the same training run, on other threads or
/// machines with other examples. It is called once per update, on the training thread, after the backward passes of all
/// batches of the update. The guard against non-finite updates, clipping and the optimizer all use the reduced
/// gradients.
///
/// With the weights `wᵣ`, losses `lᵣ` and gradients `gᵣ` of the replicas r, the reduced update is that of one larger
/// batch:
///
/// ```
/// w = Σ wᵣ    l = Σ wᵣ·lᵣ / w    g = Σ wᵣ·gᵣ / w
/// ```
///
/// Replicas stay bit-identical if they start with the same parameters and settings, make the same number of updates,
/// and the reducer gives all of them the same bits. Each draws its dropout masks with the seed of its own options.
@FunctionalInterface
public interface GradientReducer {

    /// Replaces the gradients, loss and weight by the reduced ones, in place. An exception ends the training run.
    ///
    /// @param sum of this replica
    void reduce(GradientSum sum);

    /// A reducer for training without other replicas.
    ///
    /// @return a reducer that changes nothing
    static GradientReducer none() {
        return _ -> {
        };
    }
}
