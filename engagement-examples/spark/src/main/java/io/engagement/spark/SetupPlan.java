package io.engagement.spark;

import io.engagement.domain.Registry;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Any set-up of the library's, fitted where it was fitted, as its text, which travels: its scores of interactions, and of what is
 * known of customers where its models have covariates.
 *
 * @param text of the set-up
 */
public record SetupPlan(String text) implements PlanMaker {
    /**
     * The plan of a set-up.
     *
     * @param setup without scorers of one's own
     * @return the plan
     */
    public static SetupPlan of(ScoringSetup setup) {
        return new SetupPlan(setup.toText());
    }

    @Override
    public ScoringPlan plan() {
        return ScoringSetup.read(text, Registry.empty()).plan();
    }

    /**
     * What has to be kept of customers.
     *
     * @return the layout of states that have all measures which the scorers read
     */
    public StateLayout layout() {
        return StateLayout.of(plan().measures());
    }

    /**
     * Scores all customers.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param asOf as of when; what is later is left out
     * @return one row a customer, as {@link Scores#of} has them
     * @throws IllegalArgumentException if the set-up reads what is known of customers besides their interactions
     */
    public Dataset<Row> scores(Dataset<Row> interactions, Instant asOf) {
        List<String> facts = layout().measures().stream()
                .filter(Measure::isFact)
                .map(Measure::lack)
                .distinct()
                .toList();
        if (!facts.isEmpty()) {
            throw new IllegalArgumentException("the set-up reads " + String.join(", ", facts)
                    + ", which no interaction tells: give the customers, by Customers.of(table, id, given)");
        }
        return scores(states(interactions, asOf), layout(), asOf);
    }

    /**
     * Scores all customers, with what is known of them.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param customers rows of {@link Customers#SCHEMA}; of whom something is not known that a score reads has no such score
     * @param asOf as of when; what is later is left out
     * @return one row a customer, as {@link Scores#of} has them
     */
    public Dataset<Row> scores(Dataset<Row> interactions, Dataset<Row> customers, Instant asOf) {
        StateLayout layout = layout();
        return scores(Customers.known(states(interactions, asOf), customers, layout), layout, asOf);
    }

    private Dataset<Row> states(Dataset<Row> interactions, Instant asOf) {
        return CustomerStates.of(Interactions.asOf(interactions, asOf), layout());
    }

    private Dataset<Row> scores(Dataset<Row> states, StateLayout layout, Instant asOf) {
        return Scores.of(states, layout, this, asOf);
    }
}
