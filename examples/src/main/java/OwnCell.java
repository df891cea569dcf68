import dev.lstm4j.*;
import dev.lstm4j.cell.*;
import dev.lstm4j.engine.*;
import dev.lstm4j.training.*;
import dev.lstm4j.training.data.Datasets;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;

/// A plain RNN with the softsign function: h = z / (1 + |z|), dz = dh·(1 - |h|)².
record SoftsignRnn() implements Cell, CellFunction {
    public String name() {
        return "softsign";
    }

    public List<String> gates() {
        return List.of("candidate");
    }

    public CellFunction function(Kernels kernels, boolean bias) {
        return this;
    }

    public void forward(CellStep step) {
        for (int row = 0; row < step.rows; row++) {
            for (int j = 0; j < step.units; j++) {
                float z = step.gates[step.gatesOffset + row * step.gatesStride + j];
                step.hidden[step.hiddenOffset + row * step.hiddenStride + j] = z / (1 + Math.abs(z));
            }
        }
    }

    public void backward(CellStep step) {
        for (int row = 0; row < step.rows; row++) {
            for (int j = 0; j < step.units; j++) {
                int gate = step.gatesOffset + row * step.gatesStride + j;
                float slope = 1 / (1 + Math.abs(step.gates[gate]));
                float dHidden = step.dHidden[step.dHiddenOffset + row * step.dHiddenStride + j]
                        + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                step.gates[gate] = dHidden * slope * slope;
                step.dGates[step.dGatesOffset + row * step.dGatesStride + j] = step.gates[gate];
            }
        }
    }
}

void main() {
    float[][][] x = {{{1}, {2}, {3}}, {{2}, {3}, {4}}, {{3}, {4}, {5}}, {{4}, {5}, {6}}};
    TrainingResult result = Trainer.of(TrainingOptions.ofEpochs(500), MeanSquaredError.of(), Adam.of(0.01))
            .train(Architecture.of(new SoftsignRnn(), 1, 16).withHead(Head.lastStep(1)),
                    Datasets.of(x, new float[]{4, 5, 6, 7}));
    IO.println(result.model().summary());
    IO.println("mean squared error " + result.history().getLast().trainingLoss());
}
