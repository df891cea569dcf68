package dev.lstm4j.simd;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.kernels.ScalarKernels;
import dev.lstm4j.simd.internal.kernels.VectorKernels;
import dev.lstm4j.simd.internal.kernels.VectorWidth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Selects the kernels once per process: the vector kernels if the module `jdk.incubator.vector` is present and the
/// processor has fused multiply-add, otherwise the scalar kernels. If the module is missing, one warning names the flag
/// that adds it. The system property `lstm4j.kernels` (`auto`, `scalar`, `vector`) overrides the selection; requesting
/// kernels that are not available is an error.
public final class KernelSelection {
    /// The system property that overrides the selection.
    static final String PROPERTY = "lstm4j.kernels";
    /// The value that does not override it.
    static final String AUTO = "auto";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelSelection() {}

    /// Initialized by the first call of [#kernels]. A failure is kept too, so that every call reports it.
    private static final class Holder {
        static final @Nullable Kernels KERNELS;
        static final String FAILURE;

        static {
            Kernels kernels = null;
            String failure = "";
            try {
                kernels = choose(System.getProperty(PROPERTY, AUTO));
            } catch (IllegalStateException e) {
                failure = e.getMessage();
            }
            KERNELS = kernels;
            FAILURE = failure;
        }
    }

    /// The kernels of this process.
    ///
    /// @return the same object at every call
    /// @throws IllegalStateException if `lstm4j.kernels` or `lstm4j.vectorBits` is invalid, or requests what is
    ///         not available
    public static Kernels kernels() {
        Kernels kernels = Holder.KERNELS;
        if (kernels == null) {
            throw new IllegalStateException(Holder.FAILURE);
        }
        return kernels;
    }

    /// Creates kernels of a given kind, regardless of the kernels of the process.
    ///
    /// @param choice `auto`, `scalar` or `vector`
    /// @return new kernels
    /// @throws IllegalStateException if the choice is unknown or not available, or `lstm4j.vectorBits` is invalid
    public static Kernels choose(String choice) {
        Objects.requireNonNull(choice, "choice");
        boolean vector = vectorModulePresent();
        return switch (choice) {
            case "scalar" -> new ScalarKernels("requested");
            case "vector" -> {
                if (!vector) {
                    throw new IllegalStateException("lstm4j.kernels: expected the module " + VECTOR_MODULE
                            + " for 'vector', found none; start Java with --add-modules " + VECTOR_MODULE);
                }
                if (!Vectors.supported()) {
                    throw new IllegalStateException(
                            "lstm4j.kernels: expected a processor with fused multiply-add for 'vector', found none; "
                                    + "use auto or scalar");
                }
                yield Vectors.kernels("requested");
            }
            case AUTO -> {
                if (vector && !Vectors.supported()) {
                    yield new ScalarKernels("the processor has no fused multiply-add");
                }
                if (vector) {
                    yield Vectors.kernels("the module " + VECTOR_MODULE + " is available");
                }
                System.getLogger("dev.lstm4j").log(System.Logger.Level.WARNING, "kernels: scalar, because the module "
                        + VECTOR_MODULE + " is missing; start Java with --add-modules " + VECTOR_MODULE + " for speed");
                yield new ScalarKernels("the module " + VECTOR_MODULE + " is missing; --add-modules " + VECTOR_MODULE
                        + " enables the vector kernels");
            }
            default -> throw new IllegalStateException(
                    "lstm4j.kernels: expected auto, scalar or vector, found '" + choice + "'");
        };
    }

    private static boolean vectorModulePresent() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /// A separate class, so that nothing of the Vector API is linked if its module is missing.
    private static final class Vectors {
        static boolean supported() {
            VectorWidth.species(); // reports an invalid lstm4j.vectorBits before a constant depends on it
            return VectorKernels.supported();
        }

        static Kernels kernels(String reason) {
            return new VectorKernels(reason);
        }
    }
}
