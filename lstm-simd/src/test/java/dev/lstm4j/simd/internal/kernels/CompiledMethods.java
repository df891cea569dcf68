package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.simd.internal.kernels.HotLoop.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the machine code that HotSpot prints with `-XX:CompileCommand=print`, as bytes, and disassembles it with
/// objdump. No disassembler plugin is needed.
final class CompiledMethods {
    private static final Pattern HEAD = Pattern.compile("Compiled method \\(c(\\d)\\).*?([\\w.]+)::(\\w+) ");
    private static final Pattern BYTES = Pattern.compile("\\s*0x[0-9a-f]+:\\s*([0-9a-f| ]+?)(\\s*;.*)?");
    private static final Pattern DISASSEMBLED = Pattern.compile("\\s*([0-9a-f]+):\\s+(\\S.*?)\\s*");

    private CompiledMethods() {}

    /// The last code of each method that C2 compiled.
    ///
    /// @param output HotSpot's output
    /// @return bytes by `Class::method`
    static Map<String, byte[]> codes(String output) {
        Map<String, byte[]> codes = new TreeMap<>();
        String[] parts = output.split("\\[MachCode]");
        for (int i = 1; i < parts.length; i++) {
            Matcher head = HEAD.matcher(parts[i - 1]);
            String name = "";
            while (head.find()) { // the last one before the code
                name = head.group(1).equals("2")
                        ? head.group(2).substring(head.group(2).lastIndexOf('.') + 1) + "::" + head.group(3)
                        : "";
            }
            if (!name.isEmpty()) {
                codes.put(name, bytes(parts[i].substring(0, parts[i].indexOf("[/MachCode]"))));
            }
        }
        return codes;
    }

    private static byte[] bytes(String lines) {
        StringBuilder hex = new StringBuilder();
        lines.lines().forEach(line -> {
            Matcher matcher = BYTES.matcher(line);
            if (matcher.matches()) {
                hex.append(matcher.group(1).replaceAll("[^0-9a-f]", ""));
            }
        });
        return HexFormat.of().parseHex(hex);
    }

    /// Whether objdump can be started.
    static boolean canDisassemble() {
        try {
            return new ProcessBuilder("objdump", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Disassembles x86-64 code.
    static List<Instruction> disassemble(byte[] code, Path folder) {
        try {
            Path file = folder.resolve("code.bin");
            Files.write(file, code);
            Process objdump = new ProcessBuilder("objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel",
                    "--no-show-raw-insn", file.toString()).redirectErrorStream(true).start();
            List<Instruction> instructions = new ArrayList<>();
            for (String line : new String(objdump.getInputStream().readAllBytes()).split("\n")) {
                Matcher matcher = DISASSEMBLED.matcher(line);
                if (matcher.matches()) {
                    instructions.add(new Instruction(Long.parseLong(matcher.group(1), 16), matcher.group(2)));
                }
            }
            return instructions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
