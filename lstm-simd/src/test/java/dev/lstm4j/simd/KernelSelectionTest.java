package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.engine.Kernels;
import org.junit.jupiter.api.Test;

/// Each test run names the kernels that it expects. Both sets give the same results, so no other test would notice a
/// broken selection.
class KernelSelectionTest {
    private final String expected = System.getProperty("lstm4j.test.expectedKernels", "vector");

    @Test
    void theExpectedKernelsRun() {
        Kernels kernels = KernelSelection.kernels();
        assertThat(kernels.name()).isEqualTo(expected);
        assertThat(kernels.getClass().getSimpleName().toLowerCase()).startsWith(expected);
        assertThat(KernelSelection.kernels()).isSameAs(kernels);
    }

    @Test
    void theVectorModuleIsPresentOnlyInTheVectorRun() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent())
                .isEqualTo(expected.equals("vector"));
    }

    @Test
    void aForcedChoiceIsUsedOrThrows() {
        assertThat(KernelSelection.choose("scalar").name()).isEqualTo("scalar");
        if (expected.equals("vector")) {
            assertThat(KernelSelection.choose("vector").name()).isEqualTo("vector");
        } else {
            assertThatThrownBy(() -> KernelSelection.choose("vector")).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("--add-modules jdk.incubator.vector");
        }
    }

    @Test
    void anUnknownChoiceThrows() {
        assertThatThrownBy(() -> KernelSelection.choose("gpu")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected auto, scalar or vector, found 'gpu'");
    }

    @Test
    void theDescriptionGivesTheReason() {
        assertThat(KernelSelection.kernels().description()).startsWith(expected).contains("jdk.incubator.vector");
    }
}
