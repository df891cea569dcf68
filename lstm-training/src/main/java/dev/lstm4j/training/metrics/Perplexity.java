package dev.lstm4j.training.metrics;

/// The perplexity of a language model: `exp(Σ nll / Σ w)`, nll the negative log likelihood of the actual tokens in
/// nats (Jelinek et al. 1977). It equals that of a uniform choice among as many tokens.
public final class Perplexity {
    private double sum;
    private double total;

    /// An empty sum.
    public Perplexity() {}

    /// Adds a batch.
    ///
    /// @param loss its mean negative log likelihood of a token: what a
    ///        [dev.lstm4j.training.losses.CrossEntropyLoss] without smoothing returned
    /// @param weight the number of tokens that it is the mean of: the loss's [dev.lstm4j.Loss#totalWeight]; if it is 0
    ///        nothing is added
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

    /// The figures so far.
    @Override
    public String toString() {
        return "Perplexity[" + value() + "]";
    }
}
