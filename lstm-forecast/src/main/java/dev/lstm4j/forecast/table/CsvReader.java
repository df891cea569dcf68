package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV files into tables of text, in the encoding that is given or detected ([Encodings]) and in the layout that
/// [LayoutFinder] finds: quoted fields; any line ends; a line `sep=;`.
final class CsvReader {
    private static final int SAMPLE_LINES = 200;
    private static final int SAMPLE = 1 << 19;
    private static final int LONGEST_SAMPLE = 1 << 24;
    private static final int FEW_LINES = 4;
    private static final int CHUNK = 1 << 15;

    private final String source;
    private final FileSettings form;
    private final List<Warning> warnings = new ArrayList<>();

    private CsvReader(String source, FileSettings form) {
        this.source = source;
        this.form = form;
    }

    static Table read(FileSource source, FileSettings form) throws IOException {
        Charset given = form.encoding() == null ? null : Charset.forName(form.encoding());
        try {
            return new CsvReader(source.name(), form).read(source, given);
        } catch (CharacterCodingException e) {
            if (given != null) {
                throw ForecastException
                        .table(source.name() + ": expected text in " + given.name()
                                + ", found bytes that are not; name another encoding",
                                Setting.ENCODING)
                        .causedBy(e);
            }
        }
        byte[] sample;
        try (InputStream bytes = source.open()) {
            sample = Encodings.sample(bytes);
        }
        List<Encodings.Candidate> candidates = Encodings.candidates(sample);
        for (Encodings.Candidate candidate : candidates) {
            CsvReader reader = new CsvReader(source.name(), form);
            reader.warnings.add(new Warning(Setting.ENCODING, source.name() + ": not in UTF-8; read as "
                    + encoding(candidate.charset(), Encodings.rival(candidates, sample))
                    + "; if names or texts look wrong, name another encoding"));
            try {
                return reader.read(source, candidate.charset());
            } catch (CharacterCodingException e) {
                continue; // the next
            }
        }
        throw notText(source.name());
    }

    private static String encoding(Charset charset, @Nullable Charset rival) {
        return (charset.equals(Encodings.FALLBACK)
                ? charset.name() + ", the encoding of Windows in western Europe"
                : charset.name() + ", which fits its letters")
                + (rival == null ? "" : ", but " + rival.name() + " fits almost as well");
    }

    /// @throws CharacterCodingException if the bytes are not text in the encoding
    private Table read(FileSource bytes, @Nullable Charset given) throws IOException {
        MessageDigest digest = Table.newDigest();
        try (BufferedInputStream stream = new BufferedInputStream(new DigestInputStream(bytes.open(), digest), CHUNK)) {
            Charset detected = Encodings.detect(stream);
            Charset charset = given == null ? detected : given;
            StrayEnd text = new StrayEnd(new InputStreamReader(stream, charset.newDecoder()));
            TableRows.Rows rows = rows(new BufferedReader(text, CHUNK));
            if (text.found()) {
                warnings.add(new Warning(
                        source + ": ends with NUL or end-of-file characters (0x1A), which are left out"));
            }
            RowsOfSeries.refuse(source, rows.columns());
            return new Table(new Origin(source, "line", rows.lines()), rows.columns(),
                    new TableForm(HexFormat.of().formatHex(digest.digest()), charset.name(), rows.separator()),
                    warnings);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TableRows.Rows rows(BufferedReader reader) throws IOException {
        skipByteOrderMark(reader);
        Layout layout = LayoutFinder.find(source, form, sample(reader), warnings::add);
        for (long line = 0; line < layout.skipped(); line++) {
            reader.readLine();
        }
        TableRows rows = new TableRows(source, form, layout, warnings::add);
        Row row = new Row(found -> rows.take(found, found.line() + layout.skipped()));
        Reader text = layout.separator() == ' ' ? new SpacesReader(reader) : reader;
        try (de.siegmar.fastcsv.reader.CsvReader<Boolean> csv = builder(layout).build(row, text)) {
            csv.forEach(_ -> {
            });
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof ForecastException own) {
                throw own;
            }
            throw unreadable(cause, row.nextFieldLine() + layout.skipped()).causedBy(e);
        }
        return rows.end();
    }

    private CsvReaderBuilder builder(Layout layout) {
        CsvReaderBuilder builder = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(layout.separator() == ' ' ? '\t' : layout.separator())
                .trimWhitespacesAroundQuotes(true).skipEmptyLines(false).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        String comment = layout.comment();
        boolean sure = comment != null && comment.length() == 1 && comment.charAt(0) != layout.separator()
                && (form.comment() != null || layout.kind(0).isData());
        return sure && comment != null
                ? builder.commentStrategy(CommentStrategy.READ).commentCharacter(comment.charAt(0))
                : builder;
    }

    private ForecastException unreadable(Throwable problem, long line) {
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        String place = source + " line " + line + ": ";
        if (message.startsWith("Unclosed quote")) {
            return ForecastException
                    .table(place + "expected a closing quote, found none by the end of the file; close the"
                            + " quote, or write it twice if it is part of the text");
        }
        if (message.contains("after closing quote")) {
            return ForecastException.table(place + "the field that begins here goes on after its closing quote; if that"
                    + " quote is part of the text, write it twice");
        }
        return ForecastException.table(place + "not a CSV table: " + Cells.shortened(message));
    }

    /// Java's decoders of UTF-16LE and UTF-16BE pass on the mark.
    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    /// The first lines, which are read again after that. Begins with few characters: a reader allocates all that it may
    /// have to read again.
    private List<String> sample(BufferedReader reader) throws IOException {
        String text = "";
        boolean whole = false;
        for (int limit = CHUNK; !whole && limit <= LONGEST_SAMPLE && !isEnough(text); limit *= 4) {
            reader.mark(limit);
            char[] start = new char[limit];
            int count = 0;
            for (int read = 0; read >= 0 && count < limit; read = reader.read(start, count, limit - count)) {
                count += read;
            }
            reader.reset();
            whole = count < limit;
            text = new String(start, 0, count);
        }
        List<String> lines = new ArrayList<>(text.lines().limit(2L * SAMPLE_LINES).toList());
        if (!whole && lines.size() > 1 && lines.size() < 2 * SAMPLE_LINES) {
            lines.removeLast(); // only its start
        }
        requireText(lines);
        return lines;
    }

    private static boolean isEnough(String text) {
        long ends = text.chars().filter(c -> c == '\n' || c == '\r').count();
        return ends >= SAMPLE_LINES || text.length() >= SAMPLE && ends >= FEW_LINES;
    }

    private void requireText(List<String> lines) {
        lines.stream().filter(line -> !line.isBlank()).findFirst().ifPresent(line -> {
            if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                throw notText(source);
            }
        });
    }

    private static ForecastException notText(String source) {
        return ForecastException
                .table(source + ": expected CSV text in " + StandardCharsets.UTF_8 + ", found other bytes; save it as"
                        + " UTF-8, or give its encoding", Setting.ENCODING);
    }
}
