package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ModelTextTest {
    @Property(seed = "7303")
    void everyNumberReadsBackToTheSameBits(@ForAll double number) {
        String text = ModelText.of("thing", 1).with("number", number).toString();
        assertThat(Double.doubleToLongBits(ModelText.read(text, "thing", 1).anyNumber("number")))
                .isEqualTo(Double.doubleToLongBits(number));
    }

    @Test
    void whatIsNoOrdinaryNumberReadsBackToo() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE}) {
            String text = ModelText.of("thing", 1).with("number", number).toString();
            assertThat(Double.doubleToLongBits(ModelText.read(text, "thing", 1).anyNumber("number")))
                    .isEqualTo(Double.doubleToLongBits(number));
        }
    }

    @Test
    void aTextSaysItsFormatAndEndsWithTheChecksumOfItsLines() {
        String text = ModelText.of("bg-nbd", 1)
                .with("r", 0.2425945)
                .with("alpha", 4.4136019)
                .toString();
        assertThat(text)
                .isEqualTo("engagement bg-nbd 1 format 2\nr 0.2425945\nalpha 4.4136019\nchecksum CRC\n"
                        .replace("CRC", text.substring(text.length() - 9, text.length() - 1)));
        assertThat(ModelText.read(text.replace("\n", " \r\n \r\n"), "bg-nbd", 1).number("r"))
                .as("blanks and ends of lines do not count")
                .isEqualTo(0.2425945);
        assertThat(ModelText.kindOf(text)).isEqualTo("bg-nbd");
    }

    @Test
    void whatWasChangedOrCutIsRefusedAndToldHowItIsAcceptedOnPurpose() {
        String text = ModelText.of("thing", 1).with("a", 1).with("b", 2).toString();
        for (String changed : new String[] {
            text.replace("a 1.0", "a 1.5"),
            text.replace("b 2.0\n", ""),
            text.substring(0, text.indexOf("checksum")),
            text.replace(" format 2", ""),
            text.replace("a 1.0\nb 2.0", "b 2.0\na 1.0"),
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelText.read(changed, "thing", 1))
                    .withMessageContaining("was changed or cut since it was written")
                    .withMessageContaining(
                            "make the first line 'engagement thing 1' and remove the line of the checksum");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.read(text + "c 3", "thing", 1))
                .withMessageContaining("nothing may follow the checksum");
        String edited = text.replace(" format 2", "").replace("a 1.0", "a 1.5").replaceAll("checksum.*\n", "");
        assertThat(ModelText.read(edited, "thing", 1).number("a")).isEqualTo(1.5);
    }

    @Test
    void numbersAreWrittenInDecimalsAndWithinWhatIsAsked() {
        ModelText text = ModelText.read(
                "engagement thing 1\nhex 0x1p3\nsuffix 1d\nnone NaN\nhuge 1e999\nhalf 0.5\nday 2026-02-31\n",
                "thing",
                1);
        for (String key : new String[] {"hex", "suffix", "none", "huge", "day"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> text.number(key))
                    .withMessageStartingWith("value of " + key + " in a saved thing must be a ");
        }
        assertThat(text.anyNumber("none")).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.number("half", 1, 2))
                .withMessage("value of half in a saved thing must be from 1.0 to 2.0, was '0.5'");
        assertThatIllegalArgumentException().isThrownBy(() -> text.whole("half", 0, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> text.count("half"));
        assertThatIllegalArgumentException().isThrownBy(() -> text.numbers("none"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.instant("day"))
                .withMessageContaining("must be an instant such as 2026-01-31T00:00:00Z, was '2026-02-31'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.choice("half", Ending.class))
                .withMessageContaining("must be one of [MAXIMUM");
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

    @Test
    void aLongValueThatIsNoNumberIsRefusedInTimeAndNotRepeatedWhole() {
        String text = "engagement thing 1\nk " + "1".repeat(2_000_000) + "x\n";
        ModelText read = ModelText.read(text, "thing", 1);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> assertThatIllegalArgumentException()
                .isThrownBy(() -> read.number("k"))
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(200)));
    }
}
