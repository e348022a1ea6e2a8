package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ModelTextTest {
    @Property(seed = "7303")
    void everyNumberReadsBackToTheSameBits(@ForAll double number) {
        String text = ModelText.of("thing", 1).with("number", number).toString();
        assertThat(Double.doubleToLongBits(ModelText.read(text, "thing", 1).number("number")))
                .isEqualTo(Double.doubleToLongBits(number));
    }

    @Test
    void whatIsNoOrdinaryNumberReadsBackToo() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE}) {
            String text = ModelText.of("thing", 1).with("number", number).toString();
            assertThat(Double.doubleToLongBits(ModelText.read(text, "thing", 1).number("number")))
                    .isEqualTo(Double.doubleToLongBits(number));
        }
    }

    @Test
    void linesMayEndAsOnWindowsAndBeSpaced() {
        ModelText read = ModelText.read("\r\nengagement  thing 1\r\n\r\n  a   b c \r\nempty\r\n", "thing", 3);
        assertThat(read.word("a")).isEqualTo("b c");
        assertThat(read.word("empty")).isEmpty();
        assertThat(read.kind()).isEqualTo("thing");
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.optionalWord("b")).isEmpty();
    }

    @Test
    void partsKeepTheirKindAndVersion() {
        ModelText part = ModelText.of("part", 2).with("x", 1.5);
        ModelText whole = ModelText.read(
                ModelText.of("whole", 1).withPart("p", part).with("x", 7).toString(), "whole", 1);
        assertThat(whole.part("p", "part", 2).number("x")).isEqualTo(1.5);
        assertThat(whole.number("x")).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> whole.part("q", "part", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> whole.part("x", "part", 2));
    }

    @Test
    void whatIsNoTextOfOursIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.read("", "thing", 1))
                .withMessage("a saved thing must begin with 'engagement thing 1', was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.read("{\"r\": 1}", "thing", 1))
                .withMessageContaining("was '{\"r\": 1}'");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelText.read("other thing 1", "thing", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.read("engagement thing 9", "thing", 1))
                .withMessageContaining("was 9: was it written by a later version of the library?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.read("engagement thing 1\na 1\na 2", "thing", 1))
                .withMessage("line 3: key a stands there twice");
    }

    @Test
    void missingKeysAndWordsForNumbersAreRefused() {
        ModelText text = ModelText.read("engagement thing 1\na one\n", "thing", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.number("b"))
                .withMessage("a saved thing must have the key b, has only [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.number("a"))
                .withMessage("value of a in a saved thing must be a number, was 'one'");
    }

    @Test
    void whatCouldNotBeReadBackIsNotWritten() {
        ModelText text = ModelText.of("thing", 1);
        assertThatIllegalArgumentException().isThrownBy(() -> text.with("a b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> text.with("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> text.with("a", "x\ny"));
        assertThatIllegalArgumentException().isThrownBy(() -> text.with("a", " x"));
    }
}
