package dev.lstm4j.forecast.table;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The letters of languages, by which the encodings with one byte for a character are told apart. Detectors that count
/// sequences of letters need more text than the names of a table's columns; which letters there are needs little.
final class Alphabets {
    private static final String PORTUGUESE = "áâãàçéêíóôõúüºª";
    private static final String ICELANDIC = "áðéíóúýþæöü";
    private static final List<String> CENTRAL = List.of("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż",
            "áéíóöőúüű",
            "ăâîşţ", "čćđšž");
    private static final List<String> CYRILLIC = List.of("абвгдежзийклмнопрстуфхцчшщъыьэюяё",
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш");
    /// In this order, if several fit equally well.
    private static final List<Script> SCRIPTS = List.of(
            new Script("windows-1252",
                    List.of("äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúüºª", "àèéìíòóùú", PORTUGUESE, "åäöéüæø", ICELANDIC,
                            "ëïéóöüáèê", "äöõüšž"),
                    ""),
            new Script("windows-1250", CENTRAL, ""), new Script("ISO-8859-2", CENTRAL, ""),
            new Script("windows-1251", CYRILLIC, "оеаинтсрвлкі"), new Script("KOI8-R", CYRILLIC, "оеаинтсрвлкі"),
            new Script("windows-1253", List.of("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"), "αοιετσνρηάέίό"),
            new Script("windows-1254", List.of("çğıöşüâîûi\u0307"), ""),
            new Script("windows-1257", List.of("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"), ""),
            new Script("windows-1255", List.of("אבגדהוזחטיךכלםמןנסעףפץצקרשת"), "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
            new Script("windows-1256", List.of("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"), "اليمنوترب"),
            new Script("IBM866", CYRILLIC, "оеаинтсрвлкі"));
    private static final String SIGNS = "°€£¥§²³µ±–—…·‘’“”„‚«»×÷½¼¾®©™№\u00A0";
    private static final double A_SIGN = 0.9;
    /// Inside a word: rare, and KOI8-R has capital letters where windows-1251 has small ones.
    private static final double A_CAPITAL = 0.95;
    private static final double ALONE = 0.5;
    private static final double RARE = 0.99;
    private static final double RARER = 0.98;
    private static final double USUAL_SHARE = 0.55;
    private static final double LEAST_SHARE = 0.9;

    private Alphabets() {}

    /// An encoding.
    ///
    /// @param charset its name
    /// @param alphabets the letters of languages besides those of ASCII
    /// @param frequent letters of a script other than the Latin one; empty for the Latin script
    private record Script(String charset, List<String> alphabets, String frequent) {
        /// Cyrillic text of today is in windows-1251.
        double prior() {
            return charset.equals("KOI8-R") ? RARE : charset.equals("IBM866") ? RARER : 1;
        }
    }

    /// The encodings whose languages have the letters of a text.
    ///
    /// @param sample of the text
    /// @return each with the share of letters that one of its languages has
    static List<Encodings.Candidate> candidates(byte[] sample) {
        List<Encodings.Candidate> found = new ArrayList<>();
        for (Script script : SCRIPTS) {
            if (!Charset.isSupported(script.charset())) {
                continue;
            }
            Charset charset = Charset.forName(script.charset());
            String text = Encodings.decode(sample, charset);
            if (text == null) {
                continue;
            }
            double best = 0;
            for (String alphabet : script.alphabets()) {
                best = Math.max(best, share(text, alphabet, script.frequent()));
            }
            found.add(new Encodings.Candidate(charset, best * script.prior()));
        }
        return found;
    }

    /// The share of characters other than ASCII that are in an alphabet, or are signs that stand beside a word, not
    /// in one.
    private static double share(String text, String alphabet, String frequent) {
        int all = 0;
        int frequentCount = 0;
        double known = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            all++;
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
            String small = String.valueOf(c).toLowerCase(Locale.ROOT);
            if (alphabet.indexOf(c) >= 0 || alphabet.contains(small)) {
                known += weight(c, before, after, alphabet, !frequent.isEmpty());
                frequentCount += frequent.contains(small) ? 1 : 0;
            } else if (SIGNS.indexOf(c) >= 0 && !(Character.isLetter(before) && Character.isLetter(after))) {
                known += isUnit(text, i) ? 1 : Character.isLetter(before) ? ALONE : A_SIGN;
            }
        }
        boolean usual = frequent.isEmpty()
                && !(alphabet.equals(ICELANDIC) && text.chars().noneMatch(c -> "áéíóúæ".indexOf(c) >= 0));
        double share = usual ? 1 : Math.min(1, frequentCount / (USUAL_SHARE * Math.max(1, all)));
        return all == 0 ? 0 : known / all * (LEAST_SHARE + (1 - LEAST_SHARE) * share);
    }

    /// Whether a sign is that of a unit, such as °C, m³ or €.
    private static boolean isUnit(String text, int sign) {
        char c = text.charAt(sign);
        if (c != '²' && c != '³') {
            return "°€µ".indexOf(c) >= 0 && (sign == 0 || !Character.isLetter(text.charAt(sign - 1)));
        }
        return sign > 0 && text.charAt(sign - 1) == 'm'
                && (sign < 3 || !Character.isLetter(text.charAt(sign - 2))
                        || !Character.isLetter(text.charAt(sign - 3)));
    }

    /// How well a letter fits between its neighbours. A capital letter does not follow a small one, the letters of
    /// other scripts stand neither alone nor beside Latin ones, and õ is before e in Portuguese.
    private static double weight(char c, char before, char after, String alphabet, boolean otherScript) {
        boolean alone = !Character.isLetter(before) && !Character.isLetter(after);
        boolean besideLatin = Character.isLetter(before) && before < 0x80 || Character.isLetter(after) && after < 0x80;
        if (otherScript && (alone || besideLatin)) {
            return besideLatin ? 0 : ALONE;
        }
        if (alphabet.equals(PORTUGUESE) && c == 'õ' && after != 'e') {
            return 0;
        }
        return !Character.isUpperCase(c) || !Character.isLetter(before)
                ? 1
                : Character.isLowerCase(before) ? 0 : A_CAPITAL;
    }
}
