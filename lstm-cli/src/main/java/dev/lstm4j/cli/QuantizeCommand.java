package dev.lstm4j.cli;

import dev.lstm4j.Model;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Rounds the weights of a model file to 16 or 8 bits.
@Command(name = "quantize", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Rounds the weights of a model to 16 or 8 bits, for a smaller file and faster inference.",
        description = {"",
                "The new file is used like the old one. The engine still computes in float32. Large networks "
                        + "(from about 256 units) answer single steps faster, because reading their weights takes most of the "
                        + "time. To see what the rounding costs, compare both files with: lstm evaluate"})
final class QuantizeCommand implements Callable<Integer> {
    private static final String EXTENSION = ".safetensors";

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "Model file written by train.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @Option(names = "--to", paramLabel = "TYPE", required = true,
            description = "bf16: 16 bits, half the size. int8: 8 bits and a scale for each row, a quarter of the size.")
    private WeightType type = WeightType.FLOAT32;

    @Option(names = "--out", paramLabel = "FILE",
            description = "The file to write; it must not exist. Default: next to the model, with the type in its name.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (type == WeightType.FLOAT32) {
            throw new InputException("--to: expected bf16 or int8, found float32, which has nothing to round");
        }
        Model loaded = LoadedModel.read(model);
        if (loaded.weights() != WeightType.FLOAT32) {
            throw new InputException(model + ": expected a model with float32 weights, found " + name(loaded.weights())
                    + "; quantize the file that train wrote");
        }
        Path file = out == null ? besideModel() : out;
        if (Files.exists(file)) {
            throw new InputException("--out: expected a file that does not exist, found " + file
                    + "; choose another name or delete the file");
        }
        Model quantized;
        try {
            quantized = loaded.withWeights(type);
        } catch (IllegalArgumentException e) {
            throw new InputException(model + ": " + e.getMessage(), e);
        }
        ModelFile.save(file, quantized);
        System.out.print(new TextTable(2, 2, "  ")
                .row(model.toString(), size(model))
                .row(file.toString(), size(file)).text(""));
        return 0;
    }

    private Path besideModel() {
        String name = model.getFileName().toString();
        String stem = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        return model.resolveSibling(stem + "-" + name(type) + EXTENSION);
    }

    private static String name(WeightType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String size(Path file) throws IOException {
        return Descriptions.count(Files.size(file)) + " bytes";
    }
}
