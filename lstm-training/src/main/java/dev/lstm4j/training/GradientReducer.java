package dev.lstm4j.training;

/// Combines the gradients of an update with those of other replicas of the same training, which run on other threads
/// or machines with other examples. A training calls it once for each update, on its own thread, after the backward
/// passes of all batches of the update and before anything looks at the gradients: the guard against non-finite
/// updates, clipping and the optimizer all work on the reduced gradients.
///
/// With weights `wᵣ`, losses `lᵣ` and gradients `gᵣ` of the replicas, the reduced update is that of one larger batch:
///
/// ```
/// w = Σ wᵣ    l = Σ wᵣ·lᵣ / w    g = Σ wᵣ·gᵣ / w
/// ```
///
/// Replicas stay equal bit for bit if they begin with the same parameters and settings, make the same number of
/// updates, and the reducer gives all of them the same bits. Each draws dropout from the seed of its own options.
@FunctionalInterface
public interface GradientReducer {

    /// Replaces gradients, loss and weight by the reduced ones, in place.
    ///
    /// @param sum of this replica; what is thrown ends the training
    void reduce(GradientSum sum);

    /// A training without other replicas.
    ///
    /// @return a reducer that changes nothing
    static GradientReducer none() {
        return _ -> {
        };
    }
}
