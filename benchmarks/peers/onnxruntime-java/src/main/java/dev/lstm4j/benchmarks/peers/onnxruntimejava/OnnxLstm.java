package dev.lstm4j.benchmarks.peers.onnxruntimejava;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.lstm4j.ParameterLayout.Entry;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.benchmarks.peers.Case;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A case as an ONNX model, the same as in `peers.py`: LSTM nodes on `x` `[T, B, I]`. A linear head on the final state
/// of each direction computes `y` `[B, 1]`; a streaming step instead computes `h_next` and `c_next` `[1, B, H]` from
/// `h` and `c`.
final class OnnxLstm {
    private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    private static final int LONG = TensorProto.DataType.INT64_VALUE;
    /// ONNX orders the gates i o f g; PyTorch orders them i f g o.
    private static final int[] GATES = {0, 3, 1, 2};

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("lstm");
    private final Case one;
    private final ParameterLayout layout;
    private final float[] parameters;

    private OnnxLstm(Case one, float[] parameters) {
        this.one = one;
        this.layout = one.architecture().parameterLayout();
        this.parameters = parameters;
    }

    /// Creates the model.
    static byte[] model(Case one, float[] parameters) {
        OnnxLstm made = new OnnxLstm(one, parameters);
        made.build();
        return ModelProto.newBuilder().setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17)).setGraph(made.graph)
                .build().toByteArray();
    }

    private void build() {
        Workload workload = one.workload();
        int directions = workload.bidirectional() ? 2 : 1;
        int hidden = workload.hidden();
        String below = "x";
        for (int layer = 0; layer < workload.layers(); layer++) {
            int width = layer == 0 ? workload.input() : directions * hidden;
            weights("w" + layer, "weight_ih", layer, directions, 4L * hidden, width);
            weights("r" + layer, "weight_hh", layer, directions, 4L * hidden, hidden);
            biases("b" + layer, layer, directions);
            boolean top = layer == workload.layers() - 1;
            NodeProto.Builder lstm = NodeProto.newBuilder().setOpType("LSTM")
                    .addAllInput(List.of(below, "w" + layer, "r" + layer, "b" + layer))
                    .addAttribute(AttributeProto.newBuilder().setName("hidden_size")
                            .setType(AttributeProto.AttributeType.INT).setI(hidden))
                    .addAttribute(AttributeProto.newBuilder().setName("direction")
                            .setType(AttributeProto.AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8(directions == 2 ? "bidirectional" : "forward")));
            if (!one.hasHead()) {
                lstm.addAllInput(List.of("", "h", "c")).addAllOutput(List.of("", "h_next", "c_next"));
            } else if (top) { // Y_h, [D, B, H]
                lstm.addAllOutput(List.of("", "last"));
            } else {
                lstm.addOutput("y" + layer);
            }
            graph.addNode(lstm);
            if (!top) {
                if (directions == 2) {
                    throw new IllegalArgumentException(
                            one.name() + ": bidirectional layers on top of each other are not measured");
                }
                node("Squeeze", List.of("y" + layer, integers("axis" + layer, new long[]{1}, 1)), "below" + layer);
                below = "below" + layer;
            }
        }
        graph.addInput(value("x", workload.time(), workload.batch(), workload.input()));
        if (one.hasHead()) {
            head(workload, directions);
        } else {
            graph.addInput(value("h", 1, workload.batch(), hidden)).addInput(value("c", 1, workload.batch(), hidden));
            graph.addOutput(value("h_next", 1, workload.batch(), hidden))
                    .addOutput(value("c_next", 1, workload.batch(), hidden));
        }
    }

    private void head(Workload workload, int directions) {
        graph.addNode(NodeProto.newBuilder().setOpType("Transpose").addInput("last").addOutput("rows")
                .addAttribute(AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS)
                        .addAllInts(List.of(1L, 0L, 2L))));
        long features = (long) directions * workload.hidden();
        node("Reshape", List.of("rows", integers("flat", new long[]{workload.batch(), features}, 2)), "features");
        Entry weight = layout.get("fc.weight");
        Entry bias = layout.get("fc.bias");
        tensor("hw", buffer(weight.length()).put(parameters, weight.offset(), weight.length()), 1, features);
        tensor("hb", buffer(1).put(parameters, bias.offset(), 1), 1);
        graph.addNode(NodeProto.newBuilder().setOpType("Gemm").addAllInput(List.of("features", "hw", "hb"))
                .addOutput("y").addAttribute(AttributeProto.newBuilder().setName("transB")
                        .setType(AttributeProto.AttributeType.INT).setI(1)));
        graph.addOutput(value("y", workload.batch(), 1));
    }

    private void node(String kind, List<String> inputs, String output) {
        graph.addNode(NodeProto.newBuilder().setOpType(kind).addAllInput(inputs).addOutput(output));
    }

    private void weights(String name, String kind, int layer, int directions, long rows, long columns) {
        Floats values = buffer(Math.toIntExact(directions * rows * columns));
        for (int direction = 0; direction < directions; direction++) {
            ordered(values, layout.get(kind, layer, direction));
        }
        tensor(name, values, directions, rows, columns);
    }

    private void biases(String name, int layer, int directions) {
        Floats values = buffer(directions * 8 * one.workload().hidden());
        for (int direction = 0; direction < directions; direction++) {
            ordered(values, layout.get("bias_ih", layer, direction));
            ordered(values, layout.get("bias_hh", layer, direction));
        }
        tensor(name, values, directions, 8L * one.workload().hidden());
    }

    private void ordered(Floats values, Entry entry) {
        int block = entry.length() / GATES.length;
        for (int gate : GATES) {
            values.put(parameters, entry.offset() + gate * block, block);
        }
    }

    /// A buffer that is being filled with little-endian floats.
    private record Floats(ByteBuffer bytes) {
        Floats put(float[] from, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes.putFloat(from[offset + i]);
            }
            return this;
        }
    }

    private static Floats buffer(int length) {
        return new Floats(ByteBuffer.allocate(Float.BYTES * length).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void tensor(String name, Floats values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT)
                .setRawData(ByteString.copyFrom(values.bytes().flip()));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    private String integers(String name, long[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(LONG);
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(
                TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(sizes)))
                .build();
    }
}
