package dev.lstm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellFunction;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.TracedGate;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Initialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An inconsistent cell declaration is rejected, with the name of the cell, before any computation. The layout and the
/// parameter counts follow from a consistent one.
class CellDeclarationTest {

    /// A minimal cell with two gates.
    private static class TwoGates implements Cell {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<String> gates() {
            return List.of("a", "b");
        }

        @Override
        public CellFunction function(Kernels kernels, boolean bias) {
            throw new UnsupportedOperationException("function: expected no call, found one");
        }
    }

    private static void refused(Cell cell, String message) {
        assertThatThrownBy(() -> Architecture.of(cell, 2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void gatesMustFitTheWeights() {
        refused(new TwoGates() {
            @Override
            public List<String> gates() {
                return List.of("a", "a");
            }
        }, "cell test: expected gates and states with different names");
        refused(new TwoGates() {
            @Override
            public List<String> gates() {
                return List.of();
            }
        }, "cell test: expected at least one gate, found 0 gates and 0 packed gates");
        refused(new TwoGates() {
            @Override
            public int packedGates() {
                return 1;
            }
        }, "cell test: expected packed gates with weight_ih and weight_hh of gate b, found none with weight_ih");
        refused(new TwoGates() {
            @Override
            public int hiddenGate(int packed) {
                return 0;
            }
        }, "cell test: expected one packed gate for each block of weight_hh, found two for gate a");
        refused(new TwoGates() {
            @Override
            public int inputGate(int packed) {
                return packed + 1;
            }
        }, "cell test: expected an input gate and a hidden gate from 0 to 1, or -1 for one of them, in packed gate 1, "
                + "found 2 and 1");
        refused(new TwoGates() {
            @Override
            public int forgetGate() {
                return 2;
            }
        }, "cell test: expected a forget gate from -1 to 1, found 2");
        refused(new TwoGates() {
            @Override
            public int innerGate() {
                return 1;
            }
        }, "cell test: expected needsWholeRows() and a hidden gate of at least 0 for inner gate 1, found false and 1");
        refused(new TwoGates() {
            @Override
            public List<TracedGate> tracedGates() {
                return List.of(new TracedGate("a", 2, false));
            }
        }, "cell test: expected packed gates from 0 to 1 in tracedGates(), found 2");
    }

    @Test
    void namesMustBeUnique() {
        refused(new TwoGates() {
            @Override
            public String name() {
                return "Test.1";
            }
        }, "expected a name of lower-case letters, digits and underscores, found Test.1");
        refused(new TwoGates() {
            @Override
            public List<String> states() {
                return List.of("c", "h");
            }
        }, "none of them h, found [a, b, c, h, h]");
        refused(new TwoGates() {
            @Override
            public List<CellParameter> parameters(boolean bias) {
                return List.of(new CellParameter("bias_ih", 1, Initialization.ZERO));
            }
        }, "expected different parameter names, none of them [");
        refused(new TwoGates() {
            @Override
            public List<String> states() {
                return List.of("c");
            }

            @Override
            public boolean keepsHidden() {
                return true;
            }
        }, "expected no states and no projection, since keepsHidden() is true, found states [c]");
        assertThatThrownBy(() -> new CellParameter("w", 0, Initialization.ZERO))
                .hasMessage("w: expected at least 1 row, found 0");
    }

    @Test
    void onlySomeCellsAllowProjections() {
        assertThatThrownBy(() -> Architecture.of(Gru.create(), 2, 3).withProjection(1))
                .hasMessage("projSize: expected 0, since a GRU allows no projection, found 1");
        assertThat(Architecture.of(new TwoGates(), 2, 3).cell().tracedGates())
                .containsExactly(new TracedGate("a", 0, false), new TracedGate("b", 1, false));
    }

    @Test
    void countsMatchTheLayout() {
        for (Cell cell : Cells.choices().values()) {
            for (boolean on : new boolean[]{true, false}) {
                Architecture architecture = Architecture.of(cell, 5, 4).withLayers(3).withBidirectional(on)
                        .withBias(!on)
                        .withTrainableStates(on).withEmbedding(on ? 7 : 0).withHead(on ? null : Head.lastStep(2))
                        .withProjection(cell.allowsProjection() ? 2 : 0);
                ParameterLayout layout = architecture.parameterLayout();
                assertThat(architecture.parameterCount()).as(cell.toString()).isEqualTo(layout.size());
                assertThat(architecture.tensorCount()).isEqualTo(layout.entries().size());
            }
        }
    }

    @Test
    void sizesThatOverflowAreRefusedWithoutALayout() {
        assertThatThrownBy(() -> Architecture.lstm(1, Integer.MAX_VALUE))
                .hasMessageContaining("expected at most 2147483639 parameters (8 GiB), found");
        assertThat(Architecture.lstm(1, 2).withLayers(20_000_000).tensorCount()).isEqualTo(80_000_000L);
        // A projection makes a large layer small.
        assertThat(Architecture.of(Lstm.create(), 1, 40_000, 100).parameterCount()).isEqualTo(20_480_000);
    }
}
