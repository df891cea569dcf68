package dev.lstm4j.simd.internal.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The innermost loop of a kernel in x86-64 machine code. Groups the instructions other than multiply-adds by kind.
///
/// @param multiplyAdds the number of fused multiply-adds
/// @param loads vector loads and broadcasts
/// @param spills vector moves to the stack, and from places on the stack that the loop writes; a constant of the loop
///        that is read from the stack is a load
/// @param checks conditional jumps of range checks
/// @param vector other vector arithmetic, such as the conversions of quantized weights
/// @param scalar everything else: addresses, the loop counter, the jump back
record HotLoop(int multiplyAdds, List<String> loads, List<String> spills, List<String> checks, List<String> vector,
        List<String> scalar) {
    private static final Pattern JUMP = Pattern.compile("j\\w+\\s+0x([0-9a-f]+)");
    private static final Pattern STACK_STORE = Pattern.compile("vmov\\w+ +.*(\\[rsp.*]),.*");
    private static final Pattern STACK_LOAD = Pattern.compile("vmov\\w+ +.*,.*(\\[rsp.*])");
    private static final Pattern LOAD = Pattern.compile("(vmov\\w+ +[xyz]mm|vbroadcast\\w+ ).*");
    private static final Pattern VECTOR = Pattern.compile("v\\w+ .*[xyz]mm.*[xyz]mm.*");
    private static final Pattern CHECK = Pattern.compile("(ja|jae|jb|jbe) .*");

    /// An instruction.
    ///
    /// @param address where it begins
    /// @param text as objdump prints it in Intel's syntax
    record Instruction(long address, String text) {}

    /// The innermost loop with the largest share of multiply-adds: the one in which a kernel spends its time. The
    /// compiler makes others from the same source, for the first and last iterations.
    ///
    /// @throws IllegalArgumentException if no innermost loop has multiply-adds
    static HotLoop densest(List<Instruction> code) {
        return innermost(code).stream().filter(loop -> loop.multiplyAdds > 0)
                .max(Comparator.comparingDouble(loop -> (double) loop.multiplyAdds / loop.size()))
                .orElseThrow(() -> new IllegalArgumentException("expected a loop with multiply-adds, found none"));
    }

    private static List<HotLoop> innermost(List<Instruction> code) {
        record Range(long from, long to) {
            boolean contains(Range other) {
                return !equals(other) && from <= other.from && other.to <= to;
            }
        }
        List<Range> loops = new ArrayList<>();
        for (Instruction instruction : code) {
            Matcher jump = JUMP.matcher(instruction.text);
            long target = jump.matches() ? Long.parseUnsignedLong(jump.group(1), 16) : -1;
            if (target >= 0 && target < instruction.address) { // below 0: another method
                loops.add(new Range(target, instruction.address));
            }
        }
        return loops.stream().filter(loop -> loops.stream().noneMatch(loop::contains))
                .map(loop -> of(code.stream().filter(i -> loop.from <= i.address && i.address <= loop.to)
                        .map(Instruction::text).toList()))
                .toList();
    }

    private static HotLoop of(List<String> body) {
        HotLoop loop = new HotLoop((int) body.stream().filter(text -> text.contains("vfmadd")).count(),
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> written = new HashSet<>();
        for (String text : body) {
            Matcher store = STACK_STORE.matcher(text);
            if (store.matches()) {
                written.add(store.group(1));
            }
        }
        for (String text : body) {
            Matcher load = STACK_LOAD.matcher(text);
            if (STACK_STORE.matcher(text).matches() || load.matches() && written.contains(load.group(1))) {
                loop.spills.add(text);
            } else if (LOAD.matcher(text).matches()) {
                loop.loads.add(text);
            } else if (CHECK.matcher(text).matches()) {
                loop.checks.add(text);
            } else if (text.contains("vfmadd")) {
                continue;
            } else if (VECTOR.matcher(text).matches()) {
                loop.vector.add(text);
            } else {
                loop.scalar.add(text);
            }
        }
        return loop;
    }

    private int size() {
        return multiplyAdds + loads.size() + spills.size() + checks.size() + vector.size() + scalar.size();
    }
}
