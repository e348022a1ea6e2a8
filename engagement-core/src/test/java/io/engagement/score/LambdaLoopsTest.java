package io.engagement.score;

import static io.engagement.score.ScoreTables.CONTACTS;
import static io.engagement.score.ScoreTables.SILENCE;
import static io.engagement.score.ScoreTables.SPENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LambdaLoopsTest {
    private static final MeasureTable TABLE = ScoreTables.random(300);

    private static double kernel(double days) {
        return 100 * Math.exp(-days / 30);
    }

    private static RowScorer rows(DoubleUnaryOperator kernel) {
        return Scorer.of("a", Scale.COUNT, SILENCE, kernel).prepare(TABLE);
    }

    private static DoubleUnaryOperator times(double factor) {
        return days -> factor * days;
    }

    private static double[] scores(RowScorer rows) {
        double[] scores = new double[TABLE.size()];
        rows.score(0, scores.length, scores);
        return scores;
    }

    @Test
    void eachLambdaHasALoopOfItsOwn() {
        Class<?> first = rows(days -> days + 1).getClass();
        Class<?> second = rows(days -> days + 2).getClass();
        assertThat(first).isNotEqualTo(second).isNotEqualTo(UnaryRows.class);
        assertThat(first.isHidden()).isTrue();
    }

    @Test
    void twoMeasuresAndSeveralToo() {
        Scorer two = Scorer.of("two", Scale.COUNT, SILENCE, CONTACTS, Double::sum);
        Scorer three = Scorer.of("three", Scale.MONEY, List.of(SPENT, SILENCE, CONTACTS), inputs -> inputs[0]);
        assertThat(two.prepare(TABLE).getClass().isHidden()).isTrue();
        assertThat(three.prepare(TABLE).getClass().isHidden()).isTrue();
    }

    @Test
    void oneLambdaWithTwoCapturedValuesHasOneLoopAndTwoResults() {
        assertThat(rows(times(2)).getClass()).isEqualTo(rows(times(3)).getClass());
        assertThat(scores(rows(times(2)))[1] * 3).isEqualTo(scores(rows(times(3)))[1] * 2);
    }

    @Test
    void whereNoClassCanBeDefinedTheSharedLoopGivesTheSameScores() {
        LambdaLoops<DoubleUnaryOperator> none =
                new LambdaLoops<>(new byte[0], DoubleUnaryOperator.class, UnaryRows::new);
        ScorerHead head = new ScorerHead("a", Scale.COUNT, List.of(SILENCE));
        RowScorer shared = none.rows(head, LambdaLoopsTest::kernel, TABLE);
        assertThat(shared).isInstanceOf(UnaryRows.class);
        assertThat(scores(shared)).isEqualTo(scores(rows(LambdaLoopsTest::kernel)));
        assertThat(shared.explain(7)).isEqualTo(rows(LambdaLoopsTest::kernel).explain(7));
    }

    @Test
    void theSharedLoopsOfTwoAndSeveralMeasuresAreTheSameToo() {
        List<Measure> inputs = List.of(SILENCE, CONTACTS);
        RowScorer two = new BinaryRows(new ScorerHead("a", Scale.MONEY, inputs), Double::sum, TABLE);
        RowScorer several = new VectorRows(new ScorerHead("a", Scale.MONEY, inputs), each -> each[0] + each[1], TABLE);
        assertThat(scores(two)).isEqualTo(scores(several));
        assertThat(two.score(1)).isEqualTo(several.score(1));
        assertThat(two.explain(1)).isEqualTo(several.explain(1));
        RowScorer hidden =
                Scorer.of("a", Scale.MONEY, SILENCE, CONTACTS, Double::sum).prepare(TABLE);
        assertThat(scores(hidden)).isEqualTo(scores(two));
    }

    @Test
    void whatTheLoopRefusesIsRefusedAsItIs() {
        MeasureTable other = ScoreTables.table(TimeScale.DAYS, CONTACTS, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("a", Scale.COUNT, SILENCE, LambdaLoopsTest::kernel)
                        .prepare(other))
                .withMessageContaining(SILENCE.name());
    }
}
