package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;

/// Writes known tables in random dialects. Each is read back equal, or refused with a message; none is read wrongly.
class DialectProperties {
    private static final int SOME = 1_000;
    private static final int MANY = 10_000;
    private static final double MOST_REFUSED = 0.35;
    private static final Recipe RECIPE = Recipe.forTarget("y").withFeatures("y", "a", "kind").withLookback(2)
            .withHorizon(1).withHidden(1);

    private static final AtomicInteger TRIED = new AtomicInteger();
    private static final AtomicInteger READ = new AtomicInteger();

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.randomValue(Dialect::draw);
    }

    @Property(tries = SOME, shrinking = ShrinkingMode.OFF)
    void aTableIsReadBackEqualOrRefused(@ForAll("dialects") Dialect written) throws IOException {
        assertReadBackOrRefused(written);
    }

    @Tag("slow")
    @Property(tries = MANY, shrinking = ShrinkingMode.OFF)
    void manyTablesAreReadBackEqualOrRefused(@ForAll("dialects") Dialect written) throws IOException {
        assertReadBackOrRefused(written);
    }

    private static void assertReadBackOrRefused(Dialect written) throws IOException {
        TRIED.incrementAndGet();
        TrainingPlan plan;
        try {
            plan = Forecaster.of(RECIPE).plan(Table.readCsv("table.csv", new ByteArrayInputStream(written.bytes())));
        } catch (ForecastException e) {
            assertThat(e).hasMessageContaining("table.csv");
            return;
        }
        READ.incrementAndGet();
        boolean doubted = plan.warnings().stream()
                .anyMatch(warning -> warning.message().contains("separates thousands"));
        if (!doubted) {
            assertThat(plan.series().number("y")).isEqualTo(numbers(written.y()));
            assertThat(plan.series().number("a")).isEqualTo(numbers(written.a()));
        }
        assertThat(plan.series().time()).isNotNull();
        assertThat(plan.series().time().stamps()).extracting(TimeStamp::local)
                .containsExactlyElementsOf(written.times());
        boolean guessed = plan.warnings().stream().anyMatch(warning -> warning.message().contains("UTF-8"));
        if (!guessed) {
            assertThat(plan.series().text("kind")).containsExactlyElementsOf(written.texts());
        }
    }

    @AfterProperty
    void mostAreRead() {
        assertThat(READ.get()).isGreaterThan((int) ((1 - MOST_REFUSED) * TRIED.get()));
    }

    private static double[] numbers(List<BigDecimal> values) {
        return values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
