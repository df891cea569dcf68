package dev.lstm4j.forecast.table;

/// Where rows come from, for messages: `weather.csv line 118` for a file, `table row 117` for arrays.
///
/// @param name of the file or table
/// @param unit `line` or `row`
/// @param numbers one for each row
public record Origin(String name, String unit, RowNumbers numbers) {

    /// Rows of an array, numbered from 1.
    ///
    /// @param name of the table
    /// @param count the number of rows
    /// @return the origin
    static Origin ofRows(String name, int count) {
        return new Origin(name, "row", RowNumbers.from(1, count));
    }

    /// The number of rows.
    ///
    /// @return at least 0
    public int rows() {
        return numbers.size();
    }

    /// One row without the name of the table.
    ///
    /// @param row from 0
    /// @return for example `line 118`
    public String row(int row) {
        return unit + " " + numbers.get(row);
    }

    /// One row.
    ///
    /// @param row from 0
    /// @return for example `weather.csv line 118`
    public String place(int row) {
        return name + " " + row(row);
    }

    /// One cell.
    ///
    /// @param row from 0
    /// @param column its name
    /// @return for example `weather.csv line 118, column wind`
    public String place(int row, String column) {
        return place(row) + ", column " + column;
    }

    /// Several rows without the name of the table.
    ///
    /// @param first from 0
    /// @param last from 0, included
    /// @return for example `lines 2 to 700`
    public String range(int first, int last) {
        return unit + "s " + numbers.get(first) + " to " + numbers.get(last);
    }

    /// Some of the rows.
    ///
    /// @param rows from 0, in any order
    /// @return their origin
    public Origin select(int[] rows) {
        return new Origin(name, unit, numbers.select(rows));
    }

    /// Some consecutive rows.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return their origin
    public Origin slice(int from, int to) {
        return new Origin(name, unit, numbers.slice(from, to));
    }
}
