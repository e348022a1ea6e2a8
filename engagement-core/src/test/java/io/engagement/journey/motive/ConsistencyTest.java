package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.math.Holm;
import io.engagement.journey.Journey;
import io.engagement.journey.StageRule;
import io.engagement.journey.Stages;
import io.engagement.journey.motive.ExperienceFigure.Better;
import io.engagement.journey.motive.MotiveBase.Planted;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    private static final double NONE = Double.NaN;

    private static Interaction rated(String id, double day, double satisfaction) {
        return act(id, day, Purpose.USE).withSatisfaction(satisfaction);
    }

    private static Interaction act(String id, double day, Purpose purpose) {
        return Interaction.of(id, MotiveBase.at(day), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static Interaction sent(String id, double day, Purpose purpose) {
        return Interaction.of(id, MotiveBase.at(day), Channel.EMAIL, Initiator.COMPANY, purpose);
    }

    private static HoneymoonDrop satisfaction(Consistency consistency) {
        return consistency.honeymoon().get(0);
    }

    /** R 4: lm, mean and sd of the pairs. */
    @Test
    void theDifferenceWithinCustomersAndOfAllWhoBeganAreThoseOfR() {
        WithinCustomers within = new WithinCustomers(
                new double[] {1, 2, 3, 4, 5, 6, NONE, 2}, new double[] {1.5, 1, 3.5, 3, NONE, 5, 2, NONE});

        assertThat(within.both()).isEqualTo(5);
        assertThat(within.began()).isEqualTo(7);
        assertThat(within.difference()).isCloseTo(-0.4, within(1e-12));
        assertThat(within.error()).isCloseTo(0.367423461417477, within(1e-12));
        assertThat(within.ofAll()).isCloseTo(-0.420849420849421, within(1e-12));
    }

    /** R 4: glm, quasipoisson, with offset log(time); its errors are those of the last but one step. */
    @Test
    void theRatioOfRatesWithinStrataAndItsErrorAreThoseOfR() {
        StratifiedRates rates = new StratifiedRates(3);
        rates.add(0, new double[] {5, 2}, 6, 10);
        rates.add(0, new double[] {8, 3}, 7.5, 12);
        rates.add(1, new double[] {1, 0}, 4, 8);
        rates.add(1, new double[] {4, 6}, 6, 20);
        rates.add(2, new double[] {9, 7}, 5, 9.5);
        rates.add(2, new double[] {0, 3}, 0, 3);

        assertThat(rates.logRatio()).isCloseTo(1.03684900975906, within(1e-10));
        assertThat(rates.standardError()).isCloseTo(0.242789511646099, within(1e-8));
    }

    @Test
    void withoutIncentivesInOneOfBothYearsThereIsNoRatio() {
        StratifiedRates rates = new StratifiedRates(1);
        rates.add(0, new double[] {5, 0}, 6, 10);

        assertThat(rates.logRatio()).isNaN();
    }

    @Test
    void severalFindingsAreAdjustedAsInR() {
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005)).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjusted(0.6, NONE, 0.01)).containsExactly(0.6, NONE, 0.02);
    }

    /** Of 30 customers who rate 0.9, and 0.7 after 90 days, and 30 who leave after 0.1. */
    private static List<Interaction> dropping(int customers) {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            base.add(rated("c" + i, 0, 0.9));
            base.add(rated("c" + i, 89, 0.9 - 0.0001 * i));
            base.add(rated("c" + i, 120, 0.7));
            base.add(rated("d" + i, 3, 0.1));
        }
        return base;
    }

    @Test
    void aDropIsWithinCustomersAndWhoLeftStandsBesideIt() {
        HoneymoonDrop drop = satisfaction(Consistency.of(MotiveBase.view(dropping(30), 200)));

        assertThat(drop.customers()).isEqualTo(30);
        assertThat(drop.began()).isEqualTo(60);
        assertThat(drop.after()).isCloseTo(0.7, within(1e-12));
        assertThat(drop.difference()).isBetween(-0.2, -0.199);
        assertThat(drop.beforeOfLeft()).isCloseTo(0.1, within(1e-12));
        assertThat(drop.margin()).isEqualTo(0.05);
        assertThat(drop.toString())
                .startsWith("satisfaction: ")
                .contains("within 30 customers; what matters is 0.0500");
    }

    @Test
    void fewerThanThirtyCustomersTellNothing() {
        HoneymoonDrop drop = satisfaction(Consistency.of(MotiveBase.view(dropping(29), 200)));

        assertThat(drop.difference()).isNaN();
        assertThat(drop.isDrop()).isFalse();
        assertThat(drop)
                .hasToString(
                        "satisfaction: not known, as 29 customers have it both in their first 90 days and after; it takes"
                                + " 30");
    }

    @Test
    void aDropThatMattersLittleIsNone() {
        LogView view = MotiveBase.view(3, 500, 900, Planted.HONEYMOON);
        ExperienceFigure figure = ExperienceFigure.builtIn().get(0);

        Consistency usual = Consistency.of(view, List.of(figure), Filter.purpose(Purpose.OFFER));
        Consistency lax = Consistency.of(view, List.of(figure.withMargin(0.2)), Filter.purpose(Purpose.OFFER));

        assertThat(satisfaction(usual).isDrop()).isTrue();
        assertThat(satisfaction(lax).isDrop()).isFalse();
        assertThat(satisfaction(lax).difference()).isEqualTo(satisfaction(usual).difference());
        assertThat(usual.findings().get(0).name()).isEqualTo("honeymoon drop: satisfaction");
    }

    @Test
    void anAnswerThatMayStillComeIsLeftOutAndOneThatNeverCameCountsAsTheLimit() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "c" + i;
            base.add(act(id, 0, Purpose.QUESTION));
            base.add(sent(id, 0.5, Purpose.HELP));
            base.add(act(id, 100, Purpose.QUESTION)); // never answered
            base.add(act(id, 196, Purpose.QUESTION)); // may still be
        }
        ExperienceFigure figure = ExperienceFigure.builtIn().get(1);

        HoneymoonDrop drop = Consistency.of(MotiveBase.view(base, 200), List.of(figure), Filter.purpose(Purpose.OFFER))
                .honeymoon()
                .get(0);

        assertThat(drop.before()).isEqualTo(12);
        assertThat(drop.after()).isEqualTo(7 * 24);
        assertThat(drop.isDrop()).isTrue();
    }

    @Test
    void theFirstAnswerThatIsStrictlyLaterCountsHoweverManyQuestionsItAnswers() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "c" + i;
            base.add(act(id, 0, Purpose.QUESTION));
            base.add(sent(id, 0, Purpose.HELP)); // at the same instant: no answer to it
            base.add(act(id, 1, Purpose.QUESTION));
            base.add(sent(id, 2, Purpose.HELP));
            base.add(sent(id, 3, Purpose.HELP));
            base.add(act(id, 100, Purpose.QUESTION));
            base.add(sent(id, 107, Purpose.HELP)); // at the limit: too late
            base.add(act(id, 150, Purpose.USE));
        }
        ExperienceFigure figure = ExperienceFigure.builtIn().get(1);

        HoneymoonDrop drop = Consistency.of(MotiveBase.view(base, 200), List.of(figure), Filter.purpose(Purpose.OFFER))
                .honeymoon()
                .get(0);

        assertThat(drop.before()).isEqualTo((48 + 24) / 2.0);
        assertThat(drop.after()).isEqualTo(7 * 24);
    }

    @Test
    void tenureCountsFromWhenTheyAreKnownSinceAndEndsWithTheLastOwnAct() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "c" + i;
            for (int day = 0; day < 800; day += 25) {
                base.add(act(id, day, Purpose.USE));
                base.add(sent(id, day + 1, Purpose.OFFER));
            }
            base.add(sent(id, 1000, Purpose.OFFER)); // after the last act
        }
        LogView view = MotiveBase.view(base, 1100);

        Consistency consistency = Consistency.of(view);

        assertThat(consistency.newcomers().newCustomers()).isEqualTo(40);
        assertThat(consistency.newcomers().newRate()).isCloseTo(15 / (365 / 30.436875), within(1e-9));
        assertThat(consistency.newcomers().oldRate()).isCloseTo(16 / (410 / 30.436875), within(1e-9));
        assertThat(consistency.tenure().toCsv()).contains("offers,730,,40,");
    }

    private static final Stages HELPED = Stages.builder(Stages.acts(ZoneOffset.UTC))
            .stage("new", StageRule.known())
            .stage("helped", StageRule.since(Filter.purpose(Purpose.HELP)))
            .build();

    /** Of one stage for all, its figures by age are those of the honeymoon, if all act at the present. */
    @Test
    void ofOneStageTheFiguresByAgeAreThoseOfAllTime() {
        List<Interaction> base = new ArrayList<>(MotiveBase.interactions(3, 300, 900, Planted.HONEYMOON));
        base.stream()
                .map(Interaction::customerId)
                .distinct()
                .toList()
                .forEach(id -> base.add(act(id, 901, Purpose.USE)));
        LogView view = MotiveBase.view(base, 901);
        Stages known = Stages.builder(Stages.acts(ZoneOffset.UTC))
                .stage("known", StageRule.known())
                .build();

        Consistency consistency = Consistency.of(view).withStages(Journey.of(view, known));

        for (Consistency.InStage each : consistency.byStage()) {
            HoneymoonDrop drop = consistency.honeymoon().stream()
                    .filter(other -> other.figure().equals(each.figure()))
                    .findFirst()
                    .orElseThrow();
            assertThat(each.aged()).isEqualTo(drop.customers());
            assertThat(each.agedChange()).isCloseTo(drop.difference(), within(1e-11));
            assertThat(each.agedStandardError()).isCloseTo(drop.standardError(), within(1e-11));
            assertThat(each.within()).isZero();
            assertThat(each.change()).isNaN();
        }
        assertThat(consistency.byStage()).hasSize(5);
        assertThat(consistency.findings()).isEqualTo(Consistency.of(view).findings());
    }

    @Test
    void anInteractionBelongsToTheStageJustBeforeItAndTheFirstToThatWhichItBegan() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "c" + i;
            base.add(rated(id, 0, 0.9));
            base.add(sent(id, 10, Purpose.HELP).withSatisfaction(0.5)); // still new
            base.add(rated(id, 20, 0.3 + 0.001 * i));
            base.add(rated(id, 100, 0.3));
        }
        LogView view = MotiveBase.view(base, 200);

        List<Consistency.InStage> stages = Consistency.of(
                        view, List.of(ExperienceFigure.builtIn().get(0)), Filter.purpose(Purpose.OFFER))
                .withStages(Journey.of(view, HELPED))
                .byStage();

        assertThat(stages).extracting(Consistency.InStage::stage).containsExactly("new", "helped");
        assertThat(stages.get(0).mean()).isCloseTo(0.7, within(1e-12));
        assertThat(stages.get(1).customers()).isEqualTo(30);
        assertThat(stages.get(1).change()).isCloseTo(-0.4 + 0.001 * 14.5 / 2, within(1e-12));
        assertThat(stages.get(0).change()).isCloseTo(0.4 - 0.001 * 14.5 / 2, within(1e-12));
        assertThat(stages.get(1).agedChange()).isCloseTo(-0.001 * 14.5, within(1e-12));
        assertThat(stages.get(0).aged()).isZero();
    }

    @Test
    void monthsOfAStageAreThoseThatCustomersWereInIt() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "c" + i;
            base.add(act(id, 0, Purpose.USE));
            base.add(sent(id, 60.875 * 2, Purpose.HELP));
            for (int offer = 0; offer < 8; offer++) {
                base.add(sent(id, 1 + 10 * offer, Purpose.OFFER));
            }
            base.add(sent(id, 150, Purpose.OFFER));
            base.add(act(id, 60.87375 * 4, Purpose.USE));
        }
        LogView view = MotiveBase.view(base, 300);

        List<Consistency.InStage> offers = Consistency.of(view).withStages(Journey.of(view, HELPED)).byStage().stream()
                .filter(each -> each.figure().name().equals("offers"))
                .toList();

        assertThat(offers.get(0).mean()).isCloseTo(8 / 4.0, within(1e-4));
        // To the present, though they did nothing lately.
        double months = (300 - 60.875 * 2) / 30.436875;
        assertThat(offers.get(1).mean()).isCloseTo(1 / months, within(1e-4));
        assertThat(offers.get(1).change()).isCloseTo(1 / months - 8 / 4.0, within(1e-4));
    }

    /** Half come back at the present; the others get an offer every ten days and never act again. */
    @Test
    void aStageHasThoseWhoNeverCameBack() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            base.add(act("c" + i, 0, Purpose.USE));
            base.add(sent("c" + i, 10, Purpose.HELP));
            base.add(act("c" + i, 100, Purpose.USE));
            base.add(act("d" + i, 0, Purpose.USE));
            base.add(sent("d" + i, 10, Purpose.HELP));
            for (int day = 20; day <= 50; day += 10) {
                base.add(sent("d" + i, day, Purpose.OFFER));
            }
        }
        LogView view = MotiveBase.view(base, 100);

        Consistency.InStage offers = Consistency.of(view).withStages(Journey.of(view, HELPED)).byStage().stream()
                .filter(each ->
                        each.figure().name().equals("offers") && each.stage().equals("helped"))
                .findFirst()
                .orElseThrow();

        assertThat(offers.customers()).isEqualTo(60);
        assertThat(offers.mean()).isCloseTo(2 / (90 / 30.436875), within(1e-9));
    }

    /** Alone 2.2 errors beyond what matters are a finding, of ten figures they are chance. */
    @Test
    void ofManyFiguresADropMustBeClearer() {
        LogView view = MotiveBase.view(3, 500, 900, Planted.HONEYMOON);
        ExperienceFigure figure = ExperienceFigure.builtIn().get(0);
        Filter offers = Filter.purpose(Purpose.OFFER);
        HoneymoonDrop clear = satisfaction(Consistency.of(view, List.of(figure.withMargin(0)), offers));
        double margin =
                Math.min(-clear.difference() - 2.2 * clear.standardError(), -clear.ofAll() - 2.2 * clear.ofAllError());
        List<ExperienceFigure> ten = new ArrayList<>();
        ten.add(figure.withMargin(margin));
        for (int i = 1; i < 10; i++) {
            ten.add(ExperienceFigure.mean("y" + i, "y", Filter.all(), Quantity.SATISFACTION, Better.HIGHER)
                    .withMargin(10));
        }

        Consistency alone = Consistency.of(view, ten.subList(0, 1), offers);
        Consistency among = Consistency.of(view, ten, offers);

        assertThat(satisfaction(alone).strength()).isCloseTo(2.2, within(1e-9));
        assertThat(satisfaction(alone).isDrop()).isTrue();
        assertThat(satisfaction(among).strength()).isCloseTo(2.2, within(1e-9));
        assertThat(satisfaction(among).isDrop()).isFalse();
        assertThat(among.findings()).isEmpty();
        assertThat(satisfaction(among).toString()).contains("no honeymoon drop");
    }

    @Test
    void aJourneyOfAnotherPresentIsRefused() {
        LogView view = MotiveBase.view(dropping(30), 200);
        Journey earlier = Journey.of(view.asOf(MotiveBase.at(100)), HELPED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Consistency.of(view).withStages(earlier))
                .withMessageContaining("make both of one view");
    }

    @Test
    void figuresOfOnesOwnAreNamedOnceAndOfAmounts() {
        ExperienceFigure mine =
                ExperienceFigure.monthly("visits", "visits a month", Filter.purpose(Purpose.USE), Better.HIGHER);

        assertThat(mine).hasToString("visits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Consistency.of(
                        MotiveBase.view(dropping(3), 200), List.of(mine, mine), Filter.purpose(Purpose.OFFER)))
                .withMessageContaining("different names");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ExperienceFigure.mean("id", "id", Filter.all(), Quantity.CONVERSATION, Better.HIGHER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperienceFigure.timeUntil("t", "t", Filter.all(), Filter.all(), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> mine.withMargin(-1));
    }

    @Property(seed = "20261129", tries = 10)
    void neitherTheOrderOfArrivalNorErasingAndAddingAgainChangeAFinding(@ForAll @IntRange(max = 1_000) int seed) {
        List<Interaction> base = MotiveBase.interactions(seed, 60, 500, Planted.HONEYMOON);
        List<Interaction> shuffled = new ArrayList<>(base);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Consistency.of(MotiveBase.view(shuffled, 500)).toCsv())
                .isEqualTo(Consistency.of(MotiveBase.view(base, 500)).toCsv());
    }

    @Property(seed = "20261129", tries = 20)
    void theUnitOfAFigureChangesNoStrength(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        Random random = new Random(seed);
        double[] first = random.doubles(60).toArray();
        double[] then =
                random.doubles(60).map(each -> each < 0.2 ? NONE : each - 0.3).toArray();
        ExperienceFigure figure = ExperienceFigure.mean("x", "x", Filter.all(), Quantity.VALUE, Better.HIGHER)
                .withMargin(0.05);

        HoneymoonDrop one = HoneymoonDrop.of(figure, first, then);
        HoneymoonDrop other =
                HoneymoonDrop.of(figure.withMargin(0.05 * factor), times(factor, first), times(factor, then));

        assertThat(other.strength()).isCloseTo(one.strength(), within(1e-8));
    }

    private static double[] times(double factor, double... values) {
        return Arrays.stream(values).map(each -> factor * each).toArray();
    }
}
