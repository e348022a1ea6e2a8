package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.Hillstrom;
import io.engagement.outcome.effect.TwoArms;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExperimentReadingTest {
    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
    private static final ArmShares HALVES = ArmShares.of("none", Map.of("none", 0.5, "mail", 0.5));

    private static Assignments assigned(int mailed, int heldOut) {
        Assignments.Builder all = Assignments.builder("none");
        for (int i = 0; i < mailed + heldOut; i++) {
            all.assign("c" + i, i < mailed ? "mail" : "none", START);
        }
        return all.build();
    }

    /** Who is mailed has the first ids. */
    private static ToDoubleFunction<String> outcome(int mailed, double effect, double buyers, long seed) {
        return customer -> {
            int number = Integer.parseInt(customer.substring(1));
            Random random = new Random(seed + 7919L * number);
            random.nextDouble();
            double value = random.nextDouble() < buyers ? 20 + 5 * random.nextGaussian() : 0;
            return value + (number < mailed ? effect : 0);
        };
    }

    private static ExperimentReading.Row only(ExperimentReading reading) {
        assertThat(reading.effects()).hasSize(1);
        return reading.effects().get(0);
    }

    private static double balancePValue(ExperimentReading reading) {
        return Objects.requireNonNull(reading.balancePValues().get("mail"));
    }

    private static ExperimentData spend(int mailed, int heldOut, double effect, double buyers) {
        return ExperimentData.of(assigned(mailed, heldOut)).withOutcome("spend", outcome(mailed, effect, buyers, 1));
    }

    @Test
    void anEffectThatIsThereIsFoundWithItsIntervalAndASentence() {
        ExperimentReading.Row found = only(ExperimentReading.of(spend(3000, 3000, 2, 0.4), ReadingRules.atEnd()));

        assertThat(found.finding()).isEqualTo(ExperimentReading.Finding.MORE);
        assertThat(found.estimator()).isEqualTo("welch");
        assertThat(found.interval().contains(2)).isTrue();
        assertThat(found.relative().change()).isCloseTo(found.effect().estimate() / found.heldOutMean(), within(1e-9));
        assertThat(found.sentence())
                .matches("mail, spend: [\\d.]+ more a customer \\([\\d.]+ to [\\d.]+\\), \\+[\\d.]+ %\\.");
    }

    @Test
    void withoutEffectNothingIsClearAndTheSentenceTellsWhatWouldHaveBeenFound() {
        ExperimentReading.Row none = only(ExperimentReading.of(spend(3000, 3000, 0, 0.4), ReadingRules.atEnd()));

        assertThat(none.finding()).isEqualTo(ExperimentReading.Finding.NOT_CLEAR);
        assertThat(none.detectable()).isCloseTo(3.2415 * none.effect().standardError(), within(1e-3));
        assertThat(none.sentence()).contains("no clear difference").contains("90 % sure to be found only from");
    }

    @Test
    void armsThatAreNotAsPlannedGiveNoReadingAndNoNumber() {
        ExperimentReading reading = ExperimentReading.of(
                spend(3000, 2600, 2, 0.4), ReadingRules.atEnd().withPlannedShares(HALVES));
        ExperimentReading.Row unread = only(reading);

        assertThat(reading.sampleRatio().orElseThrow().isMismatch()).isTrue();
        assertThat(unread.finding()).isEqualTo(ExperimentReading.Finding.NO_READING);
        assertThat(unread.effect().isDefined()).isFalse();
        assertThat(unread.treatedMean()).isNaN();
        assertThat(reading.estimates().toJson()).isEqualTo("[]\n");
        assertThat(reading.toString()).contains("nothing is read").contains("not read, as arms are not as planned");
    }

    @Test
    void rareOutcomesAndFewCustomersAreTooLittleData() {
        ExperimentReading.Row few = only(ExperimentReading.of(spend(90, 3000, 20, 0.4), ReadingRules.atEnd()));
        ExperimentReading.Row rare = only(ExperimentReading.of(spend(1000, 1000, 0, 0.01), ReadingRules.atEnd()));

        assertThat(few.finding()).isEqualTo(ExperimentReading.Finding.TOO_LITTLE_DATA);
        assertThat(rare.finding()).isEqualTo(ExperimentReading.Finding.TOO_LITTLE_DATA);
        assertThat(rare.sentence()).contains("found would be effects from about");
    }

    @Test
    void aDifferenceOfAFewHugeCustomersIsToldAsSuch() {
        ToDoubleFunction<String> normal = outcome(0, 0, 0.4, 1);
        ExperimentData data = ExperimentData.of(assigned(6000, 6000))
                .withOutcome(
                        "spend",
                        id -> List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8")
                                        .contains(id)
                                ? 9000
                                : normal.applyAsDouble(id));

        assertThat(only(ExperimentReading.of(data, ReadingRules.atEnd())).finding())
                .isEqualTo(ExperimentReading.Finding.RESTS_ON_FEW_CUSTOMERS);
    }

    @Test
    void allArmsAndOutcomesAreAdjustedTogether() {
        ExperimentData data = spend(3000, 3000, 0, 0.4)
                .withOutcome("visits", outcome(3000, 1, 0.4, 2))
                .withOutcome("returns", outcome(3000, 0, 0.2, 3));
        List<ExperimentReading.Row> effects =
                ExperimentReading.of(data, ReadingRules.atEnd()).effects();

        assertThat(effects).extracting(ExperimentReading.Row::outcome).containsExactly("spend", "visits", "returns");
        assertThat(effects.get(1).adjustedPValue()).isCloseTo(3 * effects.get(1).pValue(), within(1e-12));
        assertThat(effects.get(1).finding()).isEqualTo(ExperimentReading.Finding.MORE);
    }

    @Test
    void aPlannedLookIsJudgedByItsBoundAndAnyTimeByTheSequence() {
        ExperimentData data = spend(3000, 3000, 0.4, 0.4);
        ExperimentReading.Row end = only(ExperimentReading.of(data, ReadingRules.atEnd()));
        ExperimentReading.Row first = only(ExperimentReading.of(data, ReadingRules.atLook(1, 0.25, 0.5, 0.75, 1)));
        ExperimentReading.Row anyTime = only(ExperimentReading.of(data, ReadingRules.atAnyTime(6000)));

        assertThat(Math.abs(end.effect().z())).isBetween(2.0, 3.0);
        assertThat(end.finding()).isEqualTo(ExperimentReading.Finding.MORE);
        assertThat(first.finding()).isEqualTo(ExperimentReading.Finding.NOT_CLEAR);
        assertThat(first.interval().upper() - first.effect().estimate())
                .isCloseTo(4.3326 * first.effect().standardError(), within(1e-3));
        assertThat(anyTime.finding()).isEqualTo(ExperimentReading.Finding.NOT_CLEAR);
        assertThat(anyTime.adjustedPValue()).isNaN();
        assertThat(anyTime.interval().contains(0)).isTrue();
    }

    @Test
    void whatWasSeenAfterTheContactIsNoCovariate() {
        ExperimentData data = spend(200, 200, 0, 0.4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withCovariate("clicks", START.plusSeconds(1), id -> 1))
                .withMessageContaining(
                        "covariate 'clicks' is as of 2025-03-01T00:00:01Z, after customer 'c0' was assigned")
                .withMessageContaining("takes its effect away");
        assertThat(data.withCovariate("clicks", START, id -> 1).covariates()).containsExactly("clicks");
    }

    @Test
    void armsThatWereNotAlikeBeforeAreToldAndACovariateThatTheContactChangedIsAmongThese() {
        ToDoubleFunction<String> changed = outcome(2000, 2, 0.4, 9);
        ExperimentReading reading = ExperimentReading.of(
                spend(2000, 2000, 2, 0.4).withCovariate("before", START, changed), ReadingRules.atEnd());

        assertThat(balancePValue(reading)).isLessThan(0.001);
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .contains("'mail' and the hold-out differ before", "most in 'before'")
                .contains("may have been measured after the contact");
        ExperimentReading alike = ExperimentReading.of(
                spend(2000, 2000, 2, 0.4).withCovariate("before", START, outcome(0, 0, 0.4, 9)), ReadingRules.atEnd());
        assertThat(alike.warnings()).isEmpty();
        assertThat(only(alike).estimator()).isEqualTo("lin_hc2");
    }

    @Test
    void nothingIsReadWhereACovariateMayBeWhatTheContactChanged() {
        ExperimentData data = spend(2000, 2000, 2, 0.4);
        // What came of the contact itself, under another name: adjusting for it would leave nothing of the effect.
        ExperimentReading after = ExperimentReading.of(
                data.withCovariate("clicks", START, outcome(2000, 2, 0.4, 1)), ReadingRules.atEnd());

        assertThat(only(after).finding()).isEqualTo(ExperimentReading.Finding.NO_READING);
        assertThat(only(after).effect().isDefined()).isFalse();
        assertThat(after.estimates().toJson()).isEqualTo("[]\n");
        assertThat(after.toString()).contains("then leave it out").contains("or differed before");
    }

    @Test
    void whereNobodyWasHeldOutAReadingIsRefusedAndSaysWhy() {
        ExperimentData data = ExperimentData.of(assigned(200, 0))
                .withOutcome("spend", outcome(0, 0, 0.4, 1))
                .withCovariate("x", START, outcome(0, 0, 0.4, 5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentReading.of(data, ReadingRules.atEnd()))
                .withMessageContaining("nobody is in the hold-out 'none', customers by arm are {none=0, mail=200}");
    }

    @Test
    void amountsWhoseSquaresAreNoNumbersAreRefusedByCustomerAndAmount() {
        ExperimentData data = ExperimentData.of(assigned(200, 200));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withOutcome("spend", id -> id.equals("c7") ? 1e160 : 1))
                .withMessageContaining("outcome 'spend' of customer 'c7' must be from -1e100 to 1e100, was 1.0E160");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withCovariate("before", START, id -> id.equals("c7") ? -1e160 : 1))
                .withMessageContaining("covariate 'before' of customer 'c7' must be from -1e100 to 1e100");
        ExperimentReading large = ExperimentReading.of(
                data.withOutcome("spend", id -> 1e100 * outcome(0, 0, 0.4, 1).applyAsDouble(id) / 1e3),
                ReadingRules.atEnd());
        assertThat(only(large).interval().upper()).isFinite();
    }

    @Test
    void theRelativeIntervalIsAsWideAsTheLookAndTheLevelAsk() {
        ExperimentData data = spend(3000, 3000, 0.4, 0.4);
        ReadingRules end = ReadingRules.atEnd();
        double usual = relativeWidth(data, end);

        assertThat(relativeWidth(data, ReadingRules.atLook(1, 0.25, 0.5, 0.75, 1)) / usual)
                .isCloseTo(4.3326 / 1.96, within(1e-3));
        assertThat(relativeWidth(data, ReadingRules.atAnyTime(6000)) / usual).isBetween(1.4, 1.7);
        assertThat(relativeWidth(data, end.withLevel(0.01)) / usual).isCloseTo(2.5758 / 1.96, within(1e-3));
    }

    /** Of the logarithm. */
    private static double relativeWidth(ExperimentData data, ReadingRules rules) {
        ExperimentReading.Row row = only(ExperimentReading.of(data, rules));
        return Math.log1p(row.change().upper()) - Math.log1p(row.change().lower());
    }

    @Test
    void balanceCountsADependentCovariateOnce() {
        ExperimentData data = spend(500, 500, 0, 0.4).withCovariate("x", START, outcome(0, 0, 0.4, 5));
        Balance one = Balance.of(data.arms("mail", "spend"));
        ExperimentData more =
                data.withCovariate("again", START, outcome(0, 0, 0.4, 5)).withCovariate("same", START, id -> 3);
        Balance twice = Balance.of(more.arms("mail", "spend"));

        assertThat(twice.pValue()).isCloseTo(one.pValue(), within(1e-12));
        assertThat(one.pValue()).isCloseTo(one.difference(0).pValue(), within(1e-3));
        assertThat(twice.table().toCsv())
                .startsWith("covariate,treated_mean,held_out_mean,standardised_difference,p_value\nx,");
        assertThat(twice.standardisedDifference(2)).isNaN();
        ExperimentReading reading = ExperimentReading.of(more, ReadingRules.atEnd());
        assertThat(balancePValue(reading)).isEqualTo(twice.pValue());
        assertThat(reading.balance().toCsv()).startsWith("arm,covariate,").contains("\nmail,again,");
    }

    /** By Welch's variances 4.2 % of such arms were told to be imbalanced. */
    @Test
    void aSmallHoldOutDrawnByChanceIsNotCalledImbalanced() {
        Random random = new Random(9);
        int imbalanced = 0;
        for (int draw = 0; draw < 400; draw++) {
            double[] spent = new double[2000];
            boolean[] treated = new boolean[2000];
            for (int i = 0; i < spent.length; i++) {
                spent[i] = random.nextInt(3) == 0 ? Math.exp(random.nextGaussian()) : 0;
                treated[i] = i >= 100;
            }
            TwoArms arms = TwoArms.of(spent, treated).withCovariate("before", spent);
            imbalanced += Balance.of(arms).isImbalanced() ? 1 : 0;
        }

        assertThat(imbalanced).isLessThanOrEqualTo(4);
    }

    @Test
    void anImbalanceIsSeenHoweverSmallTheHoldOut() {
        Random random = new Random(9);
        double[] before = random.doubles(2000).map(x -> 10 * x).toArray();
        boolean[] treated = new boolean[2000];
        for (int i = 100; i < treated.length; i++) {
            treated[i] = true;
            before[i] += 2;
        }

        assertThat(Balance.of(TwoArms.of(before, treated).withCovariate("before", before))
                        .isImbalanced())
                .isTrue();
    }

    @Test
    void theUnitOfMoneyChangesNoFinding() {
        ToDoubleFunction<String> spend = outcome(3000, 0.9, 0.4, 1);
        ExperimentData data = ExperimentData.of(assigned(3000, 3000));
        ExperimentReading euro = ExperimentReading.of(data.withOutcome("spend", spend), ReadingRules.atEnd());
        ExperimentReading yen = ExperimentReading.of(
                data.withOutcome("spend", id -> 163.2 * spend.applyAsDouble(id)), ReadingRules.atEnd());

        assertThat(only(yen).finding()).isEqualTo(only(euro).finding());
        assertThat(only(yen).pValue()).isCloseTo(only(euro).pValue(), within(1e-12));
        assertThat(only(yen).relative().change())
                .isCloseTo(only(euro).relative().change(), within(1e-12));
    }

    /** The doors agree: the reading's estimates are those of the oracles hillstrom.mens.visit.*. */
    @Test
    void hillstromReadFromATableHasTheNumbersOfR() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        boolean[] treated = mens.treated();
        double[] visit = mens.column(9);
        double[] history = mens.column(Hillstrom.HISTORY);
        Assignments.Builder all = Assignments.builder("No E-Mail");
        for (int i = 0; i < treated.length; i++) {
            all.assign(String.valueOf(i), treated[i] ? "Mens E-Mail" : "No E-Mail", START);
        }
        ExperimentData data = ExperimentData.of(all.build()).withOutcome("visit", id -> visit[Integer.parseInt(id)]);
        ExperimentReading.Row plain = only(ExperimentReading.of(data, ReadingRules.atEnd()));
        ExperimentReading.Row adjusted = only(ExperimentReading.of(
                data.withCovariate("history", START, id -> history[Integer.parseInt(id)]), ReadingRules.atEnd()));

        assertThat(plain.estimator()).isEqualTo("newcombe");
        assertThat(plain.interval().lower()).isCloseTo(0.0699533080837316, within(1e-8));
        assertThat(plain.relative().change()).isCloseTo(0.7214046167814, within(1e-8));
        assertThat(adjusted.effect().estimate()).isCloseTo(0.0764129127017284, within(1e-8));
        assertThat(adjusted.effect().standardError()).isCloseTo(0.00337833612095051, within(1e-8));
        assertThat(adjusted.finding()).isEqualTo(ExperimentReading.Finding.MORE);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        ExperimentData bare = ExperimentData.of(assigned(2, 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentReading.of(bare, ReadingRules.atEnd()))
                .withMessageContaining("a reading needs an outcome");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.withOutcome("spend", id -> Double.NaN))
                .withMessageContaining("outcome 'spend' of customer 'c0' must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.withOutcome("spend", id -> 1e-170))
                .withMessageContaining(
                        "outcome 'spend' of customer 'c0' must be 0 or at least 1e-100 in size, was 1.0E-170");
        assertThat(bare.withCovariate("x", START, id -> 1e-170).covariates()).contains("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoArms.of(new double[] {-1e-101}, new boolean[1]))
                .withMessageContaining("outcome must be 0 or at least 1e-100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.withOutcome("x", id -> 1).withCovariate("x", START, id -> 1))
                .withMessageContaining("there is an outcome or covariate 'x' already");
        assertThatIllegalArgumentException().isThrownBy(() -> bare.withCovariate("x", START, id -> 1 / 0.0));
        ExperimentData data = bare.withOutcome("spend", id -> 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.arms("mial", "spend"))
                .withMessageContaining("did you mean 'mail'?");
        assertThatIllegalArgumentException().isThrownBy(() -> data.arms("none", "spend"));
        assertThatIllegalArgumentException().isThrownBy(() -> data.arms("mail", "spent"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingRules.atEnd().withLevel(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ReadingRules.atLook(3, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ReadingRules.atAnyTime(0));
    }
}
