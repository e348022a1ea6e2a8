package io.engagement.strategy.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.objective.BaseFigure.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectivesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(180));
    private static final Instant DUE = NOW.plus(Duration.ofDays(60));
    private static final Measure COUNT = Measure.count(Filter.all());
    private static final Measure BOUGHT = Measure.count(Filter.purpose(Purpose.PURCHASE));

    private static Interaction act(String id, double day, Purpose purpose) {
        return Interaction.of(
                id, START.plusMillis((long) (day * 86_400_000)), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static Interaction contact(String id, double day, String department) {
        return Interaction.of(
                        id, START.plusMillis((long) (day * 86_400_000)), Channel.WEB, Initiator.COMPANY, Purpose.OFFER)
                .withDepartment(department);
    }

    /** So many acts in each month, of one customer. */
    private static LogView months(int... acts) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int month = 0; month < acts.length; month++) {
            for (int i = 0; i < acts[month]; i++) {
                log.add(act("c", month * 30 + 1 + i / 100.0, Purpose.PURCHASE).withValue(2));
            }
        }
        return log.build().asOf(NOW);
    }

    private static ObjectiveProgress progress(LogView view, Objective objective, Scorer... scorers) {
        return Objectives.of(objective).progress(view, scorers).all().get(0);
    }

    @Test
    void itTellsWhereTheFigureStandsAndHowFarItIs() {
        ObjectiveProgress total =
                progress(months(1, 2, 3, 4, 5, 6), Objective.atLeast("total", BaseFigure.total(COUNT), 30, "Ada", DUE));

        assertThat(total.value()).isEqualTo(21);
        assertThat(total.history()).containsExactly(1.0, 3.0, 6.0, 10.0, 15.0, 21.0);
        assertThat(total.toGo()).isEqualTo(9);
        assertThat(total.isMet()).isFalse();
        assertThat(progress(months(1), Objective.atMost("low", BaseFigure.total(COUNT), 3, "Ada", DUE))
                        .toGo())
                .isZero();
    }

    /** Least squares on -150, ..., 0 days by hand; Student's t with four degrees of freedom. */
    @Test
    void theProjectionIsTheLineThroughTheLastSixPeriods() {
        double[] y = {1, 3, 6, 10, 15, 21};
        double slope = (-2.5 * y[0] - 1.5 * y[1] - 0.5 * y[2] + 0.5 * y[3] + 1.5 * y[4] + 2.5 * y[5]) / 17.5;
        double mean = 56 / 6.0;
        double sse = 0;
        for (int i = 0; i < 6; i++) {
            sse += Math.pow(y[i] - mean - slope * (i - 2.5), 2);
        }
        double projected = mean + slope * 4.5;
        double deviation = Math.sqrt(sse / 4 * (1 + 1 / 6.0 + 4.5 * 4.5 / 17.5));
        TDistribution t = TDistribution.of(4);
        ObjectiveProgress total =
                progress(months(1, 2, 3, 4, 5, 6), Objective.atLeast("total", BaseFigure.total(COUNT), 30, "Ada", DUE));

        assertThat(total.projection()).isCloseTo(projected, within(1e-9));
        assertThat(total.interval().upper())
                .isCloseTo(projected + t.inverseCumulativeProbability(0.975) * deviation, within(1e-9));
        assertThat(total.probability()).isCloseTo(t.cumulativeProbability((projected - 30) / deviation), within(1e-9));
        assertThat(progress(
                                months(1, 2, 3, 4, 5, 6),
                                Objective.atMost("total", BaseFigure.total(COUNT), 30, "Ada", DUE))
                        .probability())
                .isCloseTo(1 - total.probability(), within(1e-12));
    }

    @Test
    void aLineWithoutScatterIsNoCertainty() {
        LogView steady = months(3, 3, 3, 3, 3, 3);
        ObjectiveProgress sure = progress(steady, Objective.atLeast("sure", BaseFigure.total(COUNT), 20, "Ada", DUE));

        assertThat(sure.probability()).isEqualTo(0.999);
        assertThat(sure.verdict())
                .isEqualTo(
                        "Not met yet; at the present trend it will be met when due with a probability of more than 99 %.");
        assertThat(progress(steady, Objective.atLeast("vain", BaseFigure.total(COUNT), 1000, "Ada", DUE))
                        .probability())
                .isCloseTo(0.001, within(1e-12));
    }

    @Test
    void fewValuesOrADatePastHaveNoProjection() {
        InteractionLog.Builder log = InteractionLog.builder().add(act("c", 140, Purpose.USE));
        ObjectiveProgress young =
                progress(log.build().asOf(NOW), Objective.atLeast("young", BaseFigure.mean(COUNT), 2, "Ada", DUE));
        ObjectiveProgress past =
                progress(months(1, 2, 3, 4, 5, 6), Objective.atLeast("past", BaseFigure.total(COUNT), 9, "Ada", NOW));

        assertThat(young.probability()).isNaN();
        assertThat(young.history()).startsWith(Double.NaN, Double.NaN).endsWith(1.0, 1.0);
        assertThat(young.verdict()).contains("fewer than three periods");
        assertThat(past.projection()).isNaN();
        assertThat(past.verdict()).isEqualTo("It was due, and is met.");
    }

    @Test
    void figuresAreMeansTotalsRatesAndSharesOfMeasuresAndScores() {
        LogView view = InteractionLog.builder()
                .add(act("a", 1, Purpose.PURCHASE).withValue(10))
                .add(act("a", 2, Purpose.PURCHASE).withValue(20))
                .add(act("b", 3, Purpose.USE))
                .build()
                .asOf(NOW);
        Scorer half = Scorer.of("half", Scale.COUNT, COUNT, count -> count / 2);

        assertThat(value(view, BaseFigure.mean(COUNT))).isEqualTo(1.5);
        assertThat(value(view, BaseFigure.total(Measure.sum(Filter.all(), Quantity.VALUE))))
                .isEqualTo(30);
        assertThat(value(view, BaseFigure.rate(BOUGHT, COUNT))).isEqualTo(2 / 3.0);
        assertThat(value(view, BaseFigure.share(BOUGHT, Side.AT_LEAST, 1))).isEqualTo(0.5);
        assertThat(value(view, BaseFigure.share(BOUGHT, Side.AT_MOST, 2))).isEqualTo(1);
        assertThat(value(view, BaseFigure.meanScore("half"), half)).isEqualTo(0.75);
        assertThat(value(view, BaseFigure.shareOfScores("half", Side.AT_LEAST, 0.6), half))
                .isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(view, BaseFigure.meanScore("halve"), half))
                .withMessageContaining("did you mean 'half'?");
    }

    private static double value(LogView view, BaseFigure figure, Scorer... scorers) {
        return progress(view, Objective.atLeast("any", figure, 1, "Ada", DUE), scorers)
                .value();
    }

    @Test
    void customersOnTheWrongSideAreNamedWithTheDepartmentThatDealsWithThem() {
        LogView view = InteractionLog.builder()
                .add(act("good", 1, Purpose.PURCHASE))
                .add(act("bad", 1, Purpose.USE))
                .add(contact("bad", 170, "sales"))
                .add(contact("bad", 171, "sales"))
                .add(contact("bad", 172, "marketing"))
                .add(contact("bad", 100, "marketing"))
                .add(contact("bad", 101, "marketing"))
                .build()
                .asOf(NOW);
        BaseFigure buyers = BaseFigure.share(BOUGHT, Side.AT_LEAST, 1);

        ObjectiveProgress floor = progress(view, Objective.atLeast("buyers", buyers, 1, "Ada", DUE));
        assertThat(floor.violations()).containsExactly(new ObjectiveProgress.Violation("bad", 0, "sales"));
        assertThat(floor.violationsByDepartment()).containsEntry("sales", 1);
        ObjectiveProgress ceiling = progress(view, Objective.atMost("buyers", buyers, 0.1, "Ada", DUE));
        assertThat(ceiling.violations()).containsExactly(new ObjectiveProgress.Violation("good", 1, ""));
        assertThat(progress(view, Objective.atLeast("mean", BaseFigure.mean(BOUGHT), 1, "Ada", DUE))
                        .violations())
                .isEmpty();
        assertThat(Objectives.of(floor.objective()).progress(view).violations().toCsv())
                .isEqualTo("objective,customer,value,department\nbuyers,bad,0.0,sales\n");
    }

    @Test
    void aShareIsProjectedWithinItsRange() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 12; i++) {
            log.customer(Customer.of("c" + i).withSince(START));
            log.add(act("c" + i, 10 * i + 55, Purpose.USE));
        }
        ObjectiveProgress share = progress(
                log.build().asOf(NOW),
                Objective.atLeast("active", BaseFigure.share(COUNT, Side.AT_LEAST, 1), 0.9, "Ada", DUE));

        assertThat(share.value()).isEqualTo(1);
        assertThat(share.projection()).isEqualTo(1);
        assertThat(share.interval().upper()).isEqualTo(1);
        assertThat(share.probability()).isBetween(0.5, 0.999);
    }

    /** All less a segment are the others: these are told no more than a segment of as few. */
    @ParameterizedTest
    @CsvSource({"9, 16, NaN, NaN", "16, 9, NaN, NaN", "10, 15, 10, 15", "12, 0, 12, NaN", "3, 0, 3, NaN"})
    void aSegmentHasAFigureWhereNeitherItNorTheOthersAreFew(int gold, int basic, double ofGold, double ofBasic) {
        LogView view = segments(gold, basic);

        assertThat(value(view, BaseFigure.total(COUNT).withSegment("segment", "gold")))
                .isEqualTo(Double.valueOf(ofGold));
        assertThat(value(view, BaseFigure.total(COUNT).withSegment("segment", "basic")))
                .isEqualTo(Double.valueOf(ofBasic));
        assertThat(value(view, BaseFigure.total(COUNT))).isEqualTo(gold + basic);
    }

    private static LogView segments(int gold, int basic) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < gold + basic; i++) {
            log.add(act("c" + i, 1, Purpose.USE));
            log.customer(Customer.of("c" + i).withAttribute("segment", i < gold ? "gold" : "basic"));
        }
        return log.build().asOf(NOW);
    }

    /** A rate is of those who have both numbers. */
    @Test
    void ofARateOnlyThoseWithBothNumbersCount() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 40; i++) {
            log.add(act("c" + i, 1, i % 20 < (i < 20 ? 9 : 15) ? Purpose.PURCHASE : Purpose.USE));
            log.customer(Customer.of("c" + i).withAttribute("segment", i < 20 ? "gold" : "basic"));
        }
        LogView view = log.build().asOf(NOW);
        BaseFigure rate = BaseFigure.rate(COUNT, Measure.timeSinceLast(Filter.purpose(Purpose.PURCHASE)));

        assertThat(value(view, rate)).isCloseTo(1 / 179.0, within(1e-12));
        assertThat(value(view, rate.withSegment("segment", "gold"))).isNaN();
        assertThat(value(view, rate.withSegment("segment", "basic"))).isNaN();
    }

    @Test
    void objectivesAreReadFromTheirText() {
        Objectives objectives = Objectives.of(
                        Objective.atLeast(
                                "active share", BaseFigure.share(COUNT, Side.AT_LEAST, 1.5), 0.4, "Ada L.", DUE),
                        Objective.atMost(
                                "rate", BaseFigure.rate(BOUGHT, COUNT).withSegment("seg ment", "a b"), 0.1, "Bo", DUE),
                        Objective.atMost("score", BaseFigure.meanScore("retention_risk"), 1 / 3.0, "Bo", DUE),
                        Objective.atLeast(
                                "scores", BaseFigure.shareOfScores("engagement", Side.AT_MOST, 50), 1, "Bo", DUE),
                        Objective.atLeast(
                                "sum", BaseFigure.total(Measure.sum(Filter.all(), Quantity.VALUE)), 1e6, "Bo", DUE))
                .withPeriod(Duration.ofDays(7));
        Objectives read = Objectives.read(objectives.toText(), Registry.empty());

        assertThat(read).isEqualTo(objectives).hasSameHashCodeAs(objectives);
        assertThat(read.toText()).isEqualTo(objectives.toText());
        assertThat(read.period()).isEqualTo(Duration.ofDays(7));
        assertThat(List.of(
                        read.all().get(0).figure().toString(),
                        read.all().get(1).figure().toString()))
                .containsExactly(
                        "share of customers with count[all] of at least 1.5",
                        "count[purpose=PURCHASE] by count[all], where seg ment is a b");
    }

    @Test
    void whatIsWrongIsRefusedByName() {
        BaseFigure any = BaseFigure.mean(COUNT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.atLeast("a", any, Double.NaN, "Ada", DUE))
                .withMessageContaining("target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.atLeast(" ", any, 1, "Ada", DUE))
                .withMessageContaining("name");
        Objective one = Objective.atLeast("a", any, 1, "Ada", DUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objectives.of(one, one))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseFigure.share(COUNT, Side.AT_LEAST, Double.POSITIVE_INFINITY))
                .withMessageContaining("bound");
    }

    @Test
    void whatWasBeforeTheLogBeginsIsUnknownAndIsNoTrendFromZero() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int day = 145; day < 180; day++) {
            log.add(act("c", day, Purpose.PURCHASE));
        }
        LogView view = log.build().asOf(NOW);
        Objective objective = Objective.atLeast("mean", BaseFigure.mean(COUNT), 50, "Ada", DUE);
        ObjectiveProgress young = progress(view, objective);

        assertThat(young.history()).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 6.0, 35.0);
        assertThat(young.probability()).isNaN();
        assertThat(young.verdict()).contains("fewer than three periods are known");
        assertThat(Objectives.of(objective)
                        .withPeriod(Duration.ofSeconds(Long.MAX_VALUE))
                        .progress(view)
                        .all()
                        .get(0)
                        .history())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 35.0);
    }

    @Test
    void ofASegmentWithoutAFigureNoCustomerIsToldEither() {
        BaseFigure never = BaseFigure.share(COUNT, BaseFigure.Side.AT_MOST, 0).withSegment("segment", "basic");
        Objective objective = Objective.atLeast("few", never, 1, "Ada", DUE);

        assertThat(progress(segments(10, 9), objective).violations()).isEmpty();
        assertThat(progress(segments(9, 10), objective).violations()).isEmpty();
        assertThat(progress(segments(9, 10), objective).verdict())
                .isEqualTo("There is no value: no customers, or fewer than ten of the segment or of all others.");
        assertThat(progress(segments(10, 10), objective).violations()).hasSize(10);
    }
}
