package dev.lstm4j.forecast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// A table of known times, numbers and texts, and one of the many ways in which people write such a table as a file.
///
/// @param times of the rows, rising
/// @param y numbers, rounded to the digits that are written
/// @param a more numbers
/// @param texts categories
/// @param form how it is written
record Dialect(List<LocalDateTime> times, List<BigDecimal> y, List<BigDecimal> a, List<String> texts, Form form) {
    static final int ROWS = 40;
    private static final String[] WORDS = {"rain", "sun", "Straße", "café", "a b", "x,y", "p;q", "say \"hi\"", "it's",
            "10-12"};
    private static final String[] DATES = {"uuuu-MM-dd", "dd.MM.uuuu", "d.M.uuuu", "dd/MM/uuuu", "M/d/uuuu",
            "MM/dd/uuuu", "uuuu/MM/dd", "uuuu.MM.dd", "dd-MM-uuuu", "dd-MMM-uuuu", "d MMM uuuu", "MMMM d, uuuu",
            "uuuuMMdd", "d.M.uu", "M/d/uu", "dd/MM/uu"};
    private static final String[] CLOCKS = {"HH:mm", "H:mm", "HH:mm:ss", "hh:mm a", "h:mm:ss a"};
    private static final String[] SEPARATORS = {",", ";", "\t", "|"};
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    /// How a table is written.
    ///
    /// @param separator between fields
    /// @param quoting 0 where needed, 1 texts, 2 all fields
    /// @param lineEnd after each row
    /// @param encoding of the characters
    /// @param mark whether a byte order mark comes first
    /// @param gzip whether it is compressed
    /// @param date a pattern
    /// @param numbers decimal mark, then the thousands mark if there is one
    /// @param order 0 rising, 1 falling, 2 shuffled
    /// @param gap whether a row is missing
    record Form(String separator, int quoting, String lineEnd, Charset encoding, boolean mark, boolean gzip,
            String date, String numbers, int order, boolean gap) {}

    static Dialect draw(Random random) {
        String date = pick(random, DATES);
        boolean clock = random.nextInt(3) == 0;
        String pattern = clock ? date + (random.nextBoolean() ? " " : "'T'") + pick(random, CLOCKS) : date;
        boolean gap = random.nextInt(10) == 0;
        Form form = new Form(pick(random, SEPARATORS), random.nextInt(3), pick(random, LINE_ENDS), encoding(random),
                random.nextBoolean(), random.nextInt(8) == 0, pattern,
                pick(random, ".", ".", ",", ",.", ".,", ", ", ",\u00a0", ".'", ",\u202f"),
                Math.max(0, random.nextInt(12) - 9), gap);
        int digits = random.nextInt(5);
        double size = Math.pow(10, random.nextInt(8));
        List<LocalDateTime> times = new ArrayList<>();
        List<BigDecimal> y = new ArrayList<>();
        List<BigDecimal> a = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        LocalDateTime time = LocalDateTime.of(1990 + random.nextInt(40), 1 + random.nextInt(12),
                1 + random.nextInt(28), 0, 0);
        int hours = clock ? pick(random, 1, 6, 24) : pick(random, 24, 24, 7 * 24);
        for (int row = 0; row < ROWS; row++) {
            times.add(time.plusHours((long) hours * (gap && row > ROWS / 2 ? row + 1 : row)));
            y.add(number(random, size, digits));
            a.add(number(random, size / 10, random.nextInt(digits + 1)));
            texts.add(pick(random, WORDS));
        }
        return new Dialect(times, y, a, texts, form);
    }

    private static BigDecimal number(Random random, double size, int digits) {
        return BigDecimal.valueOf(random.nextGaussian() * size).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private static Charset encoding(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> StandardCharsets.UTF_16LE;
            case 1 -> StandardCharsets.UTF_16BE;
            case 2 -> Charset.forName("windows-1252");
            default -> StandardCharsets.UTF_8;
        };
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    /// The bytes of the file.
    byte[] bytes() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(line(form.quoting() == 2, time(row), number(y.get(row)), number(a.get(row)), texts.get(row)));
        }
        if (form.order() == 1) {
            rows = rows.reversed();
        } else if (form.order() == 2) {
            rows.add(ROWS / 3, rows.removeLast());
        }
        rows.addFirst(line(form.quoting() == 2, "date", "y", "a", "kind"));
        byte[] text = ((marked() ? "\uFEFF" : "") + String.join(form.lineEnd(), rows) + form.lineEnd())
                .getBytes(form.encoding());
        return form.gzip() ? compressed(text) : text;
    }

    private boolean marked() {
        return form.mark() && !form.encoding().name().startsWith("windows");
    }

    private static byte[] compressed(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String time(int row) {
        DateTimeFormatter format = new DateTimeFormatterBuilder().appendPattern(form.date())
                .toFormatter(Locale.ENGLISH);
        return format.format(times.get(row));
    }

    private String number(BigDecimal value) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setDecimalSeparator(form.numbers().charAt(0));
        DecimalFormat format = new DecimalFormat(form.numbers().length() > 1 ? "#,##0" : "0", symbols);
        if (form.numbers().length() > 1) {
            symbols.setGroupingSeparator(form.numbers().charAt(1));
            format.setDecimalFormatSymbols(symbols);
        }
        format.setMinimumFractionDigits(value.scale());
        format.setMaximumFractionDigits(value.scale());
        return format.format(value);
    }

    private String line(boolean all, String... fields) {
        List<String> written = new ArrayList<>();
        for (int field = 0; field < fields.length; field++) {
            String text = fields[field];
            boolean needed = text.contains(form.separator()) || text.contains("\"");
            boolean wished = all || form.quoting() == 1 && field == fields.length - 1;
            written.add(needed || wished ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }
        return String.join(form.separator(), written);
    }

    @Override
    public String toString() {
        return form + "\n" + new String(bytes(), 0, Math.min(200, bytes().length), form.encoding());
    }
}
