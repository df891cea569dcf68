package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;

/// LSTM4J, called as in the JMH benchmarks.
public final class Lstm4jEngine implements Engine {
    /// The learning rate of Adam in every engine.
    public static final double LEARNING_RATE = 1e-4;

    /// Called by [ForkMain].
    public Lstm4jEngine() {}

    @Override
    public String version() {
        return KernelSelection.kernels().description();
    }

    @Override
    public boolean supports(Case one) {
        return true;
    }

    @Override
    public Runner prepare(Case one, Reference reference, int threads) {
        Architecture architecture = one.architecture();
        Parameters parameters = new Parameters(architecture.parameterLayout(), reference.parameters(one));
        float[] x = reference.inputs(one);
        return switch (one.mode()) {
            case INFER -> inference(new Model(architecture, parameters), one.workload(), x, threads);
            case TRAIN -> training(architecture, parameters, one.workload(), x, reference.targets(one), threads);
            case STEP -> streaming(new Model(architecture, parameters).withWeights(one.weights()), x, threads);
        };
    }

    private static Runner inference(Model model, Workload workload, float[] x, int threads) {
        InferenceSession session = Network.of(model, new dev.lstm4j.simd.Engine(KernelSelection.kernels(), threads))
                .session(
                        workload.batch(),
                        workload.time());
        float[] y = new float[workload.batch()];
        return new Runner() {
            @Override
            public float[] answers() {
                run();
                return y.clone();
            }

            @Override
            public void run() {
                session.forward(x, workload.batch(), y);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private static Runner training(Architecture architecture, Parameters parameters, Workload workload, float[] x,
            float[] y, int threads) {
        TrainingNetwork network = new TrainingNetwork(architecture, parameters, workload.batch(), workload.time(),
                dev.lstm4j.simd.Engine.auto().withThreads(threads), 0);
        Optimizer optimizer = Adam.of(LEARNING_RATE).create();
        Loss loss = MeanSquaredError.of();
        Batch batch = Batch.of(x, y, workload.batch());
        return new Runner() {
            private double last;

            @Override
            public float[] answers() {
                run();
                float first = (float) last;
                run();
                return new float[]{first, (float) last};
            }

            @Override
            public void run() {
                last = network.step(batch, loss, optimizer);
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }

    private static Runner streaming(Model model, float[] x, int threads) {
        StreamingSession session = Network.of(model, new dev.lstm4j.simd.Engine(KernelSelection.kernels(), threads))
                .stream();
        float[] hidden = new float[model.architecture().hiddenSize()];
        return new Runner() {
            @Override
            public float[] answers() {
                run();
                run();
                return hidden.clone();
            }

            @Override
            public void run() {
                session.step(x, hidden);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
