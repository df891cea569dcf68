package dev.lstm4j.simd.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The machine code of every register tile: in the innermost loop no accumulator goes through the stack, no index is
/// checked, and there is at most one scalar instruction for each multiply-add (the exceptions are listed with their own
/// limits). These counts do not depend on how busy the machine is. Needs objdump (binutils) and x86-64.
@Tag("slow")
@Tag("vector")
@Tag("machine-code") // starts processes with all widths: one test run is enough
class MachineCodeTest {
    private static final List<String> WIDE = List.of("VectorTilesWide::tile6x4", "VectorTilesWide::tile5x4",
            "VectorTilesWide::tile4x4", "VectorTilesWide::tile3x4", "VectorTilesWide::tile2x4",
            "VectorTilesWide::tile1x4", "VectorTilesWide::tile1x8", "VectorTilesPartial::tile6x3",
            "VectorTilesPartial::tile3x3", "VectorTilesPartial::tile1x3", "VectorTilesPartial::tile4x2",
            "VectorTilesPartial::tile1x2", "VectorTilesPartial::tile4x1", "VectorTilesPartial::tile1x1",
            "VectorGradientTiles::tile4x3", "VectorGradientTiles::tile4x2", "VectorGradientTiles::tile4x1",
            "VectorGradientTiles::tile1x3", "VectorGradientTiles::tile1x2", "VectorGradientTiles::tile1x1",
            "VectorTilesBf16::tile1x4", "VectorTilesInt8::tile1x4");
    /// With four lanes, a row of gates is shorter than these tiles are high.
    private static final List<String> EIGHT_ROWS = List.of("VectorGradientTiles::tile8x3",
            "VectorGradientTiles::tile8x2", "VectorGradientTiles::tile8x1");
    private static final List<String> NARROW = List.of("VectorTilesNarrow::tile4x2", "VectorTilesNarrow::tile2x2",
            "VectorTilesNarrow::tile1x2", "VectorTilesNarrow::tile4x1", "VectorTilesNarrow::tile2x1",
            "VectorTilesNarrow::tile1x1", "VectorTilesNarrow::tile1x8", "VectorGradientTiles::tile4x2",
            "VectorGradientTiles::tile4x1", "VectorGradientTiles::tile1x2", "VectorGradientTiles::tile1x1",
            "VectorTilesBf16::tile1x4", "VectorTilesInt8::tile1x4");
    /// Tiles with more than one scalar instruction for each multiply-add, and how many. Most handle remaining rows or
    /// columns: addresses and loop counter cost the same as in a large tile, and there is less to multiply.
    private static final Map<String, Double> SCALAR = Map.ofEntries(Map.entry("VectorTilesWide::tile3x4", 1.1),
            Map.entry("VectorTilesPartial::tile6x3", 1.2), Map.entry("VectorTilesPartial::tile3x3", 2.0),
            Map.entry("VectorTilesPartial::tile1x3", 1.2), Map.entry("VectorTilesPartial::tile4x2", 1.75),
            Map.entry("VectorTilesPartial::tile1x2", 1.25), Map.entry("VectorTilesPartial::tile1x1", 2.5),
            Map.entry("VectorTilesNarrow::tile1x8", 1.7), Map.entry("VectorTilesNarrow::tile1x2", 1.25),
            Map.entry("VectorTilesNarrow::tile1x1", 2.0),
            Map.entry("VectorTilesBf16::tile1x4", 1.5), Map.entry("VectorTilesInt8::tile1x4", 1.4),
            Map.entry("VectorGradientTiles::tile4x2", 1.25), Map.entry("VectorGradientTiles::tile8x1", 1.15),
            Map.entry("VectorGradientTiles::tile1x1", 1.75));

    /// Tiles that C2 gives one register too few with the serial collector, and their vector moves to and from
    /// the stack.
    private static final Map<String, Integer> SERIAL_SPILLS = Map.of("VectorGradientTiles::tile8x3", 2);

    @TempDir
    Path folder;

    static Stream<Arguments> widths() {
        boolean wide = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512;
        List<Arguments> widths = new ArrayList<>();
        widths.add(Arguments.of("-XX:UseAVX=2", NARROW));
        widths.add(Arguments.of("-XX:UseAVX=2 -XX:+UseSerialGC", NARROW)); // what the command line uses
        widths.add(Arguments.of("-XX:UseAVX=2 -Dlstm4j.vectorBits=128", NARROW));
        if (wide) {
            List<String> all = Stream.concat(WIDE.stream(), EIGHT_ROWS.stream()).toList();
            widths.add(Arguments.of("-Dlstm4j.vectorBits=512", all));
            widths.add(Arguments.of("-Dlstm4j.vectorBits=512 -XX:+UseSerialGC", all));
            widths.add(Arguments.of("-Dlstm4j.vectorBits=256", all));
            widths.add(Arguments.of("-Dlstm4j.vectorBits=128", WIDE));
        }
        return widths.stream();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void theInnermostLoopsMultiplyAndAdd(String options, List<String> tiles) throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the machine code of x86-64 only");
        boolean objdump = CompiledMethods.canDisassemble();
        if (!objdump) {
            System.out.println("MachineCodeTest: not run, because objdump (package binutils) is missing");
        }
        assumeTrue(objdump);

        Map<String, byte[]> codes = CompiledMethods.codes(compile(options));

        assertThat(codes.keySet()).containsAll(tiles);
        List<String> faults = new ArrayList<>();
        for (String tile : tiles) {
            HotLoop loop = HotLoop.densest(CompiledMethods.disassemble(codes.get(tile), folder));
            int mostSpills = options.contains("SerialGC") ? SERIAL_SPILLS.getOrDefault(tile, 0) : 0;
            if (loop.spills().size() > mostSpills) {
                faults.add(tile + ": expected at most " + mostSpills + " spills, found " + loop.spills());
            }
            if (!loop.checks().isEmpty()) {
                faults.add(tile + ": expected no range check, found " + loop.checks());
            }
            int most = (int) (SCALAR.getOrDefault(tile, 1.0) * loop.multiplyAdds());
            if (loop.scalar().size() > most) {
                faults.add(tile + ": expected at most " + most + " scalar instructions for "
                        + loop.multiplyAdds() + " multiply-adds, found " + loop.scalar().size() + ": "
                        + loop.scalar());
            }
        }
        assertThat(faults).isEmpty();
    }

    private String compile(String options) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-Xbatch", "-XX:+UnlockDiagnosticVMOptions", "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline,dev.lstm4j.simd.internal.kernels.Vector*::tile*",
                "-XX:CompileCommand=print,dev.lstm4j.simd.internal.kernels.Vector*::tile*", "--add-modules",
                "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), TileDriver.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text.substring(0, Math.min(2000, text.length()))).isZero();
        return text;
    }
}
