package dev.lstm4j.forecast.table;

import com.sigpwned.chardet4j.com.ibm.icu.text.CharsetDetector;
import com.sigpwned.chardet4j.com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Detects the character encoding of a text file. Its first bytes tell whether it is in UTF-16: by a byte order mark,
/// or by the zero bytes that every other byte of western text is. Otherwise UTF-8 is assumed. If the file is not valid
/// in it, its lines with other than ASCII characters are examined: by ICU's detector for the encodings of east Asia,
/// which have several bytes for a character, and by [Alphabets] for the others.
final class Encodings {
    /// The encoding to try last. It has all printable characters of ISO 8859-1.
    static final Charset FALLBACK = Charset.forName("windows-1252");

    private static final int EXAMINED = 1 << 12;
    private static final int SAMPLE = 1 << 16;
    private static final Set<String> EAST_ASIAN = Set.of("GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR");
    /// ICU's confidence in an encoding of east Asia if there are too few characters to count the frequent ones.
    private static final int LEAST_CONFIDENCE = 10;
    private static final double MOSTLY_FREQUENT = 0.8;
    private static final double KANA = 0.3;
    private static final int SEVERAL = 4;
    private static final double CLEAR = 0.05;
    private static final double LEAST_FIT = 0.5;

    private Encodings() {}

    /// An encoding that a text fits.
    ///
    /// @param charset the encoding
    /// @param fit from 0 to 1
    record Candidate(Charset charset, double fit) {}

    /// Detects the encoding and skips a byte order mark.
    ///
    /// @param bytes at the start of the text; must support marks
    static Charset detect(BufferedInputStream bytes) throws IOException {
        bytes.mark(EXAMINED + 1);
        byte[] start = bytes.readNBytes(EXAMINED);
        bytes.reset();
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16; // reads the mark itself
        }
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            zeros[i % 2] += start[i] == 0 ? 1 : 0;
        }
        int most = start.length / 4;
        if (zeros[1] > most && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[0] > most && zeros[1] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// The lines that have other bytes than those of ASCII.
    ///
    /// @param bytes the whole text
    /// @return at most 64 KiB of them
    static byte[] sample(InputStream bytes) throws IOException {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        BufferedInputStream buffered = new BufferedInputStream(bytes, SAMPLE);
        boolean ascii = true;
        for (int b = buffered.read(); b >= 0 && sample.size() < SAMPLE; b = buffered.read()) {
            line.write(b);
            ascii &= b < 0x80;
            if (b == '\n' || b == '\r' || line.size() == EXAMINED) {
                if (!ascii) {
                    line.writeTo(sample);
                }
                line.reset();
                ascii = true;
            }
        }
        if (!ascii) {
            line.writeTo(sample);
        }
        return sample.toByteArray();
    }

    /// The encodings that a text may be in if it is not in UTF-8.
    ///
    /// @param sample of the text
    /// @return the most probable first; at least one
    static List<Candidate> candidates(byte[] sample) {
        List<Candidate> found = new ArrayList<>(Alphabets.candidates(sample));
        found.addAll(eastAsian(sample));
        found.sort(Comparator.comparingDouble(Candidate::fit).reversed()); // stable: western Europe before others
        found.removeIf(candidate -> candidate.fit() < LEAST_FIT);
        found.add(new Candidate(FALLBACK, 0));
        return found;
    }

    /// Another encoding in which the text is different and almost as probable, or null if there is none.
    static @Nullable Charset rival(List<Candidate> candidates, byte[] sample) {
        String text = decode(sample, candidates.getFirst().charset());
        for (Candidate candidate : candidates) {
            String other = decode(sample, candidate.charset());
            if (candidate.fit() >= candidates.getFirst().fit() - CLEAR && other != null && !other.equals(text)) {
                return candidate.charset();
            }
        }
        return null;
    }

    private static List<Candidate> eastAsian(byte[] sample) {
        List<Candidate> found = new ArrayList<>();
        CharsetDetector detector = new CharsetDetector();
        for (CharsetMatch match : detector.setText(sample).detectAll()) {
            if (!EAST_ASIAN.contains(match.getName()) || !Charset.isSupported(match.getName())) {
                continue;
            }
            Charset charset = Charset.forName(match.getName().equals("Shift_JIS") ? "windows-31j" : match.getName());
            String text = decode(sample, charset);
            double frequent = text == null ? 0 : frequent(text, charset);
            if (frequent >= MOSTLY_FREQUENT) {
                double sure = match.getConfidence() > LEAST_CONFIDENCE ? match.getConfidence() / 100.0 : 0;
                found.add(new Candidate(charset, frequent * (0.95 + 0.04 * sure) + prior(text, charset)));
            }
        }
        return found;
    }

    /// What decides between encodings that fit equally well: Chinese, unless there are several characters and all are
    /// among the syllables of Korean.
    private static double prior(String text, Charset charset) {
        long several = text.chars().filter(c -> c >= 0x80).distinct().count();
        return switch (charset.name()) {
            case "GB18030" -> 0.008;
            case "EUC-KR" -> several >= SEVERAL ? 0.009 : 0.001;
            case "windows-31j" -> 0.007;
            case "Big5" -> 0.006;
            case "EUC-JP" -> hasKana(text) ? 0.02 : 0;
            default -> 0;
        };
    }

    private static boolean hasKana(String text) {
        long kana = text.chars().filter(c -> c >= 0x3041 && c <= 0x30FE).count();
        return kana >= KANA * text.chars().filter(c -> c >= 0x80).count();
    }

    /// The share of frequent characters among those that are not ASCII: syllables, and the ideographs that the encoding
    /// lists first, because they are the ones in use.
    private static double frequent(String text, Charset charset) {
        int all = 0;
        int frequent = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte[] bytes = c < 0x80 ? new byte[1] : String.valueOf(c).getBytes(charset);
            if (c < 0x80 || isSign(bytes, charset)) {
                continue;
            }
            all++;
            int lead = bytes[0] & 0xFF;
            frequent += switch (charset.name()) {
                case "GB18030" ->
                    bytes.length == 2 && lead >= 0xB0 && lead <= 0xD7 && (bytes[1] & 0xFF) >= 0xA1 ? 1 : 0;
                case "Big5" -> lead >= 0xA4 && lead <= 0xC6 ? 1 : 0;
                case "windows-31j" -> bytes.length == 2 && lead >= 0x82 && lead <= 0x97 ? 1 : 0;
                case "EUC-JP" -> lead >= 0xA4 && lead <= 0xA5 || lead >= 0xB0 && lead <= 0xCF ? 1 : 0;
                default -> lead >= 0xB0 && lead <= 0xC8 ? 1 : 0;
            };
        }
        return all == 0 ? 0 : (double) frequent / all;
    }

    /// Whether a character is a sign of punctuation, a wide digit or the like.
    private static boolean isSign(byte[] bytes, Charset charset) {
        int lead = bytes[0] & 0xFF;
        return bytes.length == 2
                && (charset.name().equals("windows-31j") ? lead == 0x81 : lead >= 0xA1 && lead <= 0xA3);
    }

    /// The text, or null if it is not valid in the encoding.
    static @Nullable String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
