package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.GammaGamma;
import io.engagement.testkit.ScorerContract;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Models with covariates score: each customer by the model of customers like this. */
class CovariateScoringTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration QUARTER = Duration.ofDays(91);
    private static final List<String> REGIONS = List.of("north", "south", "west");
    private static final Covariates KNOWN = Covariates.of(Levels.of("region", REGIONS), Fact.attribute("age"));
    private static final CovariateModel<ParetoNbd> TRUTH = CovariateModel.of(
            ParetoNbd.of(1.1, 12, 0.7, 14, TimeScale.WEEKS), KNOWN, new double[] {0.8, -0.5, 0.02}, new double[] {
                -0.4, 0.3, -0.01
            });
    private static final int CUSTOMERS = 400;
    private static final LogView VIEW = log(CUSTOMERS).asOf(NOW);
    private static final Fitted<CovariateModel<ParetoNbd>> FITTED = fit(VIEW);
    private static final CovariateModel<ParetoNbd> MODEL = FITTED.model();

    private static String region(int customer) {
        return REGIONS.get(customer * 7 % 5 % 3);
    }

    private static int age(int customer) {
        return customer * 13 % 50 - 20;
    }

    private static double[] values(int customer) {
        return new double[] {
            region(customer).equals("south") ? 1 : 0, region(customer).equals("west") ? 1 : 0, age(customer)
        };
    }

    private static Customer record(int customer) {
        return Customer.of(id(customer))
                .withAttribute("region", region(customer))
                .withAttribute("age", Integer.toString(age(customer)));
    }

    private static String id(int customer) {
        return "c" + customer;
    }

    private static Interaction purchase(String id, Instant at) {
        return Interaction.of(id, at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(10 + Math.floorMod(id.hashCode() + at.getEpochSecond() / 86_400, 30));
    }

    private static List<Interaction> purchases(int customers) {
        List<Interaction> rows = new ArrayList<>();
        TimeVaryingCovariates always =
                TimeVaryingCovariates.between(List.of(Instant.EPOCH, NOW)).common("none", 0);
        for (int i = 0; i < customers; i++) {
            Instant start = NOW.minus(Duration.ofDays(7L * (40 + i % 60)));
            PurchaseTimes drawn = TimeVaryingParetoNbd.of(
                            TRUTH.given(values(i)), List.of("none"), new double[1], new double[1])
                    .simulate(TimeVaryingBases.begun(List.of(start), NOW), always, i);
            for (int number = 0; number <= drawn.frequency(0); number++) {
                rows.add(purchase(id(i), Instant.ofEpochMilli(drawn.epochMilli(0, number))));
            }
        }
        return rows;
    }

    private static InteractionLog log(int customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        purchases(customers).forEach(log::add);
        for (int i = 0; i < customers; i++) {
            log.customer(record(i));
        }
        return log.build();
    }

    private static Fitted<CovariateModel<ParetoNbd>> fit(LogView view) {
        return CovariateModel.family(ParetoNbd.FAMILY, KNOWN)
                .fit(Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard(), KNOWN));
    }

    private static List<Scorer> scorers(CustomerBaseModel model) {
        return List.of(
                RetentionRiskScorer.of(model, QUARTER),
                model.probabilityAlive(),
                model.expectedPurchases(QUARTER),
                LifetimeValueScorer.of(
                        model, GammaGamma.of(6.25, 3.74, 15.44), Duration.ofDays(365), DiscountRate.annual(0.1)));
    }

    private static ScoringPlan plan(CustomerBaseModel model) {
        return ScoringPlan.of(scorers(model).toArray(Scorer[]::new));
    }

    abstract static class Contract implements ScorerContract {
        private final int which;

        Contract(int which) {
            this.which = which;
        }

        @Override
        public Scorer scorer() {
            return scorers(MODEL).get(which);
        }

        /** Of some the age is not known, and one never bought. */
        @Override
        public MeasureTable table() {
            double[][] columns = new double[3][120];
            for (int i = 0; i < 120; i++) {
                double[] values = values(i);
                for (int column = 0; column < 3; column++) {
                    columns[column][i] = i % 11 == 5 && column == 2 ? Double.NaN : values[column];
                }
            }
            double[] ages = new double[120];
            Arrays.setAll(ages, i -> 20 + i % 60);
            Map<Measure, double[]> all = new LinkedHashMap<>();
            MeasureTable table = KnownCustomers.table(MODEL.simulate(ages, 5), KNOWN, columns);
            for (Measure measure : scorer().inputs()) {
                boolean isThere = table.measures().contains(measure);
                double[] column = new double[120];
                Arrays.setAll(column, row -> isThere ? table.column(measure).get(row) : 5 + row % 20);
                column[17] = isThere && table.measures().indexOf(measure) < 3 ? Double.NaN : column[17];
                all.put(measure, column);
            }
            return MeasureTable.ofColumns(NOW, TimeScale.WEEKS, List.of(), all);
        }

        @Override
        public LogView view() {
            return VIEW;
        }
    }

    @Nested
    class Risk extends Contract {
        Risk() {
            super(0);
        }
    }

    @Nested
    class Alive extends Contract {
        Alive() {
            super(1);
        }
    }

    @Nested
    class Expected extends Contract {
        Expected() {
            super(2);
        }
    }

    @Nested
    class Value extends Contract {
        Value() {
            super(3);
        }
    }

    @Test
    void theFitFindsTheTruthAndItsProvenanceCountsInteractions() {
        assertThat(FITTED.converged()).isTrue();
        double[] truth = TRUTH.parameters();
        for (int i = 0; i < truth.length; i++) {
            String name = FITTED.parameterNames().get(i);
            assertThat(FITTED.interval(name, 0.999).contains(truth[i]))
                    .as("%s: %s", name, FITTED.interval(name, 0.999))
                    .isTrue();
        }
        assertThat(FITTED.provenance().interactions().orElseThrow().given()).isEqualTo(VIEW.size());
    }

    @Test
    void aScoreIsThatOfTheCustomersOwnModelToTheBit() {
        Purchases purchases = Purchases.of(VIEW, TimeScale.WEEKS, PurchaseDefinition.standard());
        ScoreTable table = plan(MODEL).score(VIEW);
        double quarter = TimeScale.WEEKS.of(QUARTER);
        for (int row = 0; row < table.size(); row++) {
            int customer = Integer.parseInt(table.customerId(row).substring(1));
            ParetoNbd own = MODEL.given(values(customer));
            double x = purchases.frequency(row);
            double recency = purchases.recency(row);
            double age = purchases.age(row);
            assertThat(table.column("p_alive")[row]).isEqualTo(own.probabilityAlive(x, recency, age));
            assertThat(table.column("retention_risk")[row])
                    .isEqualTo(own.probabilityNoPurchase(x, recency, age, quarter));
            assertThat(table.column("expected_purchases")[row])
                    .isEqualTo(own.expectedPurchases(x, recency, age, quarter));
        }
    }

    /** Where all covariates are categories, customers of the same levels share a kernel, which tabulates. */
    @Test
    void customersOfOneLevelShareTheKernelOfTheirModelToTheBit() {
        Covariates region = Covariates.of(Levels.of("region", REGIONS));
        CovariateModel<ParetoNbd> model =
                CovariateModel.of(TRUTH.base(), region, new double[] {0.8, -0.5}, new double[] {-0.4, 0.3});
        Purchases purchases = Purchases.of(VIEW, TimeScale.WEEKS, PurchaseDefinition.standard(), region);
        double quarter = TimeScale.WEEKS.of(QUARTER);
        ScoreTable table = plan(model).score(VIEW);
        for (int row = 0; row < table.size(); row++) {
            ParetoNbd own = model.given(purchases.covariates(row));
            double x = purchases.frequency(row);
            double recency = purchases.recency(row);
            double age = purchases.age(row);
            assertThat(table.get(row, "p_alive")).isEqualTo(own.alive().of(x, recency, age));
            assertThat(table.get(row, "p_alive")).isCloseTo(own.probabilityAlive(x, recency, age), within(1e-12));
            assertThat(table.get(row, "retention_risk"))
                    .isEqualTo(own.noPurchaseWithin(quarter).of(x, recency, age));
            if (row % 20 == 0) {
                Explanation alone = model.probabilityAlive()
                        .explain(VIEW.history(table.customerId(row)).orElseThrow());
                assertThat(alone.value()).isEqualTo(table.get(row, "p_alive"));
                assertThat(alone).isEqualTo(table.explain(row, "p_alive"));
            }
        }
    }

    @Test
    void theOrderOfRowsAndCustomersChangesNoBit() {
        List<Interaction> rows = purchases(CUSTOMERS);
        Collections.shuffle(rows, new Random(3));
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = CUSTOMERS - 1; i >= 0; i--) {
            log.customer(record(i));
        }
        rows.forEach(log::add);
        LogView shuffled = log.build().asOf(NOW);
        assertThat(fit(shuffled).toText()).isEqualTo(FITTED.toText());
        assertSame(plan(MODEL).score(shuffled), plan(MODEL).score(VIEW));
    }

    private static void assertSame(ScoreTable one, ScoreTable other) {
        assertThat(one.names()).isEqualTo(other.names());
        for (String name : one.names()) {
            for (int row = 0; row < other.size(); row++) {
                assertThat(one.get(one.row(other.customerId(row)).orElseThrow(), name))
                        .isEqualTo(other.get(row, name));
            }
        }
    }

    @Test
    void tableAloneAndLiveAreOneToTheBit() {
        ScoreTable table = plan(MODEL).score(VIEW);
        LiveStore store = LiveStore.of(scorers(MODEL).toArray(Scorer[]::new))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
        for (int i = 0; i < CUSTOMERS; i++) {
            store.know(record(i));
        }
        store.addAll(VIEW);
        for (int row = 0; row < table.size(); row += 7) {
            String id = table.customerId(row);
            for (Scorer scorer : scorers(MODEL)) {
                Explanation alone = scorer.explain(VIEW.history(id).orElseThrow());
                assertThat(alone.value()).isEqualTo(table.column(scorer.name())[row]);
                assertThat(scorer.score(VIEW.history(id).orElseThrow())).isEqualTo(alone.value());
                ScoreTable live = store.score(id).orElseThrow();
                assertThat(live.explain(0, scorer.name())).isEqualTo(alone);
            }
        }
    }

    @Test
    void anUnknownAgeGivesNoScoreAndTheReasonNamesIt() {
        InteractionLog.Builder log = InteractionLog.builder();
        purchases(20).forEach(log::add);
        for (int i = 1; i < 20; i++) {
            log.customer(record(i));
        }
        log.customer(Customer.of(id(0)).withAttribute("region", "west"));
        LogView view = log.build().asOf(NOW);
        for (Scorer scorer : scorers(MODEL)) {
            Explanation why = scorer.explain(view.history(id(0)).orElseThrow());
            assertThat(why.value()).isNaN();
            assertThat(why.reason()).isEqualTo("No score yet, for want of attribute age on the customer's record");
            assertThat(scorer.score(view.history(id(1)).orElseThrow())).isNotNaN();
        }
    }

    @Test
    void aLevelThatWasNotSeenIsRefusedOrTheBaselineAsTheModelSays() {
        InteractionLog.Builder log = InteractionLog.builder();
        log.add(purchase("new", NOW.minus(QUARTER)));
        log.customer(Customer.of("new").withAttribute("region", "east").withAttribute("age", "30"));
        LogView view = log.build().asOf(NOW);
        assertThatThrownBy(() -> plan(MODEL).score(view))
                .hasStackTraceContaining("attribute region of customer new must be a level that is known, was east");
        Covariates lenient = Covariates.of(Levels.of("region", REGIONS).unseenAsBaseline(), Fact.attribute("age"));
        CovariateModel<ParetoNbd> model = CovariateModel.of(
                TRUTH.base(), lenient, new double[] {0.8, -0.5, 0.02}, new double[] {-0.4, 0.3, -0.01});
        CovariateModel<?> read = (CovariateModel<?>) CustomerBaseModels.read(model.toText());
        assertThat(read.probabilityAlive().score(view.history("new").orElseThrow()))
                .isEqualTo(model.given(0, 0, 30).probabilityAlive(0, 0, 13));
    }

    @Test
    void covariatesAreReasonsThatAddUp() {
        Explanation why =
                MODEL.expectedPurchases(QUARTER).explain(VIEW.history("c3").orElseThrow());
        assertThat(why.contributions())
                .extracting(Contribution::name)
                .containsExactlyInAnyOrder("habit", "silence", "category[region]", "attribute[age]");
        assertThat(why.contributions().toString())
                .containsPattern("[Rr]egion " + region(3) + " \\(typical (north|south|west)\\)")
                .containsPattern("[Aa]ge " + age(3) + " \\(typical -?\\d+\\)");
    }

    @Test
    void whatTheTypicalCustomerHasTooContributesNothing() {
        double[] typical = MODEL.population().typicalCovariates().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        PurchaseSummary own = new PurchaseSummary(3, 20, 40);
        Purchases one = Purchases.of(
                TimeScale.WEEKS, new double[] {own.frequency()}, new double[] {own.recency()}, new double[] {own.age()
                });
        MeasureTable table = KnownCustomers.table(
                one, KNOWN, new double[] {typical[0]}, new double[] {typical[1]}, new double[] {typical[2] + 10});
        Explanation why = MODEL.probabilityAlive().prepare(table).explain(0);
        assertThat(why.contributions().stream()
                        .filter(each -> each.name().equals("category[region]"))
                        .mapToDouble(Contribution::amount))
                .containsExactly(0.0);
    }

    @Test
    void anyMeasureCanBeACovariate() {
        Measure contacts =
                Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE).labelled("money spent");
        Covariates covariates = Covariates.of(Fact.measured("spent", contacts));
        Purchases purchases = Purchases.of(VIEW, TimeScale.WEEKS, PurchaseDefinition.standard(), covariates);
        double[] spent = new double[purchases.size()];
        Arrays.setAll(spent, row -> purchases.covariate(row, 0));
        CovariateModel<BetaGeometricNbd> model = CovariateModel.of(
                BetaGeometricNbd.of(0.8, 8, 0.8, 4, TimeScale.WEEKS), covariates, new double[] {0.001}, new double[] {
                    -0.002
                });
        CustomerBaseModel read = CustomerBaseModels.read(model.toText());
        assertThat(read.covariates()).isEqualTo(covariates);
        assertThat(read.toText()).isEqualTo(model.toText());
        double[] alive = ScoringPlan.of(read.probabilityAlive()).score(VIEW).column("p_alive");
        for (int row = 0; row < spent.length; row += 9) {
            assertThat(alive[row])
                    .isEqualTo(model.given(spent[row])
                            .probabilityAlive(purchases.frequency(row), purchases.recency(row), purchases.age(row)));
        }
    }

    @Test
    void candidatesWithCovariatesAreComparedWithThoseWithout() {
        Comparison comparison = Comparison.of(
                VIEW,
                TimeScale.WEEKS,
                PurchaseDefinition.standard(),
                CustomerBaseModels.withCovariates(List.of(BetaGeometricNbd.FAMILY, ParetoNbd.FAMILY), KNOWN));
        assertThat(comparison.models()).hasSize(4);
        assertThat(comparison.best().name()).isEqualTo("pareto-nbd with covariates");
        assertThat(comparison.of("pareto-nbd with covariates").logScore())
                .isGreaterThan(comparison.of("pareto-nbd").logScore());
        assertThat(comparison.toString()).contains("pareto-nbd with covariates ");
    }

    @Test
    void aFitWithCovariatesIsBootstrapped() {
        Purchases purchases = Purchases.of(VIEW, TimeScale.WEEKS, PurchaseDefinition.standard(), KNOWN);
        Bootstrap<CovariateModel<ParetoNbd>> bootstrap = Bootstrap.of(
                purchases,
                12,
                7,
                rows -> CovariateModel.family(ParetoNbd.FAMILY, KNOWN).fit(rows).model(),
                done -> {});
        Interval south = bootstrap.interval(model -> model.onPurchases("region=south"), 0.9);
        assertThat(bootstrap.failures()).isZero();
        assertThat(MODEL.onPurchases("region=south")).isBetween(south.lower() - 0.2, south.upper() + 0.2);
        assertThat(south.upper() - south.lower()).isPositive();
    }

    @Test
    void aSetUpWithCovariatesIsFittedSavedAndReadToTheBit() {
        FitChoices choices = FitChoices.usual().withPurchaseModel("pareto-nbd").withCovariates(KNOWN);
        ScoringSetup setup = ScoringSetup.fit(VIEW, choices);
        assertThat(setup.purchases().orElseThrow().covariates()).isEqualTo(KNOWN);
        assertThat(setup.summary()).contains("purchases: pareto-nbd with covariates, can be trusted");
        ScoringSetup read = ScoringSetup.read(setup.toText(), Registry.empty());
        assertThat(read.toText()).isEqualTo(setup.toText());
        assertSame(read.plan().score(VIEW), setup.plan().score(VIEW));
        assertThat(setup.plan().score(VIEW).column("p_alive"))
                .isEqualTo(plan(MODEL).score(VIEW).column("p_alive"));
        ScoringSetup best = ScoringSetup.fit(VIEW, choices.withPurchaseModel(FitChoices.BEST));
        assertThat(best.purchases().orElseThrow().name()).isEqualTo("pareto-nbd with covariates");
        assertThat(Map.of("advice", best.advice().orElseThrow()).toString()).contains("with covariates");
    }
}
