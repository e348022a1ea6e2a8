package io.engagement.outcome.mutual;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What each customer gives the company, and what they get. Customer engagement value by Kumar, Aksoy, Donkers, Venkatesan, Wiesel and
 * Tillmanns (2010), "Undervalued or Overvalued Customers", Journal of Service Research 13(3), 297-310: lifetime, referral, influence and
 * knowledge value. They stand side by side and are not added: the first two are expected of the future, the others are acts of late at
 * the worth that you state, and no weight would make one of the other.
 *
 * <ul>
 *   <li>Lifetime value: what a scorer of yours says.
 *   <li>Referral value: lifetime values of those who came through the customer, each credited once.
 *   <li>Influence and knowledge value: acts in the window &times; their stated worth.
 *   <li>Got: help of the company's own accord, answers in the customer's threads, rewards and discounts in money.
 * </ul>
 *
 * <p>A row for each customer of the view, in its order. Immutable.
 */
public final class EngagementValue implements Tabular {
    private final LogView view;
    private final EngagementRules rules;
    private final ReferralGraph referrals;
    /** What the scorer calls it. */
    private final String worth;

    private final double[] lifetime;
    private final Map<String, Double> credits;
    private final Map<String, Integer> referred;
    private final Columns columns;

    private record Columns(
            MeasureColumn influence,
            MeasureColumn knowledge,
            MeasureColumn help,
            MeasureColumn answers,
            MeasureColumn rewards) {}

    private EngagementValue(
            LogView view, String worth, double[] lifetime, ReferralGraph referrals, EngagementRules rules) {
        this.view = view;
        this.worth = worth;
        this.rules = rules;
        this.referrals = referrals;
        this.lifetime = lifetime;
        this.referred = referrals.referred();
        this.credits = referrals.credits(
                customer -> view.row(customer).stream()
                        .mapToDouble(row -> lifetime[row])
                        .findFirst()
                        .orElse(Double.NaN),
                rules.passedOn());
        MeasureTable measures = MeasureTable.of(
                view,
                TimeScale.DAYS,
                List.of(rules.influenceActs(), rules.knowledgeActs(), rules.help(), rules.answers(), rules.rewards())
                        .stream()
                        .distinct()
                        .toList());
        this.columns = new Columns(
                measures.column(rules.influenceActs()),
                measures.column(rules.knowledgeActs()),
                measures.column(rules.help()),
                measures.column(rules.answers()),
                measures.column(rules.rewards()));
    }

    /**
     * The values of all customers.
     *
     * @param view all that is known
     * @param lifetimeValue a scorer of money, such as those of package {@code value}
     * @param referrals who came through whom; customers whom the view does not know bring no value
     * @param rules what counts as what
     * @return the table
     * @throws IllegalArgumentException if the scorer's scale is not money
     */
    public static EngagementValue of(
            LogView view, Scorer lifetimeValue, ReferralGraph referrals, EngagementRules rules) {
        if (lifetimeValue.scale() != Scale.MONEY) {
            throw new IllegalArgumentException("lifetimeValue must be a scorer of MONEY, was " + lifetimeValue.name()
                    + " of " + lifetimeValue.scale());
        }
        ScoreTable scores = ScoringPlan.of(lifetimeValue).score(view);
        return new EngagementValue(
                view,
                lifetimeValue.name(),
                scores.column(lifetimeValue.name()),
                Objects.requireNonNull(referrals, "referrals"),
                Objects.requireNonNull(rules, "rules"));
    }

    /**
     * What one customer gives and gets.
     *
     * @param customerId whom
     * @param lifetimeValue NaN if there is none
     * @param referred how many came through the customer
     * @param referralValue 0 if nobody came; NaN if nobody of those who came has a lifetime value
     * @param influenceActs in the window
     * @param influenceValue NaN if the worth of an act is not stated
     * @param knowledgeActs in the window
     * @param knowledgeValue NaN if the worth of an act is not stated
     * @param help contacts that helped, of the company's own accord, in the window
     * @param answers what the company sent in the customer's own threads, in the window
     * @param rewards rewards and discounts in the window, in money
     * @param relation who gives beside purchases
     */
    public record Row(
            String customerId,
            double lifetimeValue,
            int referred,
            double referralValue,
            double influenceActs,
            double influenceValue,
            double knowledgeActs,
            double knowledgeValue,
            double help,
            double answers,
            double rewards,
            Relation relation) {
        /**
         * Refuses nulls.
         *
         * @param customerId whom
         * @param lifetimeValue NaN if there is none
         * @param referred how many came through the customer
         * @param referralValue 0 if nobody came; NaN if nobody of those who came has a lifetime value
         * @param influenceActs in the window
         * @param influenceValue NaN if the worth of an act is not stated
         * @param knowledgeActs in the window
         * @param knowledgeValue NaN if the worth of an act is not stated
         * @param help contacts that helped, of the company's own accord, in the window
         * @param answers what the company sent in the customer's own threads, in the window
         * @param rewards rewards and discounts in the window, in money
         * @param relation who gives beside purchases
         */
        public Row {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(relation, "relation");
        }
    }

