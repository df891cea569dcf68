package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.Arrays;
import java.util.List;

/// Rows and their times.
///
/// @param table the rows
/// @param name of the time column
/// @param stamps one for each row
record Rows(Table table, String name, List<TimeStamp> stamps) {

    int count() {
        return stamps.size();
    }

    Rows select(int[] order) {
        return new Rows(table.select(order), name, Arrays.stream(order).mapToObj(stamps::get).toList());
    }

    /// For messages: the time of a row and where it is.
    String at(int row) {
        return stamps.get(row) + " of " + table.origin().row(row);
    }

    /// For messages: the cell with the time of a row.
    String place(int row) {
        return table.origin().place(row, name);
    }

    /// For messages: the column of times.
    String column() {
        return table.name() + ", column " + name;
    }
}
