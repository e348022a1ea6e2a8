package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract lets pass what keeps it, and its laws find each flaw. */
class ScorerContractTest {
    private static final Measure SILENCE = Measure.timeSinceLast(Filter.ownInitiative());

    @Nested
    class OfALambda implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Scorer.of("silence", Scale.INDEX, SILENCE, days -> 100 * -Math.expm1(-days / 30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLawFinds(Flaw flaw) {
        ScorerContract contract = () -> new Silence(flaw);
        assertThatThrownBy(() -> flaw.law.accept(contract))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    @Test
    void whatIsTheSameForAllIsNotWorthTesting() {
        ScorerContract contract = () -> Scorer.of("same", Scale.COUNT, SILENCE, days -> 1);
        assertThatThrownBy(contract::theTableIsWorthTesting)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("whose customers this scorer tells apart");
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        NAME(ScorerContract::theNameCanNameAColumnAndInputsDiffer, "lower-case letters, digits and underscores"),
        INPUTS(ScorerContract::theNameCanNameAColumnAndInputsDiffer, "one measure or more, each once"),
        BULK(ScorerContract::oneRowInBulkAndExplainedIsTheSameScoreToTheBit, "all doors must end in the same kernel"),
        PARTS(ScorerContract::aRangeInPartsIsTheWholeAndTheRestIsLeftAlone, "and touches nothing else"),
        RANGE(ScorerContract::aRangeThatIsNotThereIsRefused, "the loop must not end before to"),
        OTHERS(
                ScorerContract::aCustomersScoreDoesNotDependOnTheOthersInTheTable,
                "without the others (a score reads its own row only)"),
        ORDER(
                ScorerContract::theOrderOfCustomersChangesNoScore,
                "of a shuffled table (a score reads its own row only)"),
        SUM(ScorerContract::baselineAndContributionsAddUpToTheScore, "let an Explainer find them"),
        SCALE(ScorerContract::aScoreIsOnItsScaleOrDoesNotExistAndSaysWhy, "or say another scale()"),
        UNIT(ScorerContract::aTableInAnotherUnitIsRefusedOrConverted, "convert times by table.timeScale()"),
        PLAN(ScorerContract::aScoreIsTheSameInATableAloneInAPlanAndLive, "by its history"),
        EXPLAINED(
                ScorerContract::contributionsAreSortedAndTheMainReasonArguesForTheSideOfTheScore,
                "scorer's own name()"),
        NEIGHBOUR(
                ScorerContract::customersOfTheSameReadingsAreExplainedAlikeAndEachByTheirOwn,
                "reads inputs() of its own row, and neither another row"),
        KEPT(
                ScorerContract::customersOfTheSameReadingsAreExplainedAlikeAndEachByTheirOwn,
                "keeps nothing of another row"),
        ID(ScorerContract::customersOfTheSameReadingsAreExplainedAlikeAndEachByTheirOwn, "nor the customer's id"),
        MISSING(ScorerContract::aMissingMeasureIsRefusedByName, "read it by table.column(measure)"),
        EMPTY(ScorerContract::aTableWithoutCustomersIsNoTrouble, "must not look at the first one");

        private final Consumer<ScorerContract> law;
        private final String told;

        Flaw(Consumer<ScorerContract> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    /** Days since the last interaction of one's own, of at most 100. */
    private record Silence(Flaw flaw) implements Scorer {
        @Override
        public String name() {
            return flaw == Flaw.NAME ? "Silence" : "silence";
        }

        @Override
        public Scale scale() {
            return Scale.INDEX;
        }

        @Override
        public List<Measure> inputs() {
            return flaw == Flaw.INPUTS ? List.of(SILENCE, SILENCE) : List.of(SILENCE);
        }

        @Override
        public RowScorer prepare(MeasureTable table) {
            if (flaw == Flaw.MISSING && !table.measures().contains(SILENCE)) {
                return new Rows(flaw, table, table.column(table.measures().get(0)), 1, table.size());
            }
            double days = flaw == Flaw.UNIT ? 1 : table.timeScale().millis() / 86_400_000;
            int size = flaw == Flaw.EMPTY && table.customerId(0).isEmpty() ? 0 : table.size();
            return new Rows(flaw, table, table.column(SILENCE), days, size);
        }
    }

    private record Rows(Flaw flaw, MeasureTable table, MeasureColumn silence, double days, int size, List<String> kept)
            implements RowScorer {
        Rows(Flaw flaw, MeasureTable table, MeasureColumn silence, double days, int size) {
            this(flaw, table, silence, days, size, new ArrayList<>());
        }

        @Override
        public double score(int row) {
            double score = Math.min(flaw == Flaw.SCALE ? 1_000 : 100, silence.get(row) * days);
            return switch (flaw) {
                case OTHERS, PLAN -> score / size;
                case ORDER -> score * row / size;
                default -> score;
            };
        }

        @Override
        public void score(int from, int to, double[] out) {
            for (int row = flaw == Flaw.PARTS ? 0 : from; row < to && (flaw != Flaw.RANGE || row < out.length); row++) {
                out[row] = score(row) + (flaw == Flaw.BULK ? 1e-12 : 0);
            }
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return Explanation.undefined("silence", "no act yet");
            }
            double amount = score - 10 + (flaw == Flaw.SUM ? 1e-9 : 0);
            return Explanation.of(
                    flaw == Flaw.EXPLAINED ? "silent" : "silence",
                    Scale.INDEX,
                    score,
                    10,
                    List.of(Contribution.of("silence", silence.get(row), 10, amount, words(row))));
        }

        private String words(int row) {
            String own = "silent for " + silence.get(row);
            kept.add(own);
            return switch (flaw) {
                case NEIGHBOUR -> "silent for " + silence.get((row + 1) % table.size());
                case KEPT -> kept.get(0);
                case ID -> table.customerId(row) + " is silent";
                default -> own;
            };
        }
    }
}