    /**
     * Number of customers.
     *
     * @return all of the view
     */
    public int size() {
        return lifetime.length;
    }

    /**
     * One customer's row.
     *
     * @param row from 0
     * @return the values
     */
    public Row row(int row) {
        String id = view.customerId(row);
        int brought = Objects.requireNonNullElse(referred.get(id), 0);
        double influence = columns.influence.get(row);
        double knowledge = columns.knowledge.get(row);
        double help = columns.help.get(row);
        double answers = columns.answers.get(row);
        double rewards = columns.rewards.get(row);
        return new Row(
                id,
                lifetime[row],
                brought,
                referralValue(id, brought),
                influence,
                worth(rules.worthOfInfluence(), influence),
                knowledge,
                worth(rules.worthOfKnowledge(), knowledge),
                help,
                answers,
                rewards,
                Relation.of(brought + influence + knowledge > 0, help + answers + rewards > 0));
    }

    private double referralValue(String id, int brought) {
        return brought == 0 ? 0 : Objects.requireNonNullElse(credits.get(id), Double.NaN);
    }

    private static double worth(OptionalDouble each, double acts) {
        return each.isPresent() ? acts * each.getAsDouble() : Double.NaN;
    }

    /**
     * The view with referral values given, as {@link EngagementRules#referralScorer()} reads them; who has none is not given one.
     *
     * @return the changed copy of the view
     */
    public LogView given() {
        Map<String, Double> values = new HashMap<>();
        for (int row = 0; row < size(); row++) {
            String id = view.customerId(row);
            double value = referralValue(id, Objects.requireNonNullElse(referred.get(id), 0));
            if (!Double.isNaN(value)) {
                values.put(id, value);
            }
        }
        return view.withGiven(EngagementRules.REFERRAL_VALUE, values);
    }

    /**
     * Who came through whom.
     *
     * @return the graph
     */
    public ReferralGraph referrals() {
        return referrals;
    }

    /**
     * How many customers there are of each relation.
     *
     * @return those that there are, in the order of {@link Relation}
     */
    public Map<Relation, Integer> relations() {
        Map<Relation, Integer> counts = new EnumMap<>(Relation.class);
        IntStream.range(0, size()).forEach(row -> counts.merge(row(row).relation(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The values.
     *
     * @return a row a customer, columns as in {@link Row}; the lifetime value is called as its scorer is
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column(worth, "%.2f")
                .column("referred")
                .column("referral_value", "%.2f")
                .column("influence_acts", "%.0f")
                .column("influence_value", "%.2f")
                .column("knowledge_acts", "%.0f")
                .column("knowledge_value", "%.2f")
                .column("help", "%.0f")
                .column("answers", "%.0f")
                .column("rewards", "%.2f")
                .column("relation");
        for (int i = 0; i < size(); i++) {
            Row row = row(i);
            table.row(
                    row.customerId(),
                    row.lifetimeValue(),
                    row.referred(),
                    row.referralValue(),
                    row.influenceActs(),
                    row.influenceValue(),
                    row.knowledgeActs(),
                    row.knowledgeValue(),
                    row.help(),
                    row.answers(),
                    row.rewards(),
                    row.relation());
        }
        return table.build();
    }

    /** Sums by relation, and what is not stated. */
    @Override
    public String toString() {
        long without = IntStream.range(0, size())
                .filter(row -> Double.isNaN(lifetime[row]))
                .count();
        String none = without == 0 ? "" : without + " customers have no lifetime value, and count without one.\n";
        return RelationSums.of(this, worth, rules) + OneLine.of(referrals.toString()) + ".\n" + none;
    }
}
