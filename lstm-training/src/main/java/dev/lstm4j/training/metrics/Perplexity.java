package dev.lstm4j.training.metrics;

/// Among how many equally likely words a language model was undecided: `exp(Σ nll / Σ w)`, nll the negative log likelihood of
/// the right words in nats (Jelinek et al. 1977).
public final class Perplexity {
    private double sum;
    private double total;

    /// Nothing added yet.
    public Perplexity() {}

    /// Adds a batch.
    ///
    /// @param loss its mean negative log likelihood a word: what a [dev.lstm4j.training.losses.CrossEntropyLoss] without smoothing
    ///        answered
    /// @param weight how many words it is the mean of: the loss's [dev.lstm4j.Loss#totalWeight]; where it is 0 nothing is
    ///        added
    /// @throws IllegalArgumentException where the weight is negative or not finite
    public void add(double loss, double weight) {
        if (Weights.require(weight) > 0) {
            sum += weight * loss;
            total += weight;
        }
    }

    /// The perplexity.
    ///
    /// @return at least 1 for likelihoods of classes; infinite where a word was held to be impossible, NaN where nothing was
    ///         added
    public double value() {
        return Math.exp(sum / total);
    }
}
