package dev.lstm4j.cli;

import dev.lstm4j.Model;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.quantization.WeightType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Rounds the weights of a model file to 16 or 8 bits.
@Command(name = "quantize", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Rounds the weights of a model to 16 or 8 bits, for a smaller file and faster inference.",
        description = {"",
                "Use the new file like the old one. The engine still computes in float32. Single steps of large "
                        + "networks (256 units or more) are faster, because most of their time is spent reading weights. "
                        + "To see what the rounding costs, run lstm evaluate with both files."})
final class QuantizeCommand implements Callable<Integer> {
    private static final String EXTENSION = ".safetensors";

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "Model file written by train.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @Option(names = "--to", paramLabel = "TYPE", required = true,
            description = "bf16: 16 bits, half the size. int8: 8 bits and a scale for each row, a quarter of the size.")
    private String to = "";

    @Option(names = "--out", paramLabel = "FILE",
            description = "The file to write; it must not exist. Default: next to the model, with the type in its name.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        WeightType type = type();
        Model loaded = LoadedModel.read(model);
        if (loaded.weights() != WeightType.FLOAT32) {
            throw new InputException(
                    model + ": expected a model with float32 weights, found " + Names.of(loaded.weights())
                            + "; quantize the file that train wrote");
        }
        Path file = out == null ? besideModel(type) : out;
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

    private WeightType type() {
        for (WeightType candidate : List.of(WeightType.BF16, WeightType.INT8)) {
            if (Names.of(candidate).equalsIgnoreCase(to)) {
                return candidate;
            }
        }
        throw new InputException("--to: expected bf16 or int8, found '" + to + "'");
    }

    private Path besideModel(WeightType type) {
        String name = model.getFileName().toString();
        String stem = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        return model.resolveSibling(stem + "-" + Names.of(type) + EXTENSION);
    }

    private static String size(Path file) throws IOException {
        return Descriptions.count(Files.size(file)) + " bytes";
    }
}
