package io.engagement.outcome.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngagementValueTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    /** A stand-in of a lifetime value: a tenth of what was spent; none without a purchase. */
    private static final Scorer LIFETIME = Scorer.of(
            "lifetime_value",
            Scale.MONEY,
            Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE),
            spent -> spent == 0 ? Double.NaN : spent / 10);

    private static final EngagementRules RULES = EngagementRules.standard()
            .withInfluence(Filter.purpose(Purpose.of("REVIEW")))
            .withWorthOfInfluence(2)
            .withKnowledge(Filter.purpose(Purpose.FEEDBACK))
            .withWorthOfKnowledge(3);

    private static Interaction act(String customer, int daysAgo, Purpose purpose) {
        return Interaction.of(customer, NOW.minus(Duration.ofDays(daysAgo)), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static Interaction contact(String customer, int daysAgo, Purpose purpose) {
        return Interaction.of(customer, NOW.minus(Duration.ofDays(daysAgo)), Channel.EMAIL, Initiator.COMPANY, purpose);
    }

    private static List<Interaction> interactions() {
        return List.of(
                act("anna", 40, Purpose.of("REVIEW")),
                act("anna", 30, Purpose.of("REVIEW")),
                act("anna", 900, Purpose.of("REVIEW")),
                act("anna", 20, Purpose.FEEDBACK),
                act("anna", 50, Purpose.PURCHASE).withValue(200),
                act("bert", 60, Purpose.PURCHASE).withValue(1_000),
                contact("bert", 30, Purpose.HELP),
                contact("bert", 30, Purpose.OFFER),
                contact("bert", 20, Purpose.of("REWARD")).withCost(12.5),
                act("carl", 10, Purpose.QUESTION),
                Interaction.of("carl", NOW.minus(Duration.ofDays(9)), Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP)
                        .withDirection(Direction.OUTBOUND),
                act("carl", 8, Purpose.FEEDBACK),
                act("dora", 30, Purpose.PURCHASE).withValue(50),
                contact("dora", 5, Purpose.OFFER));
    }

    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions().forEach(log::add);
        return log.build().asOf(NOW);
    }

    private static ReferralGraph referrals() {
        return ReferralGraph.of(List.of(
                new Referral("anna", "bert", NOW.minusSeconds(9)),
                new Referral("anna", "carl", NOW.minusSeconds(8)),
                new Referral("dora", "carl", NOW.minusSeconds(7)),
                new Referral("bert", "unknown", NOW.minusSeconds(6))));
    }

    private static EngagementValue value() {
        return EngagementValue.of(view(), LIFETIME, referrals(), RULES);
    }

    @Test
    void fourValuesStandSideBySideAndWhatTheCustomerGotBesideThem() {
        EngagementValue value = value();

        // Carl has no lifetime value, so of Anna's two only Bert's counts; the review of 900 days ago is too old.
        assertThat(value.row(0))
                .isEqualTo(new EngagementValue.Row("anna", 20, 2, 100, 2, 4, 1, 3, 0, 0, 0, Relation.CUSTOMER_GIVES));
        assertThat(value.row(1))
                .isEqualTo(
                        new EngagementValue.Row("bert", 100, 1, Double.NaN, 0, 0, 0, 0, 1, 0, 12.5, Relation.MUTUAL));
        assertThat(value.row(2))
                .isEqualTo(new EngagementValue.Row("carl", Double.NaN, 0, 0, 0, 0, 1, 3, 0, 1, 0, Relation.MUTUAL));
        assertThat(value.row(3))
                .isEqualTo(new EngagementValue.Row("dora", 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, Relation.PURCHASES_ONLY));
        assertThat(value.relations())
                .isEqualTo(Map.of(Relation.CUSTOMER_GIVES, 1, Relation.MUTUAL, 2, Relation.PURCHASES_ONLY, 1));
        assertThat(value.toCsv())
                .startsWith(
                        "customer,lifetime_value,referred,referral_value,influence_acts,influence_value,knowledge_acts,"
                                + "knowledge_value,help,answers,rewards,relation\nanna,20.0,2,100.0,2.0,4.0,1.0,3.0,0.0,0.0,0.0,CUSTOMER_GIVES\n");
        assertThat(value.toString())
                .contains("the customer gives, the company does not")
                .contains("1 customers have no lifetime value");
    }

    @Test
    void withoutAStatedWorthActsAreCountedAndHaveNoValue() {
        EngagementValue value = EngagementValue.of(view(), LIFETIME, referrals(), EngagementRules.standard());

        assertThat(value.row(0).influenceActs()).isEqualTo(2);
        assertThat(value.row(0).influenceValue()).isNaN();
        assertThat(value.row(0).knowledgeValue()).isNaN();
        assertThatIllegalStateException()
                .isThrownBy(() -> EngagementRules.standard().influenceScorer())
                .withMessageContaining("withWorthOfInfluence");
    }

    @Test
    void scorersSayInAPlanAndLiveWhatTheTableSays() {
        EngagementValue value = value();
        Scorer[] scorers = {RULES.influenceScorer(), RULES.knowledgeScorer(), EngagementRules.referralScorer()};
        LogView given = value.given();
        ScoreTable plan = ScoringPlan.of(scorers).score(given);
        LiveStore live = LiveStore.of(scorers)
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
        List<Interaction> sorted = new ArrayList<>(interactions());
        sorted.sort(Comparator.comparing(Interaction::at));
        sorted.forEach(live::add);

        for (int row = 0; row < value.size(); row++) {
            EngagementValue.Row of = value.row(row);
            double credit = given.given(EngagementRules.REFERRAL_VALUE, row);
            if (!Double.isNaN(credit)) {
                live.give(of.customerId(), EngagementRules.REFERRAL_VALUE, credit);
            }
            same(plan.get(row, "influence_value"), of.influenceValue());
            same(plan.get(row, "knowledge_value"), of.knowledgeValue());
            same(plan.get(row, "referral_value"), of.referralValue());
            same(live.score(of.customerId(), "influence_value").orElse(Double.NaN), of.influenceValue());
            same(live.score(of.customerId(), "knowledge_value").orElse(Double.NaN), of.knowledgeValue());
            same(live.score(of.customerId(), "referral_value").orElse(Double.NaN), of.referralValue());
        }
    }

    private static void same(double one, double other) {
        assertThat(Double.doubleToLongBits(one)).isEqualTo(Double.doubleToLongBits(other));
    }

    @Test
    void aLifetimeValueIsMoney() {
        Scorer count = Scorer.of("count", Scale.COUNT, Measure.count(Filter.all()), n -> n);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementValue.of(view(), count, referrals(), RULES))
                .withMessage("lifetimeValue must be a scorer of MONEY, was count of COUNT");
    }

    @Test
    void rulesAreYoursToSet() {
        EngagementRules rules = RULES.withWindow(Duration.ofDays(15))
                .withPassedOn(0.25)
                .withPurposes(ContactPurposes.standard().withHelping(Purpose.OFFER))
                .withRewards(Filter.purpose(Purpose.OFFER));
        EngagementValue value = EngagementValue.of(view(), LIFETIME, referrals(), rules);

        assertThat(value.row(0).influenceActs()).isZero();
        assertThat(value.row(3).help()).isEqualTo(1);
        assertThat(value.row(3).relation()).isEqualTo(Relation.COMPANY_GIVES);
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withPassedOn(1));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWorthOfInfluence(-1));
    }

    @Test
    void onlyCustomersOwnActsAreInfluenceAndOnlyWhatTheCompanySendsIsAReward() {
        InteractionLog.Builder log = InteractionLog.builder();
        Purpose review = Purpose.of("REVIEW");
        log.add(act("anna", 3, review))
                .add(contact("anna", 4, review).withCost(5))
                .add(act("anna", 5, review).withCost(7));
        EngagementRules rules = EngagementRules.standard()
                .withInfluence(Filter.purpose(review))
                .withKnowledge(Filter.all())
                .withRewards(Filter.all());
        EngagementValue.Row row = EngagementValue.of(
                        log.build().asOf(NOW), LIFETIME, ReferralGraph.of(List.of()), rules)
                .row(0);

        assertThat(row.influenceActs()).as("the company's request is none").isEqualTo(2);
        assertThat(row.knowledgeActs()).isEqualTo(2);
        assertThat(row.rewards()).as("what a customer's own act cost is none").isEqualTo(5);
        assertThat(row.influenceValue()).as("no worth is stated").isNaN();
    }

    @Test
    void erasingAndAddingACustomerAgainChangesNothing() {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions().forEach(log::add);
        InteractionLog whole = log.build();
        InteractionLog.Builder again = whole.without("anna").toBuilder();
        interactions().stream().filter(each -> each.customerId().equals("anna")).forEach(again::add);

        assertThat(EngagementValue.of(again.build().asOf(NOW), LIFETIME, referrals(), RULES)
                        .toCsv())
                .isEqualTo(value().toCsv());
    }
}
