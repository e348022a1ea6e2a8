package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static Contribution part(String name, double amount) {
        return Contribution.of(name, 2, 1, amount, name + " is so");
    }

    private static Explanation risk(double value, double baseline, Contribution... parts) {
        return Explanation.of("risk", Scale.PROBABILITY, value, baseline, List.of(parts));
    }

    @Test
    void theMainReasonArguesForTheSideThoughTheOtherIsLarger() {
        Explanation why = risk(0.62, 0.71, part("silence", 0.41), part("habit", -0.5));

        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("habit", "silence");
        assertThat(why.mainReason()).get().extracting(Contribution::name).isEqualTo("silence");
        assertThat(why.reason()).isEqualTo("Silence is so: risk +0.41; but habit is so: -0.5");
        assertThat(why.namesBaseline()).isFalse();
    }

    @Test
    void whatIsATenthOrLessOfTheMainReasonIsNotTold() {
        assertThat(risk(0.9, 0.5, part("silence", 0.42), part("habit", -0.02)).reason())
                .isEqualTo("Silence is so: risk +0.42");
    }

    @Test
    void whereNothingArguesForTheSideOfOneHalfTheTypicalCustomerIsComparedWith() {
        Explanation high = risk(0.6, 0.71, part("habit", -0.11), part("silence", 0));
        Explanation low = risk(0.3, 0.21, part("habit", 0.09));

        assertThat(high.comparesWithTypical()).isTrue();
        assertThat(high.namesBaseline()).isFalse();
        assertThat(high.mainReason()).get().extracting(Contribution::name).isEqualTo("habit");
        assertThat(high.reason()).isEqualTo("Habit is so: risk -0.11, so that it is below the typical customer's 0.71");
        assertThat(low.reason()).isEqualTo("Habit is so: risk +0.09, so that it is above the typical customer's 0.21");
    }

    @Test
    void aReasonForTheSideOfOneHalfIsPreferredToAComparison() {
        Explanation high = risk(0.6, 0.71, part("habit", -0.12), part("silence", 0.01));

        assertThat(high.comparesWithTypical()).isFalse();
        assertThat(high.reason()).isEqualTo("Silence is so: risk +0.01; but habit is so: -0.12");
    }

    @Test
    void whyItIsHighIsWhatRaisesItOnWhateverSideItStands() {
        assertThat(risk(0.3, 0.2, part("silence", 0.2), part("habit", -0.1)).whyHigh())
                .isEqualTo("Silence is so: risk +0.2; but habit is so: -0.1");
        assertThat(risk(0.4, 0.7, part("silence", 0.2), part("habit", -0.5)).whyHigh())
                .isEqualTo("Silence is so: risk +0.2; but habit is so: -0.5");
        assertThat(risk(0.9, 0.5, part("silence", 0.42), part("habit", -0.02)).whyHigh())
                .isEqualTo("Silence is so: risk +0.42");
    }

    @Test
    void whereNothingRaisesItThatIsSaid() {
        assertThat(risk(0.6, 0.71, part("habit", -0.11), part("silence", 0)).whyHigh())
                .isEqualTo("Nothing raises the risk above the typical customer's 0.71; habit is so: -0.11");
        assertThat(risk(0.6, 0.71, part("habit", -0.12), part("silence", 0.01)).whyHigh())
                .isEqualTo("Hardly anything raises the risk above the typical customer's 0.71; habit is so: -0.12");
        assertThat(risk(0.5, 0.5, part("habit", -0.12), part("other", 0.12)).whyHigh())
                .isEqualTo("Other is so: risk +0.12; but habit is so: -0.12");
        assertThat(risk(0.7, 0.7, part("habit", 0)).whyHigh())
                .isEqualTo("Nothing raises the risk above the typical customer's 0.7");
        assertThat(Explanation.undefined("risk", "no purchase yet").whyHigh()).isEqualTo("No purchase yet");
    }

    /** Each of fifteen is little beside what lowers it; all of them together are more. */
    @Test
    void whatStandsAboveTheTypicalHasAReasonThatRaisesItHoweverLittleEachDoes() {
        Contribution[] parts = IntStream.range(0, 16)
                .mapToObj(i -> part(i == 15 ? "habit" : "term" + (char) ('a' + i), i == 15 ? -0.6 : 0.05))
                .toArray(Contribution[]::new);

        assertThat(risk(0.55, 0.4, parts).whyHigh()).isEqualTo("Terma is so: risk +0.05; but habit is so: -0.6");
    }

    @Test
    void otherScalesStandAboveOrBelowTheTypical() {
        Explanation below = Explanation.of("value", Scale.MONEY, 80, 100, List.of(part("a", 15), part("b", -35)));
        Explanation even = Explanation.of("value", Scale.MONEY, 100, 100, List.of(part("a", 15), part("b", -15)));

        assertThat(below.reason()).isEqualTo("B is so: value -35.00; but a is so: +15.00");
        assertThat(even.namesBaseline()).isTrue();
        assertThat(even.reason())
                .isEqualTo("Value 100.00 like the typical customer's, a is so: +15.00; but b is so: -15.00");
    }

    @Test
    void aProbabilityOfOneHalfStandsByTheTypical() {
        assertThat(risk(0.5, 0.4, part("a", 0.2), part("b", -0.1)).reason()).startsWith("A is so: risk +0.2");
    }

    @Test
    void whoIsLikeTheTypicalCustomerHearsTheScoreAndWhatBothShare() {
        Explanation one = risk(0.7, 0.7, part("a", 0));
        Explanation several = risk(0.7, 0.7, part("a", 0), part("b", 0));

        assertThat(one.reason()).isEqualTo("A is so: risk 0.7, like the typical customer's");
        assertThat(several.reason()).isEqualTo("Like the typical customer in everything that counts: risk 0.7");
        assertThat(one.namesBaseline()).isTrue();
        assertThat(one.comparesWithTypical()).isFalse();
    }

    @Test
    void aScoreThatIsNotThereNamesNoBaseline() {
        assertThat(Explanation.undefined("risk", "no purchase yet").namesBaseline())
                .isFalse();
        assertThat(Explanation.undefined("risk", "no purchase yet").reason()).isEqualTo("No purchase yet");
        assertThat(Explanation.withoutTypical("risk", 0.2).namesBaseline()).isFalse();
    }

    @Test
    void aDifferenceSaysWhatChangedAndWhy() {
        Explanation before = risk(0.21, 0.5, part("habit", -0.3), part("silence", 0.01));
        Explanation now =
                risk(0.62, 0.5, part("habit", -0.33), Contribution.of("silence", 9, 1, 0.45, "silent for 10.6 weeks"));
        ScoreChange change = now.difference(before);

        assertThat(change.before()).isEqualTo(0.21);
        assertThat(change.now()).isEqualTo(0.62);
        assertThat(change.amount()).isEqualTo(0.41, within(1e-15));
        assertThat(change.parts()).extracting(ScoreChange.Part::name).containsExactly("silence", "habit");
        assertThat(change.parts().stream().mapToDouble(ScoreChange.Part::amount).sum())
                .isEqualTo(change.amount(), within(1e-15));
        assertThat(change.reason())
                .isEqualTo("Risk up from 0.21 to 0.62: silent for 10.6 weeks (before: silence is so): +0.44; but"
                        + " habit is so: -0.030");
        assertThat(before.difference(now).reason()).startsWith("Risk down from 0.62 to 0.21: silence is so (before: ");
    }

    @Test
    void aDifferenceTellsOfAnotherTypicalCustomerAndOfFactorsThatCameAndWent() {
        ScoreChange change = risk(0.6, 0.3, part("new", 0.3)).difference(risk(0.4, 0.5, part("old", -0.1)));

        assertThat(change.parts())
                .extracting(ScoreChange.Part::name)
                .containsExactly("new", ScoreChange.BASELINE, "old");
        assertThat(change.parts().stream().mapToDouble(ScoreChange.Part::amount).sum())
                .isEqualTo(0.2, within(1e-15));
        assertThat(change.reason())
                .isEqualTo("Risk up from 0.4 to 0.6: new is so: +0.3; but the typical customer has 0.3 (before:"
                        + " 0.5): -0.2");
    }

    @Test
    void aDifferenceOfScoresThatCameOrWentSaysSo() {
        Explanation none = Explanation.undefined("risk", "no purchase yet: the first one gives a risk");
        Explanation some = risk(0.6, 0.3, part("new", 0.3));

        assertThat(some.difference(none).reason()).isEqualTo("Risk now 0.6, none before: New is so: risk +0.3");
        assertThat(none.difference(some).reason())
                .isEqualTo("No purchase yet: the first one gives a risk (risk before: 0.6)");
        assertThat(none.difference(none).reason()).isEqualTo("No purchase yet: the first one gives a risk (as before)");
        assertThat(none.difference(some).parts()).isEmpty();
        assertThat(some.difference(some).reason()).isEqualTo("Risk as before, 0.6");
    }

    @Test
    void whatDiffersIsWrittenDifferently() {
        assertThat(risk(0.0231, 0.0131, part("new", 0.01))
                        .difference(risk(0.0229, 0.0131, part("new", 0.0098)))
                        .reason())
                .isEqualTo("Risk up from 0.0229 to 0.0231: new is so: +0.00020");
        assertThat(risk(0.3, 0.12346, part("new", 0.17654))
                        .difference(risk(0.2, 0.12341, part("new", 0.07659)))
                        .parts())
                .extracting(ScoreChange.Part::fact)
                .contains("the typical customer has 0.1235 (before: 0.1234)");
        assertThat(money(12.504).difference(money(12.496)).reason()).startsWith("Value up from 12.496 to 12.504: ");
        assertThat(money(12.504).difference(money(12.503)).reason()).isEqualTo("Value almost as before, 12.50");
        assertThat(risk(0.6 + 1e-9, 0.3, part("new", 0.3))
                        .difference(risk(0.6, 0.3, part("new", 0.3)))
                        .reason())
                .isEqualTo("Risk almost as before, 0.60");
    }

    private static Explanation money(double value) {
        return Explanation.of("value", Scale.MONEY, value, 10, List.of(part("new", value - 10)));
    }

    @Test
    void explanationsOfTwoScorersHaveNoDifference() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.undefined("a", "x").difference(Explanation.undefined("b", "x")))
                .withMessage("a difference needs two explanations of one scorer, were b and a");
    }

    @Test
    void stepsShareWhatTheirInputAddsInTheirOrder() {
        Factor rhythm = Factor.number("rhythm", "rhythm");
        Factor spend = Factor.money("spend", "spend");
        Explainer product = Explainer.of("value", Scale.MONEY, List.of(rhythm, spend), in -> in[0] * in[1]);
        Explanation why = product.explain(
                List.of(
                        new Path(
                                2,
                                List.of(
                                        new Step("habit", 1, 1, 6, amount -> "habit"),
                                        new Step("silence", 1, 1, 3, amount -> "silence"))),
                        Path.of(spend, 10, 20)),
                60);

        // Owen by hand: habit (6 - 2) x (10 + 20) / 2, silence (3 - 6) x 15, spend (2 + 3) / 2 x 10.
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("habit", "silence", "spend");
        assertThat(why.contributions()).extracting(Contribution::amount).containsExactly(60.0, -45.0, 25.0);
        assertThat(why.reason()).isEqualTo("Habit: value +60.00; but silence: -45.00");
    }
}
