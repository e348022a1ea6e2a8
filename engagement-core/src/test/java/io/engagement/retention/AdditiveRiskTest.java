package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdditiveRiskTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(600).withSeed(4);
    private static final LogView BASE = SIMULATION.log().asOf(SIMULATION.end());
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final RetentionDefinition MONTHS = RetentionDefinition.of(PURCHASES, Duration.ofDays(60));
    private static final AdditiveLogistic MODEL =
            AdditiveLogistic.fit(BASE, MONTHS).model();
    private static final BetaGeometricNbd BUYING =
            BetaGeometricNbd.fit(Purchases.of(BASE, TimeScale.WEEKS, PURCHASES)).model();
    private static final RetentionRiskScorer ALONE = RetentionRiskScorer.of(MODEL);
    private static final RetentionRiskScorer BOTH = RetentionRiskScorer.of(BUYING, MODEL);
    private static final Predicate<String> HOURS = Pattern.compile(
                    "(?i)(silent for|times in|once in|twice in) \\d+(\\.\\d days| hours?| minutes?)")
            .asPredicate();
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    @Nested
    class Alone implements ScorerContract {
        @Override
        public Scorer scorer() {
            return ALONE;
        }
    }

    @Nested
    class ByOwnGaps implements ScorerContract {
        private static final RetentionRiskScorer OWN_GAPS = RetentionRiskScorer.of(
                AdditiveLogistic.fit(BASE, MONTHS.withOwnGaps(3)).model());

        @Override
        public Scorer scorer() {
            return OWN_GAPS;
        }
    }

    @Nested
    class Both implements ScorerContract {
        @Override
        public Scorer scorer() {
            return BOTH;
        }
    }

    private static CustomerHistory customer(double... daysAgo) {
        List<Interaction> interactions = new ArrayList<>();
        for (double ago : daysAgo) {
            interactions.add(interaction(ago, Initiator.CUSTOMER, Purpose.PURCHASE));
        }
        return CustomerHistory.of(Customer.of("c"), NOW, interactions);
    }

    private static Interaction interaction(double daysAgo, Initiator initiator, Purpose purpose) {
        return Interaction.of("c", NOW.minusMillis((long) (daysAgo * 86_400_000)), Channel.WEB, initiator, purpose);
    }

    @Test
    void theRiskIsWhatThePurchaseLacksToOne() {
        MeasureTable table = MeasureTable.of(BASE, TimeScale.DAYS, ALONE.inputs());
        for (int row = 0; row < table.size(); row++) {
            double risk = ALONE.prepare(table).score(row);
            if (!Double.isNaN(risk)) {
                assertThat(risk).isCloseTo(1 - MODEL.rows(table).customer(row).probability(), within(1e-15));
            }
        }
    }

    @Test
    void theRiskOfBothIsTheMeanOfBoth() {
        CustomerHistory one = customer(200, 150, 99, 40);
        double buying = RetentionRiskScorer.of(BUYING, MONTHS.horizon()).score(one);
        MeasureTable table = MeasureTable.of(one, TimeScale.WEEKS, ALONE.inputs());
        double acting = ALONE.prepare(table).score(0);
        assertThat(BOTH.score(one)).isEqualTo(0.5 * (buying + acting));
        assertThat(BOTH.horizon()).isEqualTo(MONTHS.horizon());
        assertThat(BOTH.definitions()).containsExactly(PURCHASES, MONTHS);
    }

    @Test
    void whoHasNotBoughtHasNoRisk() {
        CustomerHistory asked = CustomerHistory.of(
                Customer.of("c"), NOW, List.of(interaction(3, Initiator.CUSTOMER, Purpose.QUESTION)));
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH)) {
            assertThat(scorer.score(asked)).isNaN();
            assertThat(scorer.explain(asked).reason()).isEqualTo("No purchase yet: the first one gives a risk");
        }
    }

    @Test
    void beingContactedChangesNoRisk() {
        List<Interaction> bought = List.of(
                interaction(90, Initiator.CUSTOMER, Purpose.PURCHASE),
                interaction(61, Initiator.CUSTOMER, Purpose.PURCHASE),
                interaction(20, Initiator.CUSTOMER, Purpose.PURCHASE));
        List<Interaction> contacted = new ArrayList<>(bought);
        for (double ago : new double[] {300, 80, 40, 12, 1}) {
            contacted.add(interaction(ago, Initiator.COMPANY, Purpose.OFFER));
        }
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH)) {
            assertThat(scorer.score(CustomerHistory.of(Customer.of("c"), NOW, contacted)))
                    .isEqualTo(scorer.score(CustomerHistory.of(Customer.of("c"), NOW, bought)));
        }
    }

    @Test
    void reasonsAreToldInTheCustomersTerms() {
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH)) {
            Explanation silent = scorer.explain(customer(670, 660, 645, 631, 617, 603, 590));
            assertThat(silent.reason())
                    .containsPattern(
                            "ilent for 19.4 months, buys every [0-9.]+ (days|weeks) as a rule .* usual gaps.: (risk )?\\+");
            assertThat(scorer.explain(customer(500)).reason())
                    .containsPattern("ought once, silent for 16.4 months since, where .* between purchases are usual");
        }
        assertThat(ALONE.withAct("visit").explain(customer(150, 140, 126, 70)).reason())
                .contains("one visit every ")
                .doesNotContain("buys", "bought");
    }

    /** Purchases are counted by days: hours, and parts of a day, are told of no silence and no acquaintance. */
    @Test
    void timesSincePurchasesAreOfWholeDays() {
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH, RetentionRiskScorer.of(BUYING, MONTHS.horizon()))) {
            for (double ago : new double[] {0.1, 0.9, 3.6}) {
                for (CustomerHistory customer : List.of(customer(ago), customer(200 + ago, 100 + ago, ago))) {
                    assertThat(told(scorer.withAct("purchase"), customer))
                            .isNotEmpty()
                            .noneMatch(HOURS);
                    assertThat(told(scorer.withAct("visit"), customer))
                            .isNotEmpty()
                            .noneMatch(HOURS);
                }
            }
        }
        assertThat(told(ALONE, customer(200, 100, 0.1))).anyMatch(each -> each.contains("ilent for less than a day"));
        assertThat(told(ALONE, customer(203.6, 103.6, 3.6))).anyMatch(each -> each.contains("ilent for 3 days"));
    }

    private static List<String> told(RetentionRiskScorer scorer, CustomerHistory customer) {
        return scorer.explain(customer).contributions().stream()
                .map(Contribution::fact)
                .toList();
    }

    @Test
    void longSilenceIsARisk() {
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH)) {
            assertThat(scorer.score(customer(300, 280, 260, 240, 220)))
                    .isGreaterThan(scorer.score(customer(90, 70, 50, 30, 10)) + 0.3);
        }
    }

    @Test
    void aRenamedCopyScoresTheSame() {
        for (RetentionRiskScorer scorer : List.of(ALONE, BOTH)) {
            RetentionRiskScorer renamed = scorer.withName("risk_60").withAct("visit");
            assertThat(renamed.name()).isEqualTo("risk_60");
            assertThat(renamed.explain(customer(50, 3)).scorer()).isEqualTo("risk_60");
            assertThat(renamed.score(customer(50, 3))).isEqualTo(scorer.score(customer(50, 3)));
        }
    }

    @Test
    void aModelOfSomethingElseIsRefused() {
        AdditiveLogistic engagement =
                AdditiveLogistic.fit(BASE, EngagementDefinition.withDefaults()).model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionRiskScorer.of(engagement))
                .withMessageContaining("model must be of retention, was of own acts within 30 days")
                .withMessageContaining("EngagementScorer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementScorer.of(MODEL))
                .withMessageContaining("model must be of engagement, was of a purchase within 60 days")
                .withMessageContaining("RetentionRiskScorer");
    }

    @Test
    void modelsThatDoNotGoTogetherAreRefused() {
        AdditiveLogistic use = AdditiveLogistic.fit(
                        BASE,
                        RetentionDefinition.of(
                                new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC),
                                Duration.ofDays(60)))
                .model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionRiskScorer.of(BUYING, use))
                .withMessageContaining("purpose=PURCHASE here, purpose=USE there");
        AdditiveLogistic ownGaps =
                AdditiveLogistic.fit(BASE, MONTHS.withOwnGaps(3)).model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionRiskScorer.of(BUYING, ownGaps))
                .withMessageContaining("3 own gaps, at most 60 days");
    }
}
