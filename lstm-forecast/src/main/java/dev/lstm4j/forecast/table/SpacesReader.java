package dev.lstm4j.forecast.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/// Puts one tab in place of the spaces and tabs between the fields of a line, and nothing in place of those at its
/// start and end. Those between quotes stay.
final class SpacesReader extends Reader {
    private final BufferedReader lines;
    private String line = "";
    private int at;

    SpacesReader(BufferedReader lines) {
        this.lines = lines;
    }

    /// Divides one line.
    static String divide(String line) {
        StringBuilder divided = new StringBuilder(line.length());
        boolean quoted = false;
        boolean between = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!quoted && (c == ' ' || c == '\t' || c == '\u00A0')) {
                between = !divided.isEmpty();
                continue;
            }
            if (between) {
                divided.append('\t');
                between = false;
            }
            quoted ^= c == '"';
            divided.append(c);
        }
        return divided.toString();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (at == line.length()) {
            String next = lines.readLine();
            if (next == null) {
                return -1;
            }
            line = divide(next) + '\n';
            at = 0;
        }
        int count = Math.min(length, line.length() - at);
        line.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
