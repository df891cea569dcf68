package dev.lstm4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.init.Randomness;
import dev.lstm4j.quantization.WeightType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CharacterModelTest {
    private final String text = Sentences.write(new Randomness(1), 50_000).characters();
    private final Sentences.Text heldOut = Sentences.write(new Randomness(2), 5_000);

    @Test
    @Tag("slow-scalar")
    void trainedModelGeneratesGrammaticalSentences() {
        double unigram = CharacterModel.unigramPerplexity(heldOut.characters());
        CharacterModel model = CharacterModel.untrained(text, 1);
        assertThat(model.perplexity(heldOut.characters())).isGreaterThan(unigram);
        model.train(text, 7, _ -> {
        });
        double possible = Math.pow(2, heldOut.bits());
        double learned = model.perplexity(heldOut.characters());
        // The grammar itself has a perplexity of 1.28, the character frequencies alone have 15.6.
        assertThat(learned).isLessThan(1.35).isLessThan(unigram / 8).isGreaterThan(possible);
        // docs/numerics.md, "Quantized weights"
        double bits = Math.log(learned) / Math.log(2);
        for (WeightType type : WeightType.values()) {
            double rounded = model.withWeights(type).perplexity(heldOut.characters());
            assertThat(Math.log(rounded) / Math.log(2)).as("%s", type).isCloseTo(bits, Offset.offset(5e-4));
        }
        String written = model.sample("\n", 2000, 0.5, new Randomness(3));
        assertThat(written).hasSize(2000);
        String whole = written.substring(0, written.lastIndexOf('\n'));
        assertThat(whole.lines().filter(CharacterModelTest::isGrammatical).count())
                .isGreaterThan(whole.lines().count() * 4 / 5).isGreaterThan(20);
    }

    private static boolean isGrammatical(String sentence) {
        String animal = "(dog|cat|bird|horse|lion|rabbit|tiger|bear)";
        String one = "the " + animal;
        String several = "the " + animal + "s";
        String object = " (" + one + "|" + several + ")";
        // Only the verb at the end must agree with the first animal.
        String clause = "( that (see|follow)s?" + object + ")? ";
        return sentence.matches(one + clause + "(sleep|sing|jump|wait)s\\.")
                || sentence.matches(several + clause + "(sleep|sing|jump|wait)\\.");
    }

    @Test
    void sentencesFollowTheGrammarAndHaveItsEntropy() {
        assertThat(text.lines()).allMatch(CharacterModelTest::isGrammatical);
        assertThat(isGrammatical("the dogs that see the cat sleeps.")).isFalse();
        // Bits: animal 3, number 1, clause or not 1; in a clause verb 1, animal 3, number 1; final verb 2.
        Sentences.Text one = Sentences.write(new Randomness(4), 1);
        int choices = 3 + 1 + 1 + (one.characters().contains("that") ? 1 + 3 + 1 : 0) + 2;
        assertThat(one.bits() * one.characters().length()).isCloseTo(choices, Offset.offset(1e-9));
    }

    @Test
    void lowTemperatureIsGreedyAndUnknownCharactersAreRefused() {
        CharacterModel model = CharacterModel.untrained("abc", 1);
        String likeliest = model.sample("a", 50, 1e-6, new Randomness(1));
        assertThat(model.sample("a", 50, 1e-6, new Randomness(2))).isEqualTo(likeliest);
        assertThat(model.sample("a", 50, 1, new Randomness(1)))
                .isNotEqualTo(model.sample("a", 50, 1, new Randomness(2)))
                .contains("a", "b", "c");
        assertThatThrownBy(() -> model.perplexity("abcd"))
                .hasMessage("text: expected characters of \"abc\", found 'd'");
    }
}
