package dev.lstm4j.forecast.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The formats that some cells of a column may have, those that read most cells first.
final class FormatSample {
    private static final int USUAL_SIZE = 200;
    private static final int MOST_LAYOUTS = 8;

    private final List<String> cells;
    private final List<Candidate> candidates = new ArrayList<>();
    private int formed;

    /// A format.
    ///
    /// @param format which reads some of the cells
    /// @param reads how many
    /// @param weak whether the form of the cells is not enough to take them for times
    record Candidate(LayoutFormat format, int reads, boolean weak) {}

    private FormatSample(List<String> cells) {
        this.cells = cells;
    }

    /// Finds the formats.
    ///
    /// @param cells of a column, without missing values
    /// @return the formats that read at least one
    static FormatSample of(List<String> cells) {
        return of(cells, CellLayouts::of);
    }

    /// Finds formats among given layouts.
    ///
    /// @param cells of a column, without missing values
    /// @param layouts those of a cell
    /// @return the formats that read at least one
    static FormatSample of(List<String> cells, Function<String, List<TimeLayout>> layouts) {
        FormatSample sample = new FormatSample(cells);
        Map<String, List<TimeLayout>> merged = new LinkedHashMap<>();
        for (String cell : cells) {
            boolean formed = false;
            for (TimeLayout layout : layouts.apply(cell)) {
                formed |= !CellLayouts.isWeak(layout);
                merge(merged.computeIfAbsent(layout.order(), _ -> new ArrayList<>()), layout);
            }
            sample.formed += formed ? 1 : 0;
        }
        for (List<TimeLayout> alike : merged.values()) {
            for (TimeLayout layout : alike) {
                LayoutFormat format = new LayoutFormat(layout);
                int reads = (int) cells.stream().filter(cell -> format.read(cell) != null).count();
                if (reads > 0) {
                    sample.candidates.add(new Candidate(format, reads, CellLayouts.isWeak(layout)));
                }
            }
        }
        sample.candidates.sort(Comparator.comparingInt((Candidate candidate) -> -candidate.reads));
        return sample;
    }

    private static void merge(List<TimeLayout> alike, TimeLayout layout) {
        for (int k = 0; k < alike.size(); k++) {
            TimeLayout both = alike.get(k).and(layout);
            if (both != null) {
                alike.set(k, both);
                return;
            }
        }
        if (alike.size() < MOST_LAYOUTS) {
            alike.add(layout);
        }
    }

    /// Some of the cells that have a value, from the whole column.
    ///
    /// @param cells of a column
    /// @param isMissing whether a cell has none
    /// @return all if there are few
    static List<String> some(List<String> cells, java.util.function.Predicate<String> isMissing) {
        int step = Math.max(1, cells.size() / USUAL_SIZE);
        List<String> some = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            boolean edge = row < USUAL_SIZE / 10 || row >= cells.size() - USUAL_SIZE / 10;
            if ((edge || row % step == 0) && !isMissing.test(cells.get(row))) {
                some.add(cells.get(row));
            }
        }
        return some;
    }

    /// The formats, those that read most cells first.
    List<Candidate> candidates() {
        return candidates;
    }

    boolean hasCandidates() {
        return !candidates.isEmpty();
    }

    /// The cells.
    List<String> cells() {
        return cells;
    }

    /// Whether most cells have the form of a date or time that exists, be it in different formats.
    boolean looksLikeTimes() {
        List<Candidate> strong = candidates.stream().filter(candidate -> !candidate.weak).toList();
        return formed * 2 > cells.size() && cells.stream()
                .filter(cell -> strong.stream().anyMatch(candidate -> candidate.format.read(cell) != null))
                .count() * 2 > cells.size();
    }

    /// The formats that read each cell.
    List<LayoutFormat> readingAll() {
        return candidates.stream().filter(candidate -> candidate.reads == cells.size()).map(Candidate::format)
                .toList();
    }
}
