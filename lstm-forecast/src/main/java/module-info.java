/// Forecasts tables: reads them, trains networks by a recipe, forecasts in the columns' own units and evaluates the forecasts.
@SuppressWarnings("requires-automatic") // Hipparchus, chardet4j and Hardwood have no module descriptors
@org.jspecify.annotations.NullMarked
module dev.lstm4j.forecast {
    requires transitive dev.lstm4j;
    requires transitive dev.lstm4j.io;
    requires transitive dev.lstm4j.simd;
    requires transitive dev.lstm4j.training;
    requires ch.randelshofer.fastdoubleparser;
    requires chardet4j;
    requires de.siegmar.fastcsv;
    requires hipparchus.stat;
    requires hipparchus.core;
    requires tools.jackson.core;
    requires static dev.hardwood.core;
    requires static transitive org.jspecify;

    exports dev.lstm4j.forecast;
    exports dev.lstm4j.forecast.baseline;
    exports dev.lstm4j.forecast.calendar;
    exports dev.lstm4j.forecast.check;
    exports dev.lstm4j.forecast.evaluation;
    exports dev.lstm4j.forecast.settings;
    exports dev.lstm4j.forecast.table;
}
