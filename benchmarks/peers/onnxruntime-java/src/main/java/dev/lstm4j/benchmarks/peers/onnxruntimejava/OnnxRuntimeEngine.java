package dev.lstm4j.benchmarks.peers.onnxruntimejava;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.benchmarks.peers.Case;
import dev.lstm4j.benchmarks.peers.Engine;
import dev.lstm4j.benchmarks.peers.Reference;
import dev.lstm4j.quantization.WeightType;
import java.nio.FloatBuffer;
import java.util.Map;

/// ONNX Runtime's Java binding, on the CPU. It does not train.
public final class OnnxRuntimeEngine implements Engine {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);

    @Override
    public String version() {
        return environment.getVersion();
    }

    @Override
    public boolean supports(Case one) {
        return one.mode() != Mode.TRAIN && one.weights() == WeightType.FLOAT32;
    }

    @Override
    public Runner prepare(Case one, Reference reference, int threads) {
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(OnnxLstm.model(one, reference.parameters(one)), options);
            Workload workload = one.workload();
            OnnxTensor x = tensor(timeMajor(reference.inputs(one), workload), workload.time(), workload.batch(),
                    workload.input());
            return one.mode() == Mode.INFER ? new Batch(session, x) : new Stream(session, x, workload.hidden());
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] timeMajor(float[] x, Workload workload) {
        float[] turned = new float[x.length];
        int width = workload.input();
        for (int b = 0; b < workload.batch(); b++) {
            for (int t = 0; t < workload.time(); t++) {
                System.arraycopy(x, (b * workload.time() + t) * width, turned, (t * workload.batch() + b) * width,
                        width);
            }
        }
        return turned;
    }

    private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    private static float[] floats(OrtSession.Result result, int output) {
        FloatBuffer buffer = ((OnnxTensor) result.get(output)).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private record Batch(OrtSession session, OnnxTensor x) implements Runner {
        @Override
        public float[] answers() {
            try (OrtSession.Result result = session.run(Map.of("x", x))) {
                return floats(result, 0);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void run() {
            try {
                session.run(Map.of("x", x)).close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// The output states of one run are the input states of the next, without a copy.
    private final class Stream implements Runner {
        private final OrtSession session;
        private final OnnxTensor x;
        private OnnxTensor h;
        private OnnxTensor c;
        private AutoCloseable owner;

        private Stream(OrtSession session, OnnxTensor x, int hidden) throws OrtException {
            this.session = session;
            this.x = x;
            this.h = tensor(new float[hidden], 1, 1, hidden);
            this.c = tensor(new float[hidden], 1, 1, hidden);
            this.owner = () -> {
            };
        }

        @Override
        public float[] answers() {
            run();
            run();
            FloatBuffer buffer = h.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return values;
        }

        @Override
        public void run() {
            try {
                OrtSession.Result result = session.run(Map.of("x", x, "h", h, "c", c));
                owner.close();
                owner = result;
                h = (OnnxTensor) result.get(0);
                c = (OnnxTensor) result.get(1);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
