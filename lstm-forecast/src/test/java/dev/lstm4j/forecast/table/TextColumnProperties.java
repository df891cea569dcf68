package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ForecastException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// What is stored is read back.
class TextColumnProperties {
    private static final int LONG = 70_000;

    @Provide
    Arbitrary<List<String>> cells() {
        Arbitrary<String> cell = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.strings().numeric().ofMaxLength(8)),
                Tuple.of(3, Arbitraries.strings().withChars('a', '"', ',', '\n', 'é', '€', ' ', '\'')
                        .ofMaxLength(200)),
                Tuple.of(1, Arbitraries.of("", "😀 ok", "x".repeat(127), "x".repeat(128), "ü".repeat(LONG),
                        "y".repeat(LONG), "-1.5e3")));
        return cell.map(String::strip).list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 200)
    void cellsReadBackEqual(@ForAll("cells") List<String> cells, @ForAll Random random) {
        TextColumn column = TextColumn.of(cells);
        assertThat(texts(column)).isEqualTo(cells);
        int from = random.nextInt(cells.size());
        int to = from + random.nextInt(cells.size() - from + 1);
        assertThat(texts(column.slice(from, to))).isEqualTo(cells.subList(from, to));
        List<Integer> order = new ArrayList<>(IntStream.range(0, cells.size()).boxed().toList());
        Collections.shuffle(order, random);
        Column selected = column.select(order.stream().mapToInt(row -> row).toArray());
        assertThat(texts(selected)).isEqualTo(order.stream().map(cells::get).toList());
        assertThat(texts(selected.slice(from, to)))
                .isEqualTo(order.subList(from, to).stream().map(cells::get).toList());
    }

    @Property(tries = 100)
    void filesReadBackEqual(@ForAll("cells") List<String> cells) {
        String text = cells.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + "\",1\n")
                .collect(Collectors.joining("", "text,y\n", ""));
        Table table = Tables.of(text.getBytes(StandardCharsets.UTF_8));
        assertThat(texts(table.column("text"))).isEqualTo(cells);
    }

    @Property(tries = 300)
    void numbersAreReadAsFromText(@ForAll("numbers") List<String> cells) {
        TextColumn column = TextColumn.of(cells);
        for (Cells rules : List.of(new Cells(List.of("x")), new Cells(List.of("-999", "1e2")))) {
            for (int row = 0; row < cells.size(); row++) {
                String cell = cells.get(row);
                assertThat(column.isMissing(row, rules)).as(cell).isEqualTo(rules.isMissing(cell));
                assertThat(column.looksLikeNumber(row)).as(cell).isEqualTo(Cells.looksLikeNumber(cell));
                assertThat(Double.valueOf(number(column, row))).as(cell)
                        .isEqualTo(Double.valueOf(Cells.isNumber(cell) ? Double.parseDouble(cell) : Double.NaN));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        Arbitrary<String> cell = Arbitraries.oneOf(Arbitraries.doubles().map(value -> Double.toString(value)),
                Arbitraries.strings().withChars('0', '9', '.', '-', '+', 'e', 'E').ofMaxLength(7),
                Arbitraries.of("", "-999", "-999.0", "100", "1e2", "1e999", "NaN", "1,5", "0x1p3", "1d",
                        "9".repeat(400),
                        "2.2250738585072011e-308", "9007199254740993"));
        return cell.list().ofMinSize(1).ofMaxSize(30);
    }

    private static double number(Column column, int row) {
        try {
            return column.number(row, at -> "row " + at);
        } catch (ForecastException e) {
            return Double.NaN;
        }
    }

    private static List<String> texts(Column column) {
        return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
    }

    @Property(tries = 200)
    void rowNumbersReadBackEqual(@ForAll("lines") List<Long> lines, @ForAll Random random) {
        RowNumbers.Builder builder = new RowNumbers.Builder();
        lines.forEach(builder::add);
        RowNumbers numbers = builder.build();
        assertThat(all(numbers)).isEqualTo(lines);
        int from = random.nextInt(lines.size());
        int to = from + random.nextInt(lines.size() - from + 1);
        assertThat(all(numbers.slice(from, to))).isEqualTo(lines.subList(from, to));
        int[] order = random.ints(5, 0, lines.size()).toArray();
        assertThat(all(numbers.select(order))).isEqualTo(IntStream.of(order).mapToObj(lines::get).toList());
    }

    @Provide
    Arbitrary<List<Long>> lines() {
        return Arbitraries.of(1L, 1L, 1L, 2L, 9L).list().ofMinSize(1).ofMaxSize(40).map(steps -> {
            List<Long> lines = new ArrayList<>();
            long line = 1;
            for (long step : steps) {
                line += step;
                lines.add(line);
            }
            return lines;
        });
    }

    private static List<Long> all(RowNumbers numbers) {
        return IntStream.range(0, numbers.size()).mapToObj(numbers::get).toList();
    }
}
