import dev.lstm4j.*;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.*;

void main() throws Exception {
    Architecture network = Architecture.lstm(3, 16).withHead(Head.lastStep(2)); // nn.LSTM(3, 16) and nn.Linear(16, 2)
    Model model = new Model(network, ModelFile.loadWeights(Path.of("weights.safetensors"), network));
    float[] x = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}; // two steps of three features
    float[] y = new float[2];
    try (InferenceSession session = Network.of(model).session(1, 2)) {
        session.forward(x, 1, y);
    }
    IO.println("y = %.6f %.6f".formatted(y[0], y[1]));
    ModelFile.save(Path.of("model.safetensors"), model); // has the same names, and says what the network is
}
