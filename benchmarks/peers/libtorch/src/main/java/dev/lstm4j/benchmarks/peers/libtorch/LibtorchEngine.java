package dev.lstm4j.benchmarks.peers.libtorch;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.benchmarks.peers.Case;
import dev.lstm4j.benchmarks.peers.Engine;
import dev.lstm4j.benchmarks.peers.Lstm4jEngine;
import dev.lstm4j.benchmarks.peers.Reference;
import dev.lstm4j.quantization.WeightType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LSTMCellImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// PyTorch's C++ library, called through JavaCPP: `LSTM` and `Linear`, the Adam optimizer of the C++ API, and
/// `LSTMCell` for streaming.
public final class LibtorchEngine implements Engine {

    @Override
    public String version() {
        return Engine.jarVersion(Tensor.class);
    }

    @Override
    public boolean supports(Case one) {
        return one.weights() == WeightType.FLOAT32;
    }

    @Override
    public Runner prepare(Case one, Reference reference, int threads) {
        torch.set_num_threads(threads);
        Workload workload = one.workload();
        Tensor x = tensor(reference.inputs(one), workload.batch(), workload.time(), workload.input());
        float[] parameters = reference.parameters(one);
        if (one.mode() == Mode.STEP) {
            LSTMCellImpl cell = new LSTMCellImpl(workload.input(), workload.hidden());
            load(cell, one, parameters, "", "_l0");
            return new Stream(cell, x.select(0, 0), workload.hidden());
        }
        LSTMOptions options = new LSTMOptions(workload.input(), workload.hidden());
        options.num_layers().put(workload.layers());
        options.batch_first().put(true);
        options.bidirectional().put(workload.bidirectional());
        LSTMImpl lstm = new LSTMImpl(options);
        LinearImpl head = new LinearImpl((workload.bidirectional() ? 2L : 1L) * workload.hidden(), 1);
        load(lstm, one, parameters, "lstm.", "");
        load(head, one, parameters, "fc.", "");
        if (one.mode() == Mode.INFER) {
            return new Inference(lstm, head, x);
        }
        return new Training(lstm, head, x, tensor(reference.targets(one), workload.batch(), 1));
    }

    private static Tensor tensor(float[] values, long... shape) {
        return torch.from_blob(new FloatPointer(values), shape).clone();
    }

    private static void load(Module module, Case one, float[] parameters, String prefix, String suffix) {
        try (NoGradGuard _ = new NoGradGuard()) {
            for (ParameterLayout.Entry entry : one.architecture().parameterLayout().entries()) {
                String name = entry.name();
                if (name.startsWith(prefix) && name.endsWith(suffix)) {
                    float[] values = Arrays.copyOfRange(parameters, entry.offset(),
                            entry.offset() + entry.length());
                    long[] shape = entry.shape().stream().mapToLong(Integer::longValue).toArray();
                    module.named_parameters()
                            .find(name.substring(prefix.length(), name.length() - suffix.length()))
                            .copy_(tensor(values, shape));
                }
            }
        }
    }

    private static float[] floats(Tensor tensor) {
        FloatBuffer buffer = new FloatPointer(tensor.contiguous().data_ptr()).capacity(tensor.numel()).asBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    /// The head reads the final hidden state of each direction of the top layer.
    private static Tensor forward(LSTMImpl lstm, LinearImpl head, Tensor x) {
        T_TensorT_TensorTensor_T_T result = lstm.forward(x);
        if (!lstm.options().bidirectional().get()) {
            return head.forward(result.get0().select(1, -1));
        }
        Tensor hidden = result.get1().get0(); // [L·D, B, H]
        return head.forward(torch.cat(new TensorVector(hidden.select(0, -2), hidden.select(0, -1)), 1));
    }

    private record Inference(LSTMImpl lstm, LinearImpl head, Tensor x) implements Runner {
        @Override
        public float[] answers() {
            try (InferenceMode _ = new InferenceMode(true); PointerScope _ = new PointerScope()) {
                return floats(forward(lstm, head, x));
            }
        }

        @Override
        public void run() {
            try (InferenceMode _ = new InferenceMode(true); PointerScope _ = new PointerScope()) {
                forward(lstm, head, x);
            }
        }
    }

    private static final class Training implements Runner {
        private final LSTMImpl lstm;
        private final LinearImpl head;
        private final Tensor x;
        private final Tensor y;
        private final Adam adam;
        private float last;

        private Training(LSTMImpl lstm, LinearImpl head, Tensor x, Tensor y) {
            this.lstm = lstm;
            this.head = head;
            this.x = x;
            this.y = y;
            TensorVector all = new TensorVector();
            for (TensorVector some : new TensorVector[]{lstm.parameters(), head.parameters()}) {
                for (long i = 0; i < some.size(); i++) {
                    all.push_back(some.get(i));
                }
            }
            adam = new Adam(all, new AdamOptions(Lstm4jEngine.LEARNING_RATE));
        }

        @Override
        public float[] answers() {
            run();
            float first = last;
            run();
            return new float[]{first, last};
        }

        @Override
        public void run() {
            try (PointerScope _ = new PointerScope()) {
                adam.zero_grad();
                Tensor loss = torch.mse_loss(forward(lstm, head, x), y);
                loss.backward();
                adam.step();
                last = loss.item_float();
            }
        }
    }

    private static final class Stream implements Runner {
        private final LSTMCellImpl cell;
        private final Tensor row;
        private T_TensorTensor_T state;

        private Stream(LSTMCellImpl cell, Tensor row, long hidden) {
            this.cell = cell;
            this.row = row;
            this.state = new T_TensorTensor_T(torch.zeros(1, hidden), torch.zeros(1, hidden));
        }

        @Override
        public float[] answers() {
            run();
            run();
            return floats(state.get0());
        }

        @Override
        public void run() {
            try (InferenceMode _ = new InferenceMode(true)) {
                T_TensorTensor_T before = state;
                state = cell.forward(row, before);
                before.close();
            }
        }
    }
}
