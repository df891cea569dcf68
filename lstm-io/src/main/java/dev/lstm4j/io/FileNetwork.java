package dev.lstm4j.io;

import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Describes the recurrent modules of a file by the names and shapes of their tensors, as the code that creates their
/// architecture, for messages.
final class FileNetwork {
    private FileNetwork() {}

    /// Describes all recurrent modules.
    ///
    /// @param tensors the tensors of the file
    /// @return for example `'rnn' (Architecture.lstm(3, 16).withLayers(2))`; empty if there are none
    static String describe(StateTensors tensors) {
        List<String> found = new ArrayList<>();
        tensors.modules().forEach((name, module) -> {
            String network = architecture(module);
            if (network != null) {
                found.add(Printable.quote(name) + " (" + network + ")");
            }
        });
        return StateTensors.some(found);
    }

    private static @Nullable String architecture(Map<String, TensorInfo> module) {
        List<Long> inputs = shape(module, "weight_ih_l0");
        List<Long> recurrent = shape(module, "weight_hh_l0");
        List<Long> projection = shape(module, "weight_hr_l0");
        if (inputs.size() != 2 || recurrent.size() != 2 || !inputs.getFirst().equals(recurrent.getFirst())) {
            return null;
        }
        long hidden = projection.size() == 2 ? projection.getLast() : recurrent.getLast();
        String cell = hidden == 0 || recurrent.getFirst() % hidden != 0
                ? null
                : switch ((int) Math.min(Integer.MAX_VALUE, recurrent.getFirst() / hidden)) {
                    case 1 -> "of(Rnn.create(), ";
                    case 3 -> "of(Gru.create(), ";
                    case 4 -> "lstm(";
                    default -> null;
                };
        if (cell == null) {
            return null;
        }
        int layers = 1;
        while (module.containsKey("weight_ih_l" + layers)) {
            layers++;
        }
        return "Architecture." + cell + inputs.getLast() + ", " + hidden + ")"
                + (projection.size() == 2 ? ".withProjection(" + projection.getFirst() + ")" : "")
                + (layers > 1 ? ".withLayers(" + layers + ")" : "")
                + (module.containsKey("weight_ih_l0_reverse") ? ".withBidirectional(true)" : "")
                + (module.containsKey("bias_ih_l0") ? "" : ".withBias(false)");
    }

    private static List<Long> shape(Map<String, TensorInfo> module, String name) {
        TensorInfo tensor = module.get(name);
        return tensor == null ? List.of() : tensor.shape();
    }
}
