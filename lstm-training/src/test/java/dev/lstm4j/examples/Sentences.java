package dev.lstm4j.examples;

import dev.lstm4j.init.Randomness;

/// Endless text by a small grammar, for [CharacterModel]: `the dogs that see the cat sleep.` One animal or several,
/// then perhaps who they see or follow, and what they do: a verb that must agree with the first animal, not with the
/// one right before it. Every choice is drawn evenly, so the bits of a text are known, and with them what no model can
/// go below.
final class Sentences {
    private static final String[] NOUNS = {"dog", "cat", "bird", "horse", "lion", "rabbit", "tiger", "bear"};
    private static final String[] SEEING = {"see", "follow"};
    private static final String[] DOING = {"sleep", "sing", "jump", "wait"};

    private final Randomness randomness;
    private final StringBuilder text = new StringBuilder();
    private double bits;

    private Sentences(Randomness randomness) {
        this.randomness = randomness;
    }

    /// Whole sentences.
    ///
    /// @param randomness draws them
    /// @param length how many characters at least
    /// @return the text
    static Text write(Randomness randomness, int length) {
        Sentences sentences = new Sentences(randomness);
        while (sentences.text.length() < length) {
            sentences.sentence();
        }
        return new Text(sentences.text.toString(), sentences.bits / sentences.text.length());
    }

    /// A text.
    ///
    /// @param characters the text
    /// @param bits how many a character, in the mean, for who knows the grammar
    record Text(String characters, double bits) {}

    private void sentence() {
        boolean several = noun();
        if (draw(2) == 1) {
            text.append("that ");
            verb(SEEING, several);
            text.append(' ');
            noun();
        }
        verb(DOING, several);
        text.append(".\n");
    }

    private boolean noun() {
        text.append("the ").append(NOUNS[draw(NOUNS.length)]);
        boolean several = draw(2) == 1;
        text.append(several ? "s " : " ");
        return several;
    }

    private void verb(String[] verbs, boolean several) {
        text.append(verbs[draw(verbs.length)]).append(several ? "" : "s");
    }

    private int draw(int choices) {
        bits += Math.log(choices) / Math.log(2);
        return randomness.nextInt(choices);
    }
}
