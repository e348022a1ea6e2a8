package io.engagement.setup;

import static io.engagement.setup.UseAndPurchases.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Initiator;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.simulate.Simulation;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A set-up says in plain words whether each of its fits can be trusted. */
class SetupReportTest {
    private static final LogView SIMULATED =
            Simulation.withDefaults().log().asOf(Instant.parse("2025-01-01T00:00:00Z"));

    @Test
    void fitsToALargeBaseCanBeTrusted() {
        ScoringSetup setup = ScoringSetup.fit(SIMULATED);
        assertThat(setup.doubts()).isEmpty();
        assertThat(setup.summary())
                .containsPattern("(?m)^engagement: additive-logistic, can be trusted$")
                .containsPattern("(?m)^purchases: bg-nbd, can be trusted$")
                .containsPattern("(?m)^  fitted to [0-9,]+ customers with [0-9,]+ repeat purchases, from 2")
                .containsPattern("(?m)^  counts purchases \\(purpose=PURCHASE\\), counted by day in UTC$")
                .containsPattern("(?m)^spend: gamma-gamma, can be trusted$")
                .contains("scores: engagement, momentum, retention_risk, p_alive, expected_purchases, lifetime_value\n")
                .contains("risk: within 90 days, by bg-nbd: log loss a horizon ago bg-nbd 0.")
                .contains("value: within 1095 days, margin 100 %, discounted by 10 % a year, less the cost to serve (")
                .contains(" a customer and week on average)\n")
                .doesNotContain("NOT to be trusted", "BUT", "NO MODEL")
                .doesNotContain("purchases; initiators")
                .isEqualTo(setup.toString());
    }

    @Test
    void theSummaryIsTheSameInEveryLocale() {
        ScoringSetup setup = ScoringSetup.fit(VIEW);
        String summary = setup.summary();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(setup.summary()).isEqualTo(summary);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSearchThatDidNotEndAtAMaximumIsNotTrustedAndSaysWhy() {
        ScoringSetup setup = ScoringSetup.fit(VIEW);
        Fitted<?> purchases = setup.fitted(Subject.PURCHASES).orElseThrow();
        assertThat(purchases.converged()).isFalse();
        assertThat(setup.doubts()).anySatisfy(doubt -> assertThat(doubt)
                .startsWith("purchases: the search did not end at an ordinary maximum: ")
                .contains(purchases.diagnostics().get(0)));
        assertThat(setup.summary()).contains("purchases: bg-nbd, NOT to be trusted\n  BUT the search did not end");
    }

    @Test
    void tooFewCustomersOrPurchasesAreTold() {
        ScoringSetup few = ScoringSetup.fit(UseAndPurchases.view(9, Initiator.CUSTOMER));
        assertThat(few.doubts()).anySatisfy(doubt -> assertThat(doubt)
                .startsWith("purchases: 8 customers are few for 4 parameters, which want 10 each"));
        ScoringSetup brief = ScoringSetup.fit(
                UseAndPurchases.log(60, Initiator.CUSTOMER).asOf(Instant.parse("2026-01-25T00:00:00Z")));
        assertThat(brief.doubts())
                .anySatisfy(doubt -> assertThat(doubt).startsWith("purchases: ").contains(" repeat purchases are few"));
    }

    @Test
    void initiatorsOfWhomNoneIsKnownAreToldFirstOfEngagement() {
        ScoringSetup setup = ScoringSetup.fit(UseAndPurchases.withUnknownInitiators(SIMULATED));
        assertThat(setup.doubts().get(0))
                .isEqualTo("engagement: the initiator of no interaction is known, so that nothing tells the customers'"
                        + " initiative from the company's");
        assertThat(setup.summary())
                .startsWith(
                        "engagement: NO MODEL; cannot fit additive-logistic: the initiator of no interaction is known")
                .contains("purchases: ", "  no engagement");
        assertThat(setup.doubts()).noneMatch(doubt -> doubt.startsWith("purchases: the initiator"));
    }

    @Test
    void aParameterThatIsNotKnownEvenRoughlyIsTold() {
        LogView few = Simulation.withDefaults().withCustomers(150).log().asOf(SIMULATED.asOf());
        ScoringSetup setup = ScoringSetup.fit(few, FitChoices.usual().withPurchaseModel("pareto-nbd"));
        assertThat(setup.fitted(Subject.PURCHASES).orElseThrow().converged()).isTrue();
        assertThat(setup.doubts()).anySatisfy(doubt -> assertThat(doubt)
                .matches("purchases: beta is not known even roughly: it may be anything from \\S+ to \\S+"));
    }

    @Test
    void contractsAreTold() {
        ScoringSetup setup =
                ScoringSetup.fit(VIEW, FitChoices.usual().withContracts(ContractTerms.standard(TimeScale.WEEKS)));
        assertThat(setup.summary()).contains("contracts: sbg, ").contains("  counts contracts ");
    }
}
