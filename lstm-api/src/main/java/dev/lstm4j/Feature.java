package dev.lstm4j;

/// One input of a forecasting network and the column of a table that it comes from.
///
/// @param column the column's name
/// @param kind how the number is computed from it
/// @param category the text for which a [Kind#CATEGORY] feature is 1; empty for other kinds
public record Feature(String column, Kind kind, String category) {

    /// How a feature is computed from a column.
    public enum Kind {
        /// The number itself.
        NUMBER,
        /// 1 if the column's text is the category, else 0.
        CATEGORY,
        /// sin(2π · day of the year / 365.2425) of a time column.
        DAY_OF_YEAR_SIN,
        /// cos(2π · day of the year / 365.2425) of a time column.
        DAY_OF_YEAR_COS,
        /// sin(2π · hour of the day / 24) of a time column.
        HOUR_OF_DAY_SIN,
        /// cos(2π · hour of the day / 24) of a time column.
        HOUR_OF_DAY_COS
    }

    /// A feature that is the number in a column.
    ///
    /// @param column its name
    /// @return the feature
    public static Feature number(String column) {
        return new Feature(column, Kind.NUMBER, "");
    }

    /// A short name for tables.
    ///
    /// @return for example `wind`, `weather=rain` or `day_of_year_sin(date)`
    public String label() {
        return switch (kind) {
            case NUMBER -> column;
            case CATEGORY -> column + "=" + category;
            case DAY_OF_YEAR_SIN, DAY_OF_YEAR_COS, HOUR_OF_DAY_SIN, HOUR_OF_DAY_COS -> kind.name()
                    .toLowerCase(java.util.Locale.ROOT) + "(" + column + ")";
        };
    }
}
