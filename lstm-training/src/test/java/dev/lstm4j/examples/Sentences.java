package dev.lstm4j.examples;

import dev.lstm4j.init.Randomness;

/// Random text from a small grammar, for [CharacterModel]: `the dogs that see the cat sleep.` A sentence has a
/// subject, an optional relative clause with an object, and a verb that must agree with the subject, not with the noun
/// right before it. All choices are uniform, so the entropy of the text is known; no model can have a lower loss.
final class Sentences {
    private static final String[] NOUNS = {"dog", "cat", "bird", "horse", "lion", "rabbit", "tiger", "bear"};
    private static final String[] CLAUSE_VERBS = {"see", "follow"};
    private static final String[] VERBS = {"sleep", "sing", "jump", "wait"};

    private final Randomness randomness;
    private final StringBuilder text = new StringBuilder();
    private double bits;

    private Sentences(Randomness randomness) {
        this.randomness = randomness;
    }

    /// Generates whole sentences.
    ///
    /// @param randomness the source of random numbers
    /// @param length the smallest number of characters
    /// @return the text
    static Text write(Randomness randomness, int length) {
        Sentences sentences = new Sentences(randomness);
        while (sentences.text.length() < length) {
            sentences.sentence();
        }
        return new Text(sentences.text.toString(), sentences.bits / sentences.text.length());
    }

    /// A text and its entropy.
    ///
    /// @param characters the text
    /// @param bits the mean entropy of a character under the grammar
    record Text(String characters, double bits) {}

    private void sentence() {
        boolean plural = noun();
        if (draw(2) == 1) {
            text.append("that ");
            verb(CLAUSE_VERBS, plural);
            text.append(' ');
            noun();
        }
        verb(VERBS, plural);
        text.append(".\n");
    }

    private boolean noun() {
        text.append("the ").append(NOUNS[draw(NOUNS.length)]);
        boolean plural = draw(2) == 1;
        text.append(plural ? "s " : " ");
        return plural;
    }

    private void verb(String[] verbs, boolean plural) {
        text.append(verbs[draw(verbs.length)]).append(plural ? "" : "s");
    }

    private int draw(int choices) {
        bits += Math.log(choices) / Math.log(2);
        return randomness.nextInt(choices);
    }
}
