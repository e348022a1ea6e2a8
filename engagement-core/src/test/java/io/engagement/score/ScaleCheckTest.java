package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result that is not on its scorer's scale is a fault, and is not passed on as a score. */
class ScaleCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Measure COUNT = Measure.count(Filter.all());

    /** Gives the same to all. */
    private record Constant(Scale scale, double result) implements Scorer {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public List<Measure> inputs() {
            return List.of(COUNT);
        }

        @Override
        public RowScorer prepare(MeasureTable table) {
            return new RowScorer() {
                @Override
                public double score(int row) {
                    return result;
                }

                @Override
                public void score(int from, int to, double[] out) {
                    Arrays.fill(out, from, to, result);
                }

                @Override
                public Explanation explain(int row) {
                    return Explanation.of(name(), scale(), result, result, List.of());
                }
            };
        }
    }

    @Test
    void whatIsNotOnTheScaleIsNoScoreAndTheExplanationSaysSo() {
        for (Scorer scorer : List.of(
                new Constant(Scale.PROBABILITY, -2.7),
                new Constant(Scale.PROBABILITY, 1.0000001),
                new Constant(Scale.COUNT, -1e-9),
                new Constant(Scale.INDEX, 101),
                new Constant(Scale.COUNT, Double.POSITIVE_INFINITY),
                new Constant(Scale.MONEY, Double.NEGATIVE_INFINITY))) {
            for (int customers : new int[] {1, 3}) {
                ScoreTable table = ScoringPlan.of(scorer).score(view(customers));
                assertThat(table.column("constant")).hasSize(customers).containsOnly(Double.NaN);
                assertThat(table.explain(0, "constant").value()).isNaN();
                assertThat(table.explain(0, "constant").reason())
                        .contains("came out, which is no " + scorer.scale())
                        .contains("a fault of the scorer or its model");
            }
            assertThat(scorer.score(history())).isNaN();
            assertThat(scorer.explain(history()).value()).isNaN();
        }
    }

    @Test
    void whatIsOnTheScaleStaysAsItIs() {
        for (Scorer scorer : List.of(
                new Constant(Scale.PROBABILITY, 1),
                new Constant(Scale.COUNT, 0),
                new Constant(Scale.MONEY, -12.5),
                new Constant(Scale.INDEX, 100))) {
            ScoreTable table = ScoringPlan.of(scorer).score(view(3));
            assertThat(table.column("constant")).containsOnly(((Constant) scorer).result());
            assertThat(table.explain(2, "constant").reason())
                    .startsWith("Like the typical customer in everything that counts: constant ");
        }
    }

    private static LogView view(int customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customers; i++) {
            log.add(row("c" + i));
        }
        return log.build().asOf(NOW);
    }

    private static CustomerHistory history() {
        return CustomerHistory.of(Customer.of("c"), NOW, List.of(row("c")));
    }

    private static Interaction row(String id) {
        return Interaction.of(id, NOW.minusSeconds(60), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION);
    }
}
