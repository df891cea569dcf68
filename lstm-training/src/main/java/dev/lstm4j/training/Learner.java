package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.internal.FlatGradients;
import java.util.List;
import java.util.Map;

/// The trained model: one network, or encoder and decoder as one.
interface Learner extends AutoCloseable {

    /// The networks, each with its parameters and gradients.
    List<TrainingNetwork> networks();

    /// The gradients of all networks together.
    FlatGradients gradients();

    /// The weight of a batch in a mean over several batches.
    double totalWeight(Batch batch, Loss loss);

    /// Adds the gradients of a batch.
    ///
    /// @param share the weight of this batch divided by that of all batches of the update
    /// @return the mean loss of this batch
    double addGradients(Batch batch, Loss loss, double share);

    /// The mean loss of a batch without training on it.
    double evaluate(Batch batch, Loss loss);

    /// The random generators, by purpose.
    Map<String, Randomness> randomness();

    @Override
    void close();

    /// One network.
    record Single(TrainingNetwork network) implements Learner {
        @Override
        public List<TrainingNetwork> networks() {
            return List.of(network);
        }

        @Override
        public FlatGradients gradients() {
            return network.flatGradients();
        }

        @Override
        public double totalWeight(Batch batch, Loss loss) {
            return network.totalWeight(batch, loss);
        }

        @Override
        public double addGradients(Batch batch, Loss loss, double share) {
            return network.addGradients(batch, loss, share);
        }

        @Override
        public double evaluate(Batch batch, Loss loss) {
            return network.evaluate(batch, loss);
        }

        @Override
        public Map<String, Randomness> randomness() {
            return network.randomness();
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /// Encoder and decoder.
    ///
    /// @param pair encoder and decoder
    /// @param forcing the teacher forcing ratio
    record Pair(EncoderDecoder pair, double forcing) implements Learner {
        @Override
        public List<TrainingNetwork> networks() {
            return pair.networks();
        }

        @Override
        public FlatGradients gradients() {
            return pair.flatGradients();
        }

        @Override
        public double totalWeight(Batch batch, Loss loss) {
            return pair.totalWeight(batch, loss);
        }

        @Override
        public double addGradients(Batch batch, Loss loss, double share) {
            return pair.addGradients(batch, forcing, loss, share);
        }

        @Override
        public double evaluate(Batch batch, Loss loss) {
            return pair.evaluate(batch, loss);
        }

        @Override
        public Map<String, Randomness> randomness() {
            return pair.randomness();
        }

        @Override
        public void close() {
            pair.close();
        }
    }
}
