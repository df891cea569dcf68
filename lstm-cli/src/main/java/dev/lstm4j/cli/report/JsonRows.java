package dev.lstm4j.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Formats a JSON object as a table with a row for each value, named by its keys.
public final class JsonRows {
    private JsonRows() {}

    /// Adds the values of an object to a table of two columns.
    ///
    /// @param table the table, which gets rows such as `windows.lookback 30`; the numbers of a list share a row
    /// @param json one object
    /// @return the table
    public static TextTable add(TextTable table, String json) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String path = parser.streamReadContext().pathAsPointer().toString().substring(1);
                    rows.computeIfAbsent(path.replaceAll("/\\d+$", "").replace('/', '.'), _ -> new ArrayList<>())
                            .add(parser.getString());
                }
            }
        }
        rows.forEach((name, values) -> table.row(name, String.join(", ", values)));
        return table;
    }
}
