package io.engagement.outcome.observational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import io.engagement.outcome.effect.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObservationalStudyTest {
    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WEEKS = 24;
    private static final int DATE = 18;
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);
    private static final Purpose OFFER = Purpose.of("OFFER");
    private static final StudyPlan PLAN =
            StudyPlan.of(6).withWindow("short", new EventWindow(0, 2)).withWindow("long", new EventWindow(3, 5));

    /** Customers buy every other week on average; every third is contacted in week 18 and buys the more from then on. */
    private static InteractionLog.Builder log(int customers, double more) {
        InteractionLog.Builder log = InteractionLog.builder();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < customers; i++) {
            String id = "c" + i;
            log.add(Interaction.of(id, START.minus(WEEK), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
            for (int week = 0; week < WEEKS; week++) {
                double rate = 0.5 + (i % 3 == 0 && week >= DATE ? more : 0);
                if (random.nextDouble() < rate) {
                    Instant at = START.plus(WEEK.multipliedBy(week)).plusSeconds(random.nextInt(1, 600_000));
                    log.add(Interaction.of(id, at, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                            .withValue(random.nextInt(500, 1500) / 100.0));
                }
            }
            if (i % 3 == 0) {
                Instant at = START.plus(WEEK.multipliedBy(DATE));
                log.add(Interaction.of(id, at, Channel.EMAIL, Initiator.COMPANY, OFFER)
                        .withCampaign("spring"));
                log.add(Interaction.of(id, at.plusSeconds(60), Channel.WEB, Initiator.CUSTOMER, Purpose.of("VIEW"))
                        .withCampaign("spring"));
            }
        }
        return log;
    }

    private static LogView view(double more) {
        return log(1500, more).build().asOf(START.plus(WEEK.multipliedBy(WEEKS)));
    }

    private static Panel spend(LogView view) {
        return Panel.of(view, START, WEEK, PanelOutcome.total(BOUGHT, Quantity.VALUE));
    }

    private static final Filter SENT = Filter.campaign("spring").and(Filter.initiatedBy(Initiator.COMPANY));

    private static ObservationalStudy study(LogView view) {
        Panel spend = spend(view);
        return ObservationalStudy.of(spend, FirstContacts.of(spend, view, SENT), PLAN);
    }

    @Test
    void aPlantedEffectIsClaimedWithItsSensitivity() {
        ObservationalEvidence evidence = study(view(0.3)).evidence();
        ObservationalEffect effect = evidence.effect("short");

        assertThat(effect.doubts()).isEmpty();
        assertThat(effect.effect().interval(0.95).contains(3)).isTrue();
        assertThat(effect.isClaimed(0.05)).isTrue();
        assertThat(effect.treated()).isEqualTo(500);
        assertThat(effect.leftOut()).isZero();
        assertThat(effect.sensitivity().eValueOfLimit())
                .isBetween(1.5, effect.sensitivity().eValue());
        assertThat(effect.sensitivity().breakdown()).isGreaterThan(1);
        assertThat(evidence.controls()).isEqualTo(Controls.NEVER);
        assertThat(evidence.toString())
                .contains(
                        "short (0..2)",
                        "more; credible",
                        "Its difference in differences falls if",
                        "not HonestDiD's M-bar");
        assertThat(evidence.toCsv()).startsWith("window,periods,effect").contains("short,0..2,");
        assertThat(evidence.toJson()).contains("\"says\": \"more\"");
    }

    @Test
    void logAndTableSayTheSameToTheBit() {
        LogView view = view(0.2);
        Panel fromLog = spend(view);
        Panel.Builder table = Panel.builder();
        Map<String, Integer> contacts = new HashMap<>();
        Map<String, Instant> instants = new HashMap<>();
        for (int row = 0; row < fromLog.units(); row++) {
            for (int week = 0; week < WEEKS; week++) {
                table.add(fromLog.unit(row), week, fromLog.value(row, week));
            }
            if (Integer.parseInt(fromLog.unit(row).substring(1)) % 3 == 0) {
                contacts.put(fromLog.unit(row), DATE);
                instants.put(fromLog.unit(row), START.plus(WEEK.multipliedBy(DATE)));
            }
        }
        Panel fromTable = table.build();
        String expected = study(view).evidence().toCsv();

        assertThat(ObservationalStudy.of(fromTable, FirstContacts.inPeriods(fromTable, contacts), PLAN)
                        .evidence()
                        .toCsv())
                .isEqualTo(expected);
        assertThat(ObservationalStudy.of(fromLog, FirstContacts.at(fromLog, instants), PLAN)
                        .evidence()
                        .toCsv())
                .isEqualTo(expected);
    }

    @Test
    void whoViewsOrClicksIsNoTreatmentUnlessItIsSaidToBeObservational() {
        LogView view = view(0.3);
        Panel spend = spend(view);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstContacts.of(spend, view, Filter.campaign("spring")))
                .withMessageContaining("must not be defined by what the customer did")
                .withMessageContaining("observational(..)");
        FirstContacts viewed = FirstContacts.observational(spend, view, Filter.purpose(Purpose.of("VIEW")));
        ObservationalEvidence evidence =
                ObservationalStudy.of(spend, viewed, PLAN).evidence();

        assertThat(evidence.effect("short").effect().z()).isGreaterThan(5);
        assertThat(evidence.effect("short").doubts()).containsExactly(Doubt.SELF_SELECTED);
        assertThat(evidence.isClaimed(0.05)).isFalse();
        assertThat(FirstContacts.observational(spend, view, SENT).isSelfSelected())
                .as("what the company sent is no customer's choice, however it is asked for")
                .isFalse();
    }

    @Test
    void timeBeforeTheContactCountsAsNotContacted() {
        // Half of the customers are contacted in week 10, the others in week 18: until then they are controls, and what
        // they
        // did in weeks 10 to 17 moves the first group's effect.
        Panel.Builder panel = Panel.builder();
        Map<String, Integer> contacts = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            for (int t = 0; t < 24; t++) {
                int date = i % 2 == 0 ? 10 : 18;
                panel.add("u" + i, t, (t >= date ? 5 : 0) + (t >= 10 ? 2 : 0) + (i * 7 + t * 3) % 11);
                contacts.put("u" + i, date);
            }
        }
        Panel built = panel.build();
        AveragedDifferences differences = AveragedDifferences.of(
                built,
                FirstContacts.inPeriods(built, contacts),
                AveragedDifferences.Design.of(10, new EventWindow(0, 6)),
                Controls.LATER);

        assertThat(differences.byGroup()).containsOnlyKeys(10);
        assertThat(differences.overall().estimate()).isCloseTo(5, within(0.2));
        assertThat(differences.leftOut())
                .as("the last group has nobody who comes later")
                .isEqualTo(100);
    }

    @Test
    void controlsAreThoseContactedLaterIfThereAreEnough() {
        Panel.Builder panel = Panel.builder();
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Integer> contacts = new HashMap<>();
        for (int i = 0; i < 900; i++) {
            for (int t = 0; t < 24; t++) {
                panel.add("u" + i, t, random.nextInt(10));
            }
            if (i % 3 < 2) {
                contacts.put("u" + i, i % 3 == 0 ? 12 : 30);
            }
        }
        Panel built = panel.build();
        FirstContacts all = FirstContacts.inPeriods(built, contacts);
        assertThat(ObservationalStudy.of(built, all, PLAN).controls()).isEqualTo(Controls.LATER);
        contacts.values().removeIf(date -> date == 30);
        FirstContacts alone = FirstContacts.inPeriods(built, contacts);
        assertThat(ObservationalStudy.of(built, alone, PLAN).controls()).isEqualTo(Controls.NEVER);
        assertThat(ObservationalStudy.of(built, alone, PLAN.withControls(Controls.LATER))
                        .evidence()
                        .effect("short")
                        .doubts())
                .contains(Doubt.NOT_SEEN);
    }

    @Test
    void newcomersWithoutAPastTakeNoPart() {
        InteractionLog.Builder log = log(1500, 0);
        for (int i = 0; i < 300; i++) {
            Instant at = START.plus(WEEK.multipliedBy(DATE - 2));
            log.add(Interaction.of("new" + i, at, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(10));
            log.add(Interaction.of("new" + i, at.plus(WEEK.multipliedBy(2)), Channel.EMAIL, Initiator.COMPANY, OFFER)
                    .withCampaign("spring"));
        }
        ObservationalEvidence evidence =
                study(log.build().asOf(START.plus(WEEK.multipliedBy(WEEKS)))).evidence();

        assertThat(evidence.effect("short").treated()).isEqualTo(500);
        assertThat(evidence.effect("short").leftOut()).isEqualTo(300);
        assertThat(evidence.effect("short").estimand())
                .isEqualTo("500 of 800 contacted customers, first contacted in period 18");
    }

    /** Ordinary customers gain 5 from the contact; large ones, of whom nearly all are contacted, gain 100. */
    private static ObservationalEvidence withLargeCustomers(StudyPlan plan, int oneOf) {
        Panel.Builder panel = Panel.builder();
        SplittableRandom random = new SplittableRandom(21);
        Map<String, Integer> contacts = new HashMap<>();
        for (int i = 0; i < 1200; i++) {
            boolean isLarge = i < 300;
            int date = i % 2 == 0 ? 16 : DATE;
            boolean isContacted = isLarge ? i % 50 > 1 : i / 2 % oneOf == 0;
            for (int t = 0; t < WEEKS; t++) {
                double gain = isContacted && t >= date ? isLarge ? 100 : 5 : 0;
                panel.add("u" + i, t, (isLarge ? 30 : 0) + random.nextInt(10) + gain);
            }
            if (isContacted) {
                contacts.put("u" + i, date);
            }
        }
        Panel built = panel.build();
        return ObservationalStudy.of(built, FirstContacts.inPeriods(built, contacts), plan.withControls(Controls.NEVER))
                .evidence();
    }

    @Test
    void whoIsTrimmedIsInNoEstimate() {
        ObservationalEvidence evidence = withLargeCustomers(PLAN.withTrim(0.3), 3);
        int ofWeights =
                evidence.overlap().values().stream().mapToInt(Overlap::treated).sum();

        assertThat(evidence.effects()).hasSize(2).allSatisfy(effect -> {
            assertThat(effect.treated()).isEqualTo(ofWeights).isEqualTo(300);
            assertThat(effect.leftOut()).isEqualTo(288);
            assertThat(effect.differences().estimate()).isCloseTo(5, within(0.5));
            assertThat(effect.doublyRobust().estimate()).isCloseTo(5, within(0.5));
            assertThat(effect.placebo().folds()).isNotEmpty().allSatisfy(fold -> assertThat(fold.treated())
                    .isLessThanOrEqualTo(300));
            assertThat(effect.estimand())
                    .isEqualTo("300 of 588 contacted customers, first contacted in period 16, 18, without 288 who have"
                            + " no like");
        });
        assertThat(withLargeCustomers(PLAN, 3).effect("short").differences().estimate())
                .as("without a trim")
                .isGreaterThan(40);
    }

    @Test
    void aGroupOfWhichTheTrimLeavesTooFewTakesNoPart() {
        ObservationalEvidence evidence = withLargeCustomers(PLAN.withTrim(0.3), 15);

        assertThat(evidence.overlap()).isEmpty();
        assertThat(evidence.effect("short").treated()).isZero();
        assertThat(evidence.effect("short").doubts()).contains(Doubt.TOO_FEW, Doubt.NOT_SEEN);
        assertThat(withLargeCustomers(PLAN, 15).overlap()).as("without a trim").hasSize(2);
    }

    @Test
    void anOutcomeThatCannotReactMustNotMove() {
        LogView view = view(0.3);
        ObservationalStudy study = study(view);
        Panel moved = spend(view);
        Panel unmoved = Panel.of(view, START, WEEK, PanelOutcome.count(Filter.purpose(Purpose.COMPLAINT)));

        assertThat(study.withUnrelated(unmoved).evidence().effect("short").doubts())
                .isEmpty();
        assertThat(study.withUnrelated(moved).evidence().effect("short").doubts())
                .containsExactly(Doubt.UNRELATED_MOVED);
    }

    /** Sums of a tenth, a third and a fifth differ by rounding, and a difference of 1e-17 without any spread would be sure. */
    @Test
    void anOutcomeThatNeverChangesHasNotMoved() {
        LogView view = view(0.3);
        Panel.Builder still = Panel.builder();
        Panel spend = spend(view);
        for (int row = 0; row < spend.units(); row++) {
            for (int week = 0; week < WEEKS; week++) {
                still.add(spend.unit(row), week, new double[] {0.1, 1 / 3.0, 0.2, 9.99}[row % 4]);
            }
        }
        Map<String, Integer> contacts = new HashMap<>();
        for (int i = 0; i < 1500; i += 3) {
            contacts.put("c" + i, DATE);
        }
        Panel built = still.build();
        ObservationalEvidence evidence = ObservationalStudy.of(built, FirstContacts.inPeriods(built, contacts), PLAN)
                .withUnrelated(built)
                .evidence();

        assertThat(evidence.effects()).allSatisfy(effect -> {
            assertThat(effect.differences()).isEqualTo(Effect.normal(0, 0));
            assertThat(effect.doubts()).doesNotContain(Doubt.UNRELATED_MOVED, Doubt.PLACEBO_FAILED);
        });
    }

    @Test
    void anyOtherOutcomeOfTheSameCustomersCanBeAskedFor() {
        LogView view = view(0.3);
        Panel purchases = Panel.of(view, START, WEEK, PanelOutcome.count(BOUGHT));
        Effect effect = study(view).evidence(purchases).effect("short").effect();

        assertThat(effect.interval(0.95).contains(0.3)).isTrue();
        assertThat(effect.z()).isGreaterThan(5);
    }

    @Test
    void withTooLittlePastThereIsNoClaim() {
        LogView view = view(0.3);
        Panel spend = Panel.of(
                view, START.plus(WEEK.multipliedBy(DATE - 8)), WEEK, PanelOutcome.total(BOUGHT, Quantity.VALUE));
        ObservationalEffect effect = ObservationalStudy.of(spend, FirstContacts.of(spend, view, SENT), PLAN)
                .evidence()
                .effect("short");

        assertThat(effect.placebo().folds()).hasSizeLessThan(2);
        assertThat(effect.doubts()).containsExactly(Doubt.PLACEBO_INCONCLUSIVE);
        assertThat(effect.sensitivity().breakdown()).isNaN();
    }

    @Test
    void aLongDailyPanelWithManyDatesOfContactIsNoTrouble() {
        Panel.Builder panel = Panel.builder();
        SplittableRandom random = new SplittableRandom(8);
        Map<String, Integer> contacts = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            panel.add("u" + i, 0, 0).add("u" + i, 1_499, 0);
            for (int day = 1 + random.nextInt(30); day < 1_499; day += 1 + random.nextInt(60)) {
                panel.add("u" + i, day, 10);
            }
            if (i < 720) {
                contacts.put("u" + i, 1_300 + i % 12);
            }
        }
        Panel built = panel.buildWithZeros();
        StudyPlan plan =
                StudyPlan.of(28).withWindow("short", new EventWindow(0, 6)).withWindow("long", new EventWindow(7, 34));
        ObservationalEvidence evidence = ObservationalStudy.of(built, FirstContacts.inPeriods(built, contacts), plan)
                .evidence();

        assertThat(evidence.effect("long").treated()).isEqualTo(720);
        assertThat(evidence.effect("long").placebo().folds()).hasSize(4);
        assertThat(evidence.effect("long").effect().interval(0.999).contains(0)).isTrue();
    }

    @Test
    void verdictsDoNotChangeWithTheUnitOfMoney() {
        PlantedBase base =
                PlantedBase.of(11, (rate, month) -> -1.2 + 0.5 * rate).plus(event -> event < 0 ? 0 : 1);
        Panel one = base.panel();
        Panel.Builder cents = Panel.builder();
        for (int row = 0; row < one.units(); row++) {
            for (int t = 0; t < PlantedBase.PERIODS; t++) {
                cents.add(one.unit(row), t, one.value(row, t) * 128);
            }
        }
        Panel other = cents.build();
        List<ObservationalEffect> effects = ObservationalStudy.of(one, base.contacts(one), PlantedBase.PLAN)
                .evidence()
                .effects();
        List<ObservationalEffect> scaled = ObservationalStudy.of(other, base.contacts(other), PlantedBase.PLAN)
                .evidence()
                .effects();
        for (int i = 0; i < effects.size(); i++) {
            assertThat(scaled.get(i).doubts()).isEqualTo(effects.get(i).doubts());
            assertThat(scaled.get(i).differences().z())
                    .isCloseTo(effects.get(i).differences().z(), within(1e-9));
            assertThat(scaled.get(i).sensitivity().breakdown())
                    .isCloseTo(effects.get(i).sensitivity().breakdown(), within(1e-6));
        }
    }

    @Test
    void theBreakdownValueIsWhereTheIntervalReachesNothing() {
        ObservationalEffect effect = study(view(0.3)).evidence().effect("short");
        double m = effect.sensitivity().breakdown();
        double largest = effect.placebo().folds().stream()
                .mapToDouble(fold -> Math.abs(fold.effect().estimate()))
                .max()
                .orElseThrow();
        double distance = effect.differences().estimate() - m * largest;

        assertThat(distance).as("what is left has its error").isPositive();
        assertThat(distance / effect.differences().standardError()).isGreaterThan(1.9);
        assertThat(study(view(0)).evidence().effect("short").sensitivity().breakdown())
                .isZero();
    }

    @Test
    void messagesSayWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panel.builder()
                        .add("a", 1, 1)
                        .add("a", 2, 1)
                        .add("b", 1, 1)
                        .build())
                .withMessage("unit b has 1 of 2 periods: leave it out, or take what is missing as 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panel.builder().add("a", 1, 1).add("a", 1, 2))
                .withMessage("unit a has period 1 twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panel.builder().add("a", 1, Double.NaN))
                .withMessageContaining("finite values");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AveragedDifferences.Design.of(8, new EventWindow(0, 5)).withEarlier(5))
                .withMessageContaining("a placebo must lie wholly before the contact");
        LogView view = view(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panel.of(view, START, Duration.ofMinutes(1), PanelOutcome.count(BOUGHT)))
                .withMessageContaining("must be 1 to 5000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelOutcome.total(BOUGHT, Quantity.ID))
                .withMessageContaining("no amount");
    }

    /** Profit that is nil: an exception before, as e to the limit of the ratio is 0. */
    @Test
    void ofMeansThatAreHardlyAnythingThereIsNoEValue() {
        Panel.Builder table = Panel.builder();
        Map<String, Integer> contacts = new HashMap<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int pair = 0; pair < 600; pair++) {
            for (int week = 0; week < WEEKS; week++) {
                double more = random.nextDouble();
                table.add("c" + 2 * pair, week, 1e-5 + more);
                table.add("c" + (2 * pair + 1), week, -more);
            }
            if (pair % 3 == 0) {
                contacts.put("c" + 2 * pair, DATE);
                contacts.put("c" + (2 * pair + 1), DATE);
            }
        }
        Panel panel = table.build();
        ObservationalEffect effect = ObservationalStudy.of(panel, FirstContacts.inPeriods(panel, contacts), PLAN)
                .evidence()
                .effect("short");

        assertThat(effect.effect().isDefined()).isTrue();
        assertThat(effect.sensitivity().eValue()).isNaN();
        assertThat(effect.sensitivity().eValueOfLimit()).isNaN();
    }
}
