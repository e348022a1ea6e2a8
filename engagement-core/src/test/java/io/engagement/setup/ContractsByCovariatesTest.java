package io.engagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.survival.ContractModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contracts of customers of whom more is known: fitted, scored, explained and saved by a set-up. */
class ContractsByCovariatesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final ContractTerms TERMS = ContractTerms.standard(TimeScale.MONTHS);
    private static final Covariates KNOWN =
            Covariates.of(Levels.of("plan", List.of("basic", "gold")), Fact.attribute("seats"));
    private static final int CUSTOMERS = 300;
    private static final LogView VIEW = log(rows(), CUSTOMERS).asOf(NOW);
    private static final ScoringSetup SETUP = setup(VIEW);

    private static ScoringSetup setup(LogView view) {
        return ScoringSetup.fit(
                view,
                FitChoices.usual()
                        .withPurchaseModel("bg-nbd")
                        .withContracts(TERMS)
                        .withContractModel("bdw")
                        .withCovariates(KNOWN));
    }

    private static String plan(int customer) {
        return customer % 3 == 0 ? "gold" : "basic";
    }

    private static int seats(int customer) {
        return customer * 7 % 9 - 4;
    }

    private static double[] values(int customer) {
        return new double[] {plan(customer).equals("gold") ? 1 : 0, seats(customer)};
    }

    private static Customer record(int customer) {
        return Customer.of("c" + customer)
                .withAttribute("plan", plan(customer))
                .withAttribute("seats", Integer.toString(seats(customer)));
    }

    /** Gold leaves less often, and so do customers of more seats. */
    private static List<Interaction> rows() {
        Random random = new Random(11);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Instant start = NOW.minus(Duration.ofDays(31L * (2 + i % 22)));
            double leaving = (plan(i).equals("gold") ? 0.05 : 0.2) * Math.exp(-0.1 * seats(i));
            rows.add(row(i, start, Purpose.SIGN_UP));
            for (Instant at = start.plusSeconds(60); at.isBefore(NOW); at = at.plus(Duration.ofDays(31))) {
                rows.add(row(i, at, Purpose.PURCHASE).withValue(10 + i % 7));
                if (random.nextDouble() < leaving
                        && at.plus(Duration.ofDays(20)).isBefore(NOW)) {
                    rows.add(row(i, at.plus(Duration.ofDays(20)), Purpose.CANCELLATION));
                    break;
                }
            }
        }
        return rows;
    }

    private static Interaction row(int customer, Instant at, Purpose purpose) {
        return Interaction.of("c" + customer, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static InteractionLog log(List<Interaction> rows, int known) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < known; i++) {
            log.customer(record(i));
        }
        rows.forEach(log::add);
        return log.build();
    }

    @Test
    void aRiskIsThatOfTheCustomersOwnModelToTheBit() {
        ContractModel model = SETUP.contracts().orElseThrow();
        assertThat(model.name()).isEqualTo("bdw with covariates");
        assertThat(model.covariates()).isEqualTo(KNOWN);
        ScoreTable table = SETUP.plan().score(VIEW);
        double[] renewals = new double[table.size()];
        MeasureTable measured = MeasureTable.of(VIEW, TimeScale.WEEKS, List.of(TERMS.renewals()));
        int scored = 0;
        for (int row = 0; row < renewals.length; row++) {
            double renewed = measured.column(TERMS.renewals()).get(row);
            int customer = Integer.parseInt(table.customerId(row).substring(1));
            ContractModel own = model.given(values(customer));
            if (Double.isNaN(renewed)) {
                assertThat(table.get(row, "churn_risk")).isNaN();
            } else {
                assertThat(table.get(row, "churn_risk")).isEqualTo(0 - Math.expm1(own.logSurvival((int) renewed, 1)));
                scored++;
            }
        }
        assertThat(scored).isBetween(50, CUSTOMERS - 50);
        assertThat(model.given(1, 0).churnProbability(3))
                .isLessThan(model.given(0, 0).churnProbability(3));
    }

    @Test
    void tableAloneAndLiveAreOneToTheBit() {
        ScoreTable table = SETUP.plan().score(VIEW);
        LiveStore store = LiveStore.of(SETUP.scorers().toArray(Scorer[]::new))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
        store.addAll(VIEW);
        for (int i = 0; i < CUSTOMERS; i++) {
            store.know(record(i));
        }
        for (int row = 0; row < table.size(); row += 11) {
            String id = table.customerId(row);
            for (String name : List.of("churn_risk", "contract_value")) {
                Explanation alone = SETUP.scorer(name).explain(VIEW.history(id).orElseThrow());
                assertThat(Double.compare(alone.value(), table.get(row, name))).isZero();
                assertThat(table.explain(row, name)).isEqualTo(alone);
                assertThat(store.score(id).orElseThrow().explain(0, name)).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatIsKnownOfTheCustomerIsAmongTheReasons() {
        ScoreTable table = SETUP.plan().score(VIEW);
        int row = 0;
        while (Double.isNaN(table.get(row, "churn_risk"))
                || !plan(customer(table, row)).equals("gold")) {
            row++;
        }
        assertThat(table.explain(row, "churn_risk").contributions())
                .extracting(Contribution::name)
                .containsExactlyInAnyOrder("renewals", "category[plan]", "attribute[seats]");
        assertThat(table.explain(row, "contract_value").contributions().toString())
                .contains("lan gold (typical basic)", "eats " + seats(customer(table, row)) + " (typical ");
    }

    private static int customer(ScoreTable table, int row) {
        return Integer.parseInt(table.customerId(row).substring(1));
    }

    @Test
    void theOrderOfRowsAndCustomersChangesNoBit() {
        List<Interaction> shuffled = new ArrayList<>(rows());
        Collections.shuffle(shuffled, new Random(3));
        ScoringSetup again = setup(log(shuffled, CUSTOMERS).asOf(NOW));
        assertThat(again.fitted(Subject.CONTRACTS).orElseThrow().toText())
                .isEqualTo(SETUP.fitted(Subject.CONTRACTS).orElseThrow().toText());
    }

    @Test
    void aCustomerOfWhomNothingIsKnownHasNoScoreAndTheReasonNamesWhatIsMissing() {
        LogView view = log(rows(), CUSTOMERS - 20).asOf(NOW);
        ScoreTable table = SETUP.plan().score(view);
        for (int i = CUSTOMERS - 20; i < CUSTOMERS; i++) {
            int row = table.row("c" + i).orElseThrow();
            assertThat(table.get(row, "churn_risk")).isNaN();
            assertThat(table.explain(row, "churn_risk").reason())
                    .containsPattern("attribute plan on the customer's record|[Hh]as cancelled");
        }
        assertThat(setup(view)
                        .fitted(Subject.CONTRACTS)
                        .orElseThrow()
                        .diagnostics()
                        .toString())
                .contains("20 of 300 contracts were left out, as their customer's plan is not known");
    }

    @Test
    void theSetUpIsReadToTheBit() {
        ScoringSetup read = ScoringSetup.read(SETUP.toText(), Registry.empty());
        assertThat(read.toText()).isEqualTo(SETUP.toText());
        assertThat(SETUP.summary()).contains("contracts: bdw with covariates");
        for (String name : List.of("churn_risk", "contract_value")) {
            assertThat(read.plan().score(VIEW).column(name))
                    .isEqualTo(SETUP.plan().score(VIEW).column(name));
        }
    }
}
