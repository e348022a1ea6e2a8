package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdditiveLogisticTest {
    private static final EngagementDefinition DEFINITION = EngagementDefinition.withDefaults();
    private static final List<Interaction> BASE = ActBase.interactions(1500, 300, 7);
    private static final LogView VIEW = ActBase.log(BASE).asOf(ActBase.at(300));
    private static final Fitted<AdditiveLogistic> FITTED = AdditiveLogistic.fit(VIEW, DEFINITION);

    private static double[] readings(AdditiveLogistic model, LogView view, int row) {
        MeasureTable table = MeasureTable.of(view, model.timeScale(), model.inputs());
        return model.inputs().stream()
                .mapToDouble(input -> table.column(input).get(row))
                .toArray();
    }

    private static CustomerActs customer(AdditiveLogistic model, LogView view, int row) {
        return model.customer(readings(model, view, row));
    }

    @Test
    void aModelAndItsFitAreReadToTheSameBits() {
        AdditiveLogistic model = FITTED.model();
        AdditiveLogistic read = AdditiveLogistic.FAMILY.read(model.toText());
        assertThat(read.toText()).isEqualTo(model.toText());
        assertThat(AdditiveLogistic.FAMILY.readFitted(FITTED.toText()).toText()).isEqualTo(FITTED.toText());
        double[] own = readings(model, VIEW, 3);
        assertThat(read.customer(own).probability())
                .isEqualTo(model.customer(own).probability());
        assertThat(read.customer(own).interval(0.9))
                .isEqualTo(model.customer(own).interval(0.9));
        assertThat(read.levels()).isEqualTo(model.levels()).hasSize(13);
    }

    @Test
    void neitherOrderNorThreadsChangeAFit() {
        List<Interaction> shuffled = new ArrayList<>(BASE);
        Collections.shuffle(shuffled, new Random(3));
        LogView view = ActBase.log(shuffled).asOf(ActBase.at(300));
        assertThat(Threads.with(1, () -> AdditiveLogistic.fit(view, DEFINITION).toText()))
                .isEqualTo(FITTED.toText());
    }

    @Test
    void theFutureChangesNoFitOfThePast() {
        LogView known = ActBase.log(BASE).asOf(ActBase.at(200));
        InteractionLog.Builder past = InteractionLog.builder();
        BASE.stream().filter(each -> !each.at().isAfter(ActBase.at(200))).forEach(past::add);
        assertThat(AdditiveLogistic.fit(known, DEFINITION).toText())
                .isEqualTo(AdditiveLogistic.fit(past.build().asOf(ActBase.at(200)), DEFINITION)
                        .toText());
    }

    @Test
    void theEstimatesAreTheMaximumOfThePenalisedLikelihood() {
        boolean[] happened = {true, false, true, true, false, false, true, false};
        double[] columns = {1, 0.5, -1, 2, 0.3, -0.2, 0, 1, 2, -2, -1, 0, 1, 1, -0.5, 0.1};
        PooledLogistic likelihood = new PooledLogistic(
                List.of(
                        new PooledLogistic.Group(1, happened, columns),
                        new PooledLogistic.Group(0.5, new boolean[] {true, false}, new double[] {1, 2, -1, 0.4})),
                2,
                3);
        double[] point = {0.3, -0.2, 0.4, -0.7};
        double[] gradient = new double[4];
        double[][] hessian = new double[4][4];
        likelihood.valueGradientAndHessian(point, gradient, hessian);
        for (int i = 0; i < 4; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double[] above = new double[4];
            double[] below = new double[4];
            double slope = (likelihood.valueAndGradient(up, above) - likelihood.valueAndGradient(down, below)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-8));
            for (int j = 0; j < 4; j++) {
                assertThat(hessian[i][j])
                        .isCloseTo((above[j] - below[j]) / 2e-5, org.assertj.core.data.Offset.offset(1e-8));
            }
        }
    }

    @Test
    void beingContactedChangesNoScore() {
        AdditiveLogistic model = FITTED.model();
        List<Interaction> more = new ArrayList<>(BASE);
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            more.add(ActBase.act(
                    "c" + random.nextInt(1500),
                    300 * random.nextDouble(),
                    Initiator.COMPANY,
                    Channel.EMAIL,
                    Purpose.OFFER));
        }
        LogView contacted = ActBase.log(more).asOf(ActBase.at(300));
        for (int row = 0; row < VIEW.customers(); row += 50) {
            int there = contacted.row(VIEW.customerId(row)).orElseThrow();
            assertThat(customer(model, contacted, there).probability())
                    .isEqualTo(customer(model, VIEW, row).probability());
        }
    }

    @Test
    void partsAddUpToTheLogOdds() {
        AdditiveLogistic model = FITTED.model();
        for (int row = 0; row < VIEW.customers(); row += 100) {
            CustomerActs own = customer(model, VIEW, row);
            if (own.hasActed()) {
                assertThat(model.logOddsOf(own.parts())).isEqualTo(own.logOdds());
            }
        }
    }

    /** Each of two origins sees the same of the same customers, which is no more evidence than one of them. */
    @Test
    void theErrorsOfAFitAreClusteredByCustomer() {
        Random random = new Random(5);
        int size = 400;
        boolean[] happened = new boolean[size];
        double[] columns = new double[size];
        int[] customers = new int[size];
        for (int i = 0; i < size; i++) {
            columns[i] = random.nextGaussian();
            happened[i] = random.nextDouble() < 1 / (1 + Math.exp(-columns[i]));
            customers[i] = i;
        }
        PooledLogistic.Group origin = new PooledLogistic.Group(1, happened, columns);
        Maximum once = clustered(List.of(origin), List.of(customers), 1);
        Maximum twice = clustered(List.of(origin, origin), List.of(customers, customers), 2);
        assertThat(twice.coordinateCovariance(2, 2)).isCloseTo(once.coordinateCovariance(1, 1), Offset.offset(1e-4));
        // Right as the model is, errors by its curvature are the same.
        double byCurvature =
                maximum(new PooledLogistic(List.of(origin), 1e-9), 1).coordinateCovariance(1, 1);
        assertThat(once.coordinateCovariance(1, 1) / byCurvature).isBetween(0.8, 1.25);
    }

    private static Maximum clustered(List<PooledLogistic.Group> groups, List<int[]> customers, int levels) {
        PooledLogistic likelihood = new PooledLogistic(groups, 1e-9);
        Maximum maximum = maximum(likelihood, levels);
        double[] point =
                IntStream.rangeClosed(0, levels).mapToDouble(maximum::estimate).toArray();
        ClusteredProducts products = likelihood.products(point, customers);
        return maximum.clustered(products.sums(), products.customers());
    }

    private static Maximum maximum(PooledLogistic likelihood, int levels) {
        List<Parameter> parameters = IntStream.rangeClosed(0, levels)
                .mapToObj(i -> Parameter.real("p" + i))
                .toList();
        return MaximumLikelihood.withDefaults().maximize("test", parameters, likelihood, likelihood.start());
    }

    @Test
    void inAMonotoneModelAnActNeverLowersTheScore() {
        AdditiveLogistic model = AdditiveLogistic.fit(
                        VIEW, DEFINITION, TermChoices.withDefaults().monotone())
                .model();
        for (int row = 0; row < VIEW.customers(); row += 20) {
            String id = VIEW.customerId(row);
            double before = customer(model, VIEW, row).probability();
            for (double day : new double[] {300, 299.7, 280, 150, 10}) {
                List<Interaction> more = new ArrayList<>(BASE.stream()
                        .filter(each -> each.customerId().equals(id))
                        .toList());
                more.add(ActBase.act(id, day, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE));
                LogView then = ActBase.log(more).asOf(ActBase.at(300));
                // An act earlier than all others makes the customer known for longer, too.
                if (BASE.stream()
                        .anyMatch(each -> each.customerId().equals(id)
                                && each.initiator() == Initiator.CUSTOMER
                                && !each.at().isAfter(ActBase.at(day)))) {
                    assertThat(customer(model, then, 0).probability()).isGreaterThanOrEqualTo(before);
                }
            }
        }
    }

    @Test
    void anOwnTermThatPaysIsKeptAndOneThatDoesNotIsLeftOut() {
        Random random = new Random(11);
        List<Interaction> pleased = new ArrayList<>();
        // Satisfied customers go on as before; others leave from one horizon to the next.
        for (int customer = 0; customer < 1200; customer++) {
            boolean happy = random.nextBoolean();
            double at = random.nextDouble() * 250;
            while (at < 300) {
                pleased.add(ActBase.act("c" + customer, at, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION)
                        .withSatisfaction(happy ? 0.8 + 0.2 * random.nextDouble() : 0.3 * random.nextDouble()));
                at += happy || random.nextInt(3) > 0 ? -12 * Math.log(random.nextDouble()) : 1000;
            }
        }
        LogView view = ActBase.log(pleased).asOf(ActBase.at(300));
        Measure satisfaction = Measure.mean(Filter.ownInitiative(), Quantity.SATISFACTION);
        Measure noise = Measure.count(Filter.purpose(Purpose.REFERRAL));
        Fitted<AdditiveLogistic> fitted = AdditiveLogistic.fit(
                view, DEFINITION, TermChoices.withDefaults().withTerms(satisfaction, noise));
        assertThat(fitted.model().inputs()).contains(satisfaction).doesNotContain(noise);
        assertThat(fitted.diagnostics())
                .anyMatch(each -> each.contains(satisfaction.name() + " is kept"))
                .anyMatch(each -> each.contains(noise.name() + " is left out"));
        assertThat(AdditiveLogistic.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
    }

    @Test
    void anAlarmTellsThatTheLevelHasLeftItsBand() {
        assertThat(FITTED.model().isLevelInBand()).isTrue();
        // From day 270 on, the last horizon, three of four acts are missing.
        Random random = new Random(2);
        List<Interaction> fallen = BASE.stream()
                .filter(each -> each.at().isBefore(ActBase.at(270)) || random.nextInt(12) == 0)
                .toList();
        Fitted<AdditiveLogistic> fitted =
                AdditiveLogistic.fit(ActBase.log(fallen).asOf(ActBase.at(300)), DEFINITION);
        assertThat(fitted.model().isLevelInBand()).isFalse();
        assertThat(fitted.diagnostics()).anyMatch(each -> each.startsWith("the level of own acts has left its band"));
    }

    @Test
    void whoHasNotActedYetHasTheRateAtWhichSuchCustomersBegan() {
        List<Interaction> more = new ArrayList<>(BASE);
        for (int customer = 0; customer < 400; customer++) {
            more.add(ActBase.act("n" + customer, 5, Initiator.COMPANY, Channel.EMAIL, Purpose.OFFER));
            if (customer < 200) {
                more.add(ActBase.act("n" + customer, 70 + customer, Initiator.CUSTOMER, Channel.WEB, Purpose.HELP));
            }
        }
        LogView view = ActBase.log(more).asOf(ActBase.at(300));
        AdditiveLogistic model = AdditiveLogistic.fit(view, DEFINITION).model();
        int silent = view.row("n399").orElseThrow();
        assertThat(customer(model, view, silent).probability()).isBetween(0.02, 0.2);
        assertThat(customer(model, view, silent).interval(0.95).lower()).isPositive();
    }

    @Test
    void inABaseOfFewWhoHasNotActedYetHasTheGammaPoissonsPriorUnlessSilenceWasSeen() {
        List<Interaction> few = new ArrayList<>(ActBase.interactions(6, 200, 1).stream()
                .filter(each -> each.initiator() == Initiator.CUSTOMER)
                .toList());
        few.add(ActBase.act("silent", 190, Initiator.COMPANY, Channel.EMAIL, Purpose.OFFER));
        LogView view = ActBase.log(few).asOf(ActBase.at(200));
        AdditiveLogistic model = AdditiveLogistic.fit(view, DEFINITION).model();
        assertThat(model.levels()).isEmpty();
        double prior = model.gammaPoisson().probabilityOfAct(0, 0, 30);
        assertThat(customer(model, view, view.row("silent").orElseThrow()).probability())
                .isCloseTo(prior, Offset.offset(1e-12));
        few.add(ActBase.act("longer", 5, Initiator.COMPANY, Channel.EMAIL, Purpose.OFFER));
        LogView longer = ActBase.log(few).asOf(ActBase.at(200));
        AdditiveLogistic seen = AdditiveLogistic.fit(longer, DEFINITION).model();
        assertThat(customer(seen, longer, longer.row("silent").orElseThrow()).probability())
                .isBetween(0.01, prior / 2);
    }

    @Test
    void choicesAreChecked() {
        Measure one = Measure.count(Filter.all());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TermChoices.withDefaults().withTerms(one, one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTED.model().customer(1, 2))
                .withMessageContaining("inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> customer(FITTED.model(), VIEW, 0).interval(1))
                .withMessageContaining("confidence");
    }

    @Test
    void aBaseOfFewCustomersGetsScoresWithIntervals() {
        List<List<Interaction>> bases = new ArrayList<>();
        bases.add(ActBase.interactions(30, 200, 1));
        List<Interaction> same = new ArrayList<>();
        List<Interaction> silent = new ArrayList<>();
        List<Interaction> even = new ArrayList<>();
        for (int customer = 0; customer < 30; customer++) {
            same.add(ActBase.act("c" + customer, 100, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE));
            silent.add(ActBase.act("c" + customer, 5, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE));
            for (int day = 0; day < 200; day += 10) {
                even.add(ActBase.act("c" + customer, day, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE));
            }
        }
        bases.add(same);
        bases.add(silent);
        bases.add(even);
        bases.add(List.of(ActBase.act("c", 5, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE)));
        for (List<Interaction> base : bases) {
            for (Duration horizon : List.of(Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3000))) {
                LogView view = ActBase.log(base).asOf(ActBase.at(200));
                AdditiveLogistic model = AdditiveLogistic.fit(view, DEFINITION.withHorizon(horizon))
                        .model();
                for (int row = 0; row < view.customers(); row++) {
                    double[] own = readings(model, view, row);
                    double probability = model.customer(own).probability();
                    assertThat(probability).isBetween(0.0, 1.0);
                    assertThat(model.customer(own).interval(0.95).lower()).isLessThanOrEqualTo(probability);
                    assertThat(model.customer(own).interval(0.95).upper()).isGreaterThanOrEqualTo(probability);
                }
            }
        }
    }
}
