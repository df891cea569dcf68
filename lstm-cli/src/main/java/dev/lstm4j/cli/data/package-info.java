/// From a CSV file to the floats that a network reads. Enter at [CsvTable] (the file as it is), then [ColumnChoice] (what of
/// it), [SeriesReader] (cells to values, missing values, times), [SplitOption] and [Encoding] (features and scaling).
package dev.lstm4j.cli.data;
