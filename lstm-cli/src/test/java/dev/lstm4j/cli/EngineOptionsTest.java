package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Which kernels compute what is computed once.
class EngineOptionsTest {
    private static String kernels(double operations, String... args) {
        return CommandLine.populateCommand(new EngineOptions(), args).kernelsForOnce(operations).name();
    }

    @Test
    void aSmallComputationIsScalarUnlessAskedOtherwise() {
        assertThat(kernels(1e6)).isEqualTo("scalar");
        assertThat(kernels(1e9)).isEqualTo("vector");
        System.setProperty("lstm4j.kernels", "vector");
        try {
            assertThat(kernels(1e6)).isEqualTo("vector");
            System.clearProperty("lstm4j.kernels");
            assertThat(kernels(1e6, "--kernels", "VECTOR")).isEqualTo("vector");
        } finally {
            System.clearProperty("lstm4j.kernels");
        }
    }
}
