package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.table.Table;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What cannot fit into memory is refused before the training, and the message names what takes most of it.
class MemoryEstimateTest {
    private static final Table TABLE = Tables.waves(3000);
    private static final int MEBIBYTE = 1 << 20;

    private static MemoryEstimate estimate(Recipe recipe, int batch) {
        TrainingPlan plan = Forecaster.of(recipe).plan(TABLE);
        return MemoryEstimate.of(plan.architecture(), plan.task(), plan.series(), batch);
    }

    private static void assertRefused(Supplier<Recipe> recipe, Setting setting, String... parts) {
        assertThatThrownBy(() -> Forecaster.of(recipe.get()).plan(TABLE)).isInstanceOfSatisfying(
                ForecastException.class, e -> {
                    assertThat(e.reason()).isEqualTo(ForecastException.Reason.MEMORY);
                    assertThat(e.setting()).isEqualTo(setting);
                }).hasMessageContainingAll(parts);
    }

    /// Measured with 6 features, 1461 rows and a horizon of 7: 45.6, 84.0 and 95.0 MiB of floats.
    @Test
    void theEstimateIsSlightlyBelowWhatWasMeasured() {
        Recipe recipe = Tables.tinyRecipe().withHorizon(7);
        MemoryEstimate medium = estimate(recipe.withHidden(256).withLookback(100), 64);
        assertThat(medium.network() + medium.batch()).isBetween(0.9 * 45.6 * MEBIBYTE, 45.6 * MEBIBYTE);
        MemoryEstimate twice = estimate(recipe.withHidden(256).withLookback(100), 128);
        assertThat(twice.network() + twice.batch()).isBetween(0.9 * 84.0 * MEBIBYTE, 84.0 * MEBIBYTE);
        MemoryEstimate wide = estimate(recipe.withHidden(1000), 8);
        assertThat(wide.network() + wide.batch()).isBetween(0.9 * 95.0 * MEBIBYTE, 95.0 * MEBIBYTE);
    }

    @Test
    void theMessageNamesTheLargestPart() {
        assertRefused(() -> Tables.tinyRecipe().withHidden(20_000), Setting.HIDDEN,
                "network.hidden: training 1 layer of 20000 units takes about ", " MiB of memory (network ",
                "use fewer units, layers or steps ahead");
        assertRefused(() -> Tables.tinyRecipe().withHidden(2_000).withLookback(1000).withBatchSize(5_000),
                Setting.BATCH_SIZE, "1098 windows of a batch ", "use smaller batches, a shorter lookback");
    }

    @Test
    void evaluationIsNotAddedToTheTraining() {
        MemoryEstimate parts = new MemoryEstimate(10, 20, 5, 40);
        assertThat(parts.bytes()).isEqualTo(45);
        assertThat(new MemoryEstimate(10, 20, 5, 4).bytes()).isEqualTo(35);
    }
}
