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

/// An engine that takes part in the comparison, and the command that starts a fork of it.
///
/// @param id its name in options and files
/// @param title its name in tables
/// @param command the start of its command line
/// @param forks the maximum number of its forks
/// @param warmup the minimum duration of its warm-up in seconds
record Contender(String id, String title, List<String> command, int forks, double warmup) {
    /// The id of LSTM4J.
    static final String OURS = "lstm4j";

    private static final int FEW = 1;
    /// Vector code is a hundred times slower until the last tier of the JIT compiler (C2) has compiled it.
    private static final double COMPILER = 3;
    private static final int ANY = Integer.MAX_VALUE;
    private static final String PACKAGE = "dev.lstm4j.benchmarks.peers.";

    /// The names of all engines in tables and charts, by id, in the order of reports.
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

    /// Whether the engine supports a mode.
    boolean has(Mode mode) {
        return switch (mode) {
            case INFER -> true;
            case TRAIN -> !id.startsWith("onnxruntime");
            case STEP -> !id.equals("deeplearning4j");
        };
    }

    /// The same engine with a shorter warm-up; the JIT compiler may not be done by then.
    Contender quick() {
        return new Contender(id, title, command, forks, Math.min(warmup, 1));
    }

    /// LSTM4J on the class path of this process.
    static Contender ours() {
        return java(OURS, PACKAGE + "Lstm4jEngine", System.getProperty("java.class.path"), ANY, COMPILER);
    }

    /// An engine that the profile `peers` built.
    ///
    /// @param id its id, which is also the name of its module's folder
    /// @param root the root folder of the repository
    /// @throws IOException if it was not built; the message says how to build it
    static Contender peer(String id, Path root) throws IOException {
        Path classPath = root.resolve("benchmarks/peers").resolve(id).resolve("target/classpath");
        if (!Files.isReadable(classPath)) {
            throw new IOException("not built: " + root.relativize(classPath)
                    + " is missing; build it with mvn -Ppeers -DskipTests package");
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

    /// An engine from a Python wheel.
    ///
    /// @param id `pytorch` or `onnxruntime`
    /// @param python the Python interpreter
    /// @param root the root folder of the repository
    /// @throws IOException if the interpreter or the wheel is missing
    static Contender wheel(String id, String python, Path root) throws IOException {
        String imports = id.equals("pytorch") ? "torch, numpy" : "onnxruntime, onnx, numpy";
        try {
            Process process = new ProcessBuilder(python, "-c", "import " + imports).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), System.getProperty("stdout.encoding",
                    "UTF-8"));
            if (process.waitFor() != 0) {
                String[] lines = said.strip().split("\n");
                throw new IOException(python + " cannot import " + imports + " (" + lines[lines.length - 1]
                        + "); choose another interpreter with --python");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + python, e);
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

    /// The JVM flags of every fork in Java.
    static List<String> flags() {
        return List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");
    }
}
