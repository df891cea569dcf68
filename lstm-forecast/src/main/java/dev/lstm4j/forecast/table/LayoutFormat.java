package dev.lstm4j.forecast.table;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Dates and times as text in the layout that was found in the cells. The layout reads them, java.time writes them.
final class LayoutFormat extends TimeFormat {
    private final TimeLayout layout;
    private final DateTimeFormatter writer;
    private final @Nullable DateTimeFormatter midnightWriter;

    LayoutFormat(TimeLayout layout) {
        this.layout = layout;
        this.writer = layout.writer(layout.clock(), false);
        this.midnightWriter = layout.bare()
                ? layout.writer(null, false)
                : layout.writesLate() ? layout.writer(layout.clock(), true) : null;
    }

    TimeLayout layout() {
        return layout;
    }

    @Override
    public @Nullable TimeStamp read(String cell) {
        TimeFields fields = layout.read(cell);
        return fields == null ? null : fields.stamp(this);
    }

    @Override
    boolean hasForm(String cell) {
        return layout.read(cell) != null;
    }

    @Override
    String write(TimeStamp stamp) {
        if (midnightWriter != null && stamp.local().toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return midnightWriter.format(zoned(stamp, layout.bare() ? stamp.local() : stamp.local().minusDays(1)));
        }
        return writer.format(zoned(stamp, stamp.local()));
    }

    @Override
    TimeFormat withDigits(int digits) {
        return layout.clock() == null
                ? this
                : new LayoutFormat(layout.withDigits(digits));
    }

    @Override
    int digits() {
        return layout.clock() == null ? 0 : layout.clock().fraction().digits();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LayoutFormat that && layout.equals(that.layout);
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public String toString() {
        return layout.pattern();
    }
}
