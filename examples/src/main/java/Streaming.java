import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.*;

void main() throws Exception {
    float[] input = new float[1];
    float[] output = new float[1];
    Network network = Network.of(ModelFile.load(Path.of("counting.safetensors")));
    try (StreamingSession session = network.stream()) {
        for (float value : new float[]{3, 4, 5}) {
            input[0] = value;
            session.step(input, output); // the state is carried from call to call; nothing is allocated
            IO.println("after %.0f: %.2f".formatted(value, output[0]));
        }
    }
}
