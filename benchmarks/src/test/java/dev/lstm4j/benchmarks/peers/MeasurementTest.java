package dev.lstm4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.bench.Mode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {
    @Test
    void aWrittenMeasurementIsRead() throws IOException {
        Measurement written = Measurements.one("libtorch", Mode.TRAIN, "xl", 2, 1.5e-7, 0.25);
        Measurement read = Measurement.parse(written.json());
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void aLineFromPythonIsRead() throws IOException {
        Measurement read = Measurement.parse("""
                {"engine": "pytorch", "version": "2.1+cpu", "mode": "step", "workload": "step32", "threads": 1, \
                "difference": null, "repetitions": 7, "more": [1], "seconds": [1.5e-05, 2]}""");
        assertThat(read.mode()).isEqualTo(Mode.STEP);
        assertThat(read.difference()).isNaN();
        assertThat(read.seconds()).containsExactly(1.5e-5, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"engine\":\"a\"", "[]", "{}",
            "{\"engine\":\"a\",\"mode\":\"fly\",\"workload\":\"b\",\"threads\":1,\"seconds\":[1]}",
            "{\"engine\":\"a\",\"mode\":\"infer\",\"workload\":\"b\",\"threads\":1,\"seconds\":[]}",
            "{\"engine\":\"a\",\"mode\":\"infer\",\"workload\":\"b\",\"threads\":1,\"seconds\":[0]}"})
    void aLineThatIsNotAMeasurementIsRejected(String line) {
        assertThatThrownBy(() -> Measurement.parse(line)).isInstanceOf(IOException.class)
                .hasMessageContaining("expected a measurement");
    }
}
