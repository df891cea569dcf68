package dev.lstm4j.forecast;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/// Trains forecasting models on tables, as a recipe says. A forecaster keeps no state: it can train any number of
/// models, and the same table always gives the same model.
public final class Forecaster {
    private final Recipe recipe;
    private final @Nullable Engine engine;

    private Forecaster(Recipe recipe, @Nullable Engine engine) {
        this.recipe = recipe;
        this.engine = engine;
    }

    /// A forecaster.
    ///
    /// @param recipe what shapes the training
    /// @return the forecaster
    /// @throws ForecastException if values of the recipe do not go together
    public static Forecaster of(Recipe recipe) {
        recipe.check();
        return new Forecaster(recipe, null);
    }

    /// Returns a copy with another engine. The weights do not depend on its threads, and on its kernels only as far as
    /// docs/numerics.md says.
    ///
    /// @param chosen the engine; by default [Engine#auto()]
    /// @return a changed copy
    public Forecaster withEngine(Engine chosen) {
        return new Forecaster(recipe, chosen);
    }

    /// What shapes the training.
    ///
    /// @return the recipe
    public Recipe recipe() {
        return recipe;
    }

    /// Reads and checks a table and decides on features, scaling, windows and network, without training.
    ///
    /// @param table the data
    /// @return a training that is ready to start
    /// @throws ForecastException if the table cannot be used with the recipe
    public TrainingPlan plan(Table table) {
        return new TrainingPlan(recipe, engine == null ? Engine.auto() : engine, table);
    }

    /// Trains a model.
    ///
    /// @param table the data
    /// @return the model; its evaluation on the test set is computed when it is asked for
    /// @throws ForecastException if the table cannot be used with the recipe
    /// @throws ArithmeticException if a loss or gradient is not finite before the first epoch has ended
    public ForecastModel fit(Table table) {
        return plan(table).fit();
    }

    /// Trains a model and reports the progress.
    ///
    /// @param table the data
    /// @param listener told of each batch and epoch
    /// @return the model; its evaluation on the test set is computed when it is asked for
    /// @throws ForecastException if the table cannot be used with the recipe
    /// @throws ArithmeticException if a loss or gradient is not finite before the first epoch has ended
    public ForecastModel fit(Table table, TrainingListener listener) {
        return plan(table).fit(listener);
    }
}
