import dev.lstm4j.forecast.*;
import dev.lstm4j.forecast.table.Table;
import java.nio.file.Path;

void main() throws Exception {
    Table weather = Table.readCsv(Path.of("weather.csv"));
    Recipe recipe = Recipe.forTarget("temp_max").withLookback(30).withHorizon(7);

    ForecastModel model = Forecaster.of(recipe).fit(weather);
    IO.println(model.evaluation());
    IO.println(model.predict(weather));
    model.save(Path.of("weather.safetensors"));
}
