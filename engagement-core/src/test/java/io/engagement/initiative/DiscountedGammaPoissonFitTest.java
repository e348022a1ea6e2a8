package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscountedGammaPoissonFitTest {
    private static final EngagementDefinition DEFINITION = EngagementDefinition.withDefaults();
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(5);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());

    private static Interaction act(String id, int day, Initiator initiator) {
        return Interaction.of(id, START.plus(Duration.ofDays(day)), Channel.WEB, initiator, Purpose.QUESTION);
    }

    private static Fitted<DiscountedGammaPoisson> fit(int asOfDay, Interaction... interactions) {
        InteractionLog.Builder builder = InteractionLog.builder();
        List.of(interactions).forEach(builder::add);
        return DiscountedGammaPoisson.fit(builder.build().asOf(START.plus(Duration.ofDays(asOfDay))), DEFINITION);
    }

    /** Scores exist and make sense whatever the fit was. */
    private static void assertScores(Fitted<DiscountedGammaPoisson> fitted) {
        EngagementScorer scorer = EngagementScorer.of(fitted.model());
        CustomerHistory active = CustomerHistory.of(
                Customer.of("a"), START.plus(Duration.ofDays(5)), List.of(act("a", 4, Initiator.CUSTOMER)));
        assertThat(scorer.score(active)).isBetween(0.0, 100.0);
        assertThat(scorer.score(CustomerHistory.of(Customer.of("b"), START, List.of())))
                .isBetween(0.0, 100.0);
    }

    @Test
    void whereNobodyActsNothingIsFittedAndWhyIsSaid() {
        assertThatThrownBy(() -> fit(
                        400,
                        act("a", 0, Initiator.UNKNOWN),
                        act("a", 30, Initiator.UNKNOWN),
                        act("b", 9, Initiator.UNKNOWN)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("discounted-gamma-poisson")
                .hasMessageContaining("the initiator of no interaction is known");
        assertThatThrownBy(() -> fit(400, act("a", 0, Initiator.COMPANY), act("b", 100, Initiator.COMPANY)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("nobody ever acted of their own accord")
                .hasMessageNotContaining("is unknown");
        assertThatThrownBy(() -> fit(
                        400,
                        act("a", 0, Initiator.UNKNOWN),
                        act("b", 9, Initiator.COMPANY),
                        act("c", 401, Initiator.CUSTOMER)))
                .as("what is to come")
                .isInstanceOf(FitException.class)
                .hasMessageContaining("in 2 interactions, of which who began 1 is unknown");
    }

    @Test
    void aPlausibleBaseIsFittedWithStandardErrors() {
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(VIEW, DEFINITION);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.parameterNames()).startsWith("r", "alpha", "half_life", "effort_exponent");
        for (double error : fitted.standardErrors()) {
            assertThat(error).isPositive();
        }
        assertThat(fitted.model().halfLife()).isBetween(10.0, 200.0);
        assertThat(fitted.model().typicalExposure()).isPositive();
        assertThat(fitted.provenance().customers()).isBetween(390.0, 400.0);
        assertThat(fitted.provenance().periodEnd()).hasValue(SIMULATION.end());
        assertScores(fitted);
    }

    @Test
    void thatEffortTellsNoMoreThanTheActIsSaid() {
        // Acts of all kinds are independent in a simulated base: a complaint announces no more than a visit.
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(VIEW, DEFINITION);
        assertThat(fitted.model().weightExponent()).isZero();
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("weight_exponent 0"));
    }

    @Test
    void effortThatTellsMoreIsFoundToDoSo() {
        // Who complains comes back every month for a year, who only visits never does.
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int customer = 0; customer < 60; customer++) {
            boolean complaining = customer % 2 == 0;
            Purpose purpose = complaining ? Purpose.COMPLAINT : Purpose.USE;
            for (int day = 0; day < (complaining ? 360 : 1); day += 25 + customer % 7) {
                builder.add(Interaction.of(
                        "c" + customer, START.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, purpose));
            }
        }
        Fitted<DiscountedGammaPoisson> fitted =
                DiscountedGammaPoisson.fit(builder.build().asOf(START.plus(Duration.ofDays(360))), DEFINITION);
        assertThat(fitted.model().weightExponent()).isPositive();
    }

    @Test
    void theUnitOfTimeChangesTheUnitOnly() {
        DiscountedGammaPoisson days =
                DiscountedGammaPoisson.fit(VIEW, DEFINITION).model();
        DiscountedGammaPoisson weeks =
                DiscountedGammaPoisson.fit(VIEW, DEFINITION, TimeScale.WEEKS).model();
        assertThat(weeks.r()).isCloseTo(days.r(), within(1e-4));
        assertThat(7 * weeks.alpha()).isCloseTo(days.alpha(), within(1e-3));
        assertThat(7 * weeks.halfLife()).isCloseTo(days.halfLife(), within(1e-3));
        assertThat(weeks.timeScale()).isEqualTo(TimeScale.WEEKS);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        String alone = Threads.with(
                1, () -> DiscountedGammaPoisson.fit(VIEW, DEFINITION).toText());
        assertThat(alone).isEqualTo(DiscountedGammaPoisson.fit(VIEW, DEFINITION).toText());
    }

    @Test
    void aModelSurvivesItsTextToTheBit() {
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(VIEW, DEFINITION);
        DiscountedGammaPoisson model = fitted.model();
        DiscountedGammaPoisson read = DiscountedGammaPoisson.FAMILY.read(model.toText());
        assertThat(read.toText()).isEqualTo(model.toText());
        assertThat(read.probabilityOfAct(0.3, 12, 30)).isEqualTo(model.probabilityOfAct(0.3, 12, 30));
        assertThat(DiscountedGammaPoisson.FAMILY.readFitted(fitted.toText()).toText())
                .isEqualTo(fitted.toText());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.FAMILY.read("engagement bg-nbd 1"))
                .withMessageContaining("discounted-gamma-poisson");
    }

    @Test
    void anEmptyLogIsRefusedWithACheckList() {
        assertThatThrownBy(() -> fit(100))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no past to learn from")
                .hasMessageContaining("as-of");
    }

    @Test
    void aLogOfASingleInstantIsRefused() {
        assertThatThrownBy(() -> fit(3, act("a", 3, Initiator.CUSTOMER))).isInstanceOf(FitException.class);
    }

    @Test
    void oneCustomerIsFittedAndTheFitSaysHowLittleThatIs() {
        Fitted<DiscountedGammaPoisson> fitted =
                fit(100, act("a", 0, Initiator.CUSTOMER), act("a", 50, Initiator.CUSTOMER));
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("too few"));
        assertScores(fitted);
    }

    @Test
    void whereNobodyActsInAnyWindowScoresAreNearZero() {
        Fitted<DiscountedGammaPoisson> fitted =
                fit(400, act("a", 0, Initiator.CUSTOMER), act("b", 100, Initiator.COMPANY));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("nobody ever acts"));
        assertThat(100 * fitted.model().probabilityOfAct(0, 0, 30)).isLessThan(0.01);
        assertScores(fitted);
    }

    private static LogView equalRates(int customers, int days, double gap) {
        Random random = new Random(3);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            builder.add(act("c" + customer, 0, Initiator.COMPANY));
            for (double day = wait(random, gap); day < days; day += wait(random, gap)) {
                builder.add(act("c" + customer, (int) day, Initiator.CUSTOMER));
            }
        }
        return builder.build().asOf(START.plus(Duration.ofDays(days)));
    }

    private static double wait(Random random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    @Test
    void whereAllActAtOneRateTheFitSaysThatOneProbabilityDoesAsWell() {
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(equalRates(3_000, 360, 40), DEFINITION);
        double probability = -Math.expm1(-30 / 40.0);
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("one probability of 0.5"));
        // Whatever a customer did, the forecast is near the one probability.
        DiscountedGammaPoisson model = fitted.model();
        double exposure = model.exposureAfter(0, 360);
        assertThat(100 * model.probabilityOfAct(0, exposure, 30)).isCloseTo(100 * probability, within(5.0));
        assertThat(100 * model.probabilityOfAct(1, exposure, 30)).isCloseTo(100 * probability, within(5.0));
    }

    @Test
    void aSearchThatBeginsWithASampleEndsAtTheMaximumOfAll() {
        Simulation simulation = Simulation.withDefaults().withCustomers(7_500).withSeed(8);
        LogView view = simulation.log().asOf(simulation.end());
        InitiativeFit windows = InitiativeFit.of(view, DEFINITION, TimeScale.DAYS);
        assertThat(windows.windows().instants()).isGreaterThan(120_000);
        Fitted<DiscountedGammaPoisson> fitted = windows.fit();
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.evaluations()).isLessThan(8);
        double[] point = IntStream.range(0, 5)
                .mapToDouble(i -> i == 4 ? 0 : Math.log(fitted.estimates()[i]))
                .toArray();
        double[] gradient = new double[5];
        double value = new WindowsLikelihood(windows.windows()).valueAndGradient(point, gradient);
        assertThat(fitted.logLikelihood()).isCloseTo(value, within(1e-8));
        // What is left to gain is a slope times a standard error of the logarithm, twice over.
        for (int i = 0; i < 4; i++) {
            double error = fitted.standardErrors()[i] / fitted.estimates()[i];
            assertThat(Math.abs(gradient[i]) * error).isLessThan(1e-4);
        }
    }

    @Test
    void whoNeverActedYetIsTakenNeverToBeginWhereThatIsWhatHappens() {
        // All begin on the day when they become known, and half of them stop for good.
        InteractionLog.Builder builder = InteractionLog.builder();
        Random random = new Random(5);
        for (int customer = 0; customer < 400; customer++) {
            for (double day = 20 * random.nextDouble();
                    day < (customer % 2 == 0 ? 700 : 100);
                    day += wait(random, 20)) {
                builder.add(act("c" + customer, (int) day, Initiator.CUSTOMER));
            }
        }
        Fitted<DiscountedGammaPoisson> fitted =
                DiscountedGammaPoisson.fit(builder.build().asOf(START.plus(Duration.ofDays(700))), DEFINITION);
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("never to begin"));
    }

    @Test
    void thatEverybodyActsIsSaid() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int day = 0; day < 300; day += 3) {
            builder.add(act("a", day, Initiator.CUSTOMER));
        }
        assertThat(DiscountedGammaPoisson.fit(builder.build().asOf(START.plus(Duration.ofDays(300))), DEFINITION)
                        .diagnostics())
                .anySatisfy(text -> assertThat(text).contains("everybody always acts"));
    }

    @Test
    void whereEverybodyAlwaysActsScoresAreNear100() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int customer = 0; customer < 20; customer++) {
            for (int day = 0; day < 300; day += 3) {
                builder.add(act("c" + customer, day, Initiator.CUSTOMER));
            }
        }
        LogView view = builder.build().asOf(START.plus(Duration.ofDays(300)));
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(view, DEFINITION);
        EngagementScorer scorer = EngagementScorer.of(fitted.model());
        assertThat(scorer.score(view.history(0))).isGreaterThan(95);
        assertThat(fitted.diagnostics()).isNotEmpty();
    }

    @Test
    void weightsOfZeroLeaveNothingToLearn() {
        EffortWeights nothing = EffortWeights.uniform().withPurpose(Purpose.QUESTION, 0);
        InteractionLog log = InteractionLog.builder()
                .add(act("a", 0, Initiator.CUSTOMER))
                .add(act("a", 90, Initiator.CUSTOMER))
                .build();
        assertThatThrownBy(() -> DiscountedGammaPoisson.fit(
                        log.asOf(START.plus(Duration.ofDays(200))), DEFINITION.withWeights(nothing)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("nobody ever acted of their own accord, in a way that counts");
    }

    @Test
    void aShortPastIsCutIntoShorterWindowsAndALongOneIntoLonger() {
        assertThat(fit(40, act("a", 0, Initiator.CUSTOMER), act("a", 30, Initiator.CUSTOMER))
                        .diagnostics())
                .anySatisfy(text -> assertThat(text).contains("windows of 10.0 days"));
        Fitted<DiscountedGammaPoisson> fitted =
                DiscountedGammaPoisson.fit(VIEW, DEFINITION.withHorizon(Duration.ofMinutes(5)));
        assertThat(fitted.diagnostics()).anySatisfy(text -> assertThat(text).contains("windows of 2.9"));
    }

    @Test
    void aRegisteredCustomerWithoutInteractionsTeachesNothing() {
        InteractionLog log = InteractionLog.builder()
                .customer(Customer.of("silent"))
                .add(act("a", 0, Initiator.CUSTOMER))
                .add(act("a", 50, Initiator.CUSTOMER))
                .build();
        Fitted<DiscountedGammaPoisson> fitted =
                DiscountedGammaPoisson.fit(log.asOf(START.plus(Duration.ofDays(100))), DEFINITION);
        assertThat(fitted.provenance().customers()).isEqualTo(1);
    }
}
