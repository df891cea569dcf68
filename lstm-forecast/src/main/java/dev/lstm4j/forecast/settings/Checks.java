package dev.lstm4j.forecast.settings;

/// Checks the ranges of the values of a recipe.
final class Checks {
    private Checks() {}

    static void atLeast(Setting setting, long found, long least) {
        if (found < least) {
            throw ForecastException.setting(setting, "expected at least " + least + ", found " + found);
        }
    }

    static void positive(Setting setting, double found) {
        if (!(found > 0) || Double.isInfinite(found)) {
            throw ForecastException.setting(setting, "expected a number above 0, found " + found);
        }
    }

    static void notNegative(Setting setting, double found) {
        if (!(found >= 0) || Double.isInfinite(found)) {
            throw ForecastException.setting(setting, "expected a finite number of at least 0, found " + found);
        }
    }

    static void finite(Setting setting, double found) {
        if (!Double.isFinite(found)) {
            throw ForecastException.setting(setting, "expected a finite number, found " + found);
        }
    }

    static void fraction(Setting setting, double found) {
        if (!(found >= 0 && found < 1)) {
            throw ForecastException.setting(setting, "expected a number from 0 to below 1, found " + found);
        }
    }

    static void probability(Setting setting, double found) {
        if (!(found >= 0 && found < 1)) {
            throw ForecastException.setting(setting, "expected a probability from 0 to below 1, found " + found);
        }
    }
}
