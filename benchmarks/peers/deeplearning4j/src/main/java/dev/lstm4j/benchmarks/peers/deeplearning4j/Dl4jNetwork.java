package dev.lstm4j.benchmarks.peers.deeplearning4j;

import dev.lstm4j.bench.Workload;
import dev.lstm4j.benchmarks.peers.Lstm4jEngine;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/// A network of Deeplearning4j: layers one after the other in one direction, or two directions beside each other.
interface Dl4jNetwork {

    /// Sets one parameter of one direction of a layer, or of the head, which is the layer above the last.
    void set(int layer, int direction, String name, INDArray value);

    INDArray output(INDArray x);

    void fit(INDArray x, INDArray y);

    double score();

    static Dl4jNetwork of(Workload workload) {
        return workload.bidirectional() ? BothDirections.of(workload) : Layers.of(workload);
    }

    private static NeuralNetConfiguration.Builder configuration() {
        return new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(Lstm4jEngine.LEARNING_RATE));
    }

    private static LSTM lstm(int inputs, int hidden) {
        return new LSTM.Builder().nIn(inputs).nOut(hidden).activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID).build();
    }

    private static OutputLayer head(int inputs) {
        return new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(inputs).nOut(1).build();
    }

    /// One direction.
    record Layers(MultiLayerNetwork network) implements Dl4jNetwork {
        static Layers of(Workload workload) {
            NeuralNetConfiguration.ListBuilder list = configuration().list();
            for (int layer = 0; layer < workload.layers(); layer++) {
                LSTM lstm = lstm(layer == 0 ? workload.input() : workload.hidden(), workload.hidden());
                list.layer(layer == workload.layers() - 1 ? new LastTimeStep(lstm) : lstm);
            }
            MultiLayerNetwork network = new MultiLayerNetwork(list.layer(head(workload.hidden())).build());
            network.init();
            return new Layers(network);
        }

        @Override
        public void set(int layer, int direction, String name, INDArray value) {
            network.setParam(layer + "_" + name, value);
        }

        @Override
        public INDArray output(INDArray x) {
            return network.output(x);
        }

        @Override
        public void fit(INDArray x, INDArray y) {
            network.fit(x, y);
        }

        @Override
        public double score() {
            return network.score();
        }
    }

    /// The final states of two directions of one layer side by side. Its `Bidirectional` around a `LastTimeStep`
    /// infers, but cannot be trained: its backward pass expects gradients of every step. So the reverse direction is a
    /// layer of its own, which reads the reversed sequence.
    record BothDirections(ComputationGraph graph) implements Dl4jNetwork {
        private static final String[] DIRECTIONS = {"forward", "reverse"};

        static BothDirections of(Workload workload) {
            if (workload.layers() > 1) {
                throw new IllegalArgumentException(
                        workload.name() + ": bidirectional layers on top of each other are not measured");
            }
            GraphBuilder builder = configuration().graphBuilder().addInputs("x")
                    .addVertex("reversed", new ReverseTimeSeriesVertex(), "x");
            builder.addLayer(DIRECTIONS[0], new LastTimeStep(lstm(workload.input(), workload.hidden())), "x");
            builder.addLayer(DIRECTIONS[1], new LastTimeStep(lstm(workload.input(), workload.hidden())), "reversed");
            builder.addVertex("both", new MergeVertex(), DIRECTIONS);
            builder.addLayer("head", head(2 * workload.hidden()), "both").setOutputs("head");
            ComputationGraph graph = new ComputationGraph(builder.build());
            graph.init();
            return new BothDirections(graph);
        }

        @Override
        public void set(int layer, int direction, String name, INDArray value) {
            graph.setParam((layer == 0 ? DIRECTIONS[direction] : "head") + "_" + name, value);
        }

        @Override
        public INDArray output(INDArray x) {
            return graph.outputSingle(x);
        }

        @Override
        public void fit(INDArray x, INDArray y) {
            graph.fit(new INDArray[]{x}, new INDArray[]{y});
        }

        @Override
        public double score() {
            return graph.score();
        }
    }
}
