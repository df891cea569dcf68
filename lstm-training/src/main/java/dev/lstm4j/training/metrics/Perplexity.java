package dev.lstm4j.training.metrics;

/// The perplexity of a language model: `exp(Σ nll / Σ w)`, where nll is the negative log likelihood of the actual
/// tokens in nats (Jelinek et al. 1977). A uniform choice among n tokens has perplexity n.
public final class Perplexity {
    private double sum;
    private double total;

    /// Creates an empty accumulator.
    public Perplexity() {}

    /// Adds a batch.
    ///
    /// @param loss the mean negative log likelihood per token, as returned by
    ///        [dev.lstm4j.training.losses.CrossEntropyLoss] without label smoothing
    /// @param weight the number of tokens over which the mean was taken, [dev.lstm4j.Loss#totalWeight]; if 0, nothing is
    ///        added
    /// @throws IllegalArgumentException if the weight is negative or not finite
    public void add(double loss, double weight) {
        if (Weights.require(weight) > 0) {
            sum += weight * loss;
            total += weight;
        }
    }

    /// The perplexity.
    ///
    /// @return at least 1 for likelihoods of classes; infinite if an actual token had probability 0, NaN if nothing
    ///         was added
    public double value() {
        return Math.exp(sum / total);
    }

    /// The current values.
    @Override
    public String toString() {
        return "Perplexity[" + value() + "]";
    }
}
