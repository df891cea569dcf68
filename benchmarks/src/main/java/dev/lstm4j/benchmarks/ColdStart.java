package dev.lstm4j.benchmarks;

import dev.lstm4j.Batch;
import dev.lstm4j.Model;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;

/// The program that [ColdStartBenchmark] starts: a few answers, or a short training, of the shape [Shape#FORECAST].
public final class ColdStart {
    private static final int ANSWERS = 10;
    private static final int STEPS = 100;
    private static final double LEARNING_RATE = 1e-3;

    /// What the program does.
    public enum Task {
        /// One answer to one sequence.
        FIRST_ANSWER,
        /// Ten answers to one sequence each.
        TENTH_ANSWER,
        /// 100 training steps.
        HUNDREDTH_TRAINING_STEP
    }

    private ColdStart() {}

    /// Runs a task.
    ///
    /// @param args the name of the task
    public static void main(String[] args) {
        Workload workload = Shape.FORECAST.workload();
        switch (Task.valueOf(args[0])) {
            case FIRST_ANSWER -> answer(workload, 1);
            case TENTH_ANSWER -> answer(workload, ANSWERS);
            case HUNDREDTH_TRAINING_STEP -> train(workload);
        }
    }

    private static void answer(Workload workload, int answers) {
        Model model = new Model(workload.architecture(), workload.parameters());
        float[] x = Workload.signed(workload.time() * workload.input());
        float[] y = new float[model.architecture().outputSize()];
        try (InferenceSession session = Network.of(model).session(1, workload.time())) {
            for (int i = 0; i < answers; i++) {
                session.forward(x, 1, y);
            }
        }
        Workload.requireFinite("answers", y);
    }

    private static void train(Workload workload) {
        float[] x = Workload.signed(workload.batch() * workload.time() * workload.input());
        float[] y = Workload.signed(workload.batch());
        double loss = 0;
        try (TrainingNetwork network = new TrainingNetwork(workload.architecture(), workload.parameters(),
                workload.batch(), workload.time(), Engine.auto(), 0)) {
            Batch batch = Batch.of(x, y, workload.batch());
            var optimizer = Adam.of(LEARNING_RATE).create();
            for (int i = 0; i < STEPS; i++) {
                loss = network.step(batch, MeanSquaredError.of(), optimizer);
            }
        }
        Workload.requireFinite("loss", new float[]{(float) loss});
    }
}
