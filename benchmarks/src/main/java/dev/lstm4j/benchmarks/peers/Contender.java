package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An engine as the comparison sees it: what starts a fork of it.
///
/// @param id what options and files call it
/// @param title what tables call it
/// @param command the start of its command line
/// @param forks how many forks it gets at most
/// @param warmup seconds of warm-up it gets at least
record Contender(String id, String title, List<String> command, int forks, double warmup) {
    /// This engine's id.
    static final String OURS = "lstm4j";

    private static final int FEW = 1;
    /// Vector code is a hundred times slower until the JIT compiler's last stage is done with it.
    private static final double COMPILER = 3;
    private static final int ANY = Integer.MAX_VALUE;
    private static final String PACKAGE = "dev.lstm4j.benchmarks.peers.";

    /// What all engines are called in tables and charts, in their order.
    static final Map<String, String> TITLES = titles();

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(OURS, "LSTM4J");
        titles.put("pytorch", "PyTorch");
        titles.put("onnxruntime", "ONNX Runtime");
        titles.put("libtorch", "libtorch in Java");
        titles.put("onnxruntime-java", "ONNX Runtime in Java");
        titles.put("deeplearning4j", "Deeplearning4j");
        return Collections.unmodifiableMap(titles);
    }

    /// Whether it can do this at all.
    boolean has(Mode mode) {
        return switch (mode) {
            case INFER -> true;
            case TRAIN -> !id.startsWith("onnxruntime");
            case STEP -> !id.equals("deeplearning4j");
        };
    }

    /// The same for a first look, at the risk that the JIT compiler is not done.
    Contender quick() {
        return new Contender(id, title, command, forks, Math.min(warmup, 1));
    }

    /// LSTM4J on the class path of this process.
    static Contender ours() {
        return java(OURS, PACKAGE + "Lstm4jEngine", System.getProperty("java.class.path"), ANY, COMPILER);
    }

    /// An engine that the profile `peers` built.
    ///
    /// @param id its name and that of its module's folder
    /// @param root of the repository
    /// @throws IOException where it was not built; the message says how to
    static Contender peer(String id, Path root) throws IOException {
        Path classPath = root.resolve("benchmarks/peers").resolve(id).resolve("target/classpath");
        if (!Files.isReadable(classPath)) {
            throw new IOException("not built: no " + root.relativize(classPath)
                    + "; mvn -Ppeers -DskipTests package builds it");
        }
        String jars = classPath.resolveSibling("classes") + File.pathSeparator + Files.readString(classPath).strip();
        String name = switch (id) {
            case "libtorch" -> "LibtorchEngine";
            case "onnxruntime-java" -> "OnnxRuntimeEngine";
            case "deeplearning4j" -> "Deeplearning4jEngine";
            default -> throw new IOException("expected an engine of the profile peers, found '" + id + "'");
        };
        return java(id, PACKAGE + id.replace("-", "") + "." + name, jars, id.equals("deeplearning4j") ? FEW : ANY, 0);
    }

    /// A Python wheel.
    ///
    /// @param id `pytorch` or `onnxruntime`
    /// @param python the interpreter
    /// @param root of the repository
    /// @throws IOException where the interpreter or the wheel is missing
    static Contender wheel(String id, String python, Path root) throws IOException {
        String imports = id.equals("pytorch") ? "torch, numpy" : "onnxruntime, onnx, numpy";
        try {
            Process process = new ProcessBuilder(python, "-c", "import " + imports).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), System.getProperty("stdout.encoding",
                    "UTF-8"));
            if (process.waitFor() != 0) {
                String[] lines = said.strip().split("\n");
                throw new IOException(python + " cannot import " + imports + " (" + lines[lines.length - 1]
                        + "); --python names another");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + python, e);
        }
        return new Contender(id, TITLES.get(id), List.of(python,
                root.resolve("benchmarks/peers/peers.py").toString(), "--lines", "--engines=" + id), ANY, 0);
    }

    private static Contender java(String id, String engineClass, String classPath, int forks,
            double warmup) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-cp", classPath, ForkMain.class.getName(), "--engine=" + id, "--engine-class="
                + engineClass));
        return new Contender(id, TITLES.get(id), List.copyOf(command), forks, warmup);
    }

    /// What every fork in Java is started with.
    static List<String> flags() {
        return List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");
    }
}
