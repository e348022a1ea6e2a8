package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LeadTimeTest {
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration SILENCE = Duration.ofDays(100);
    private static final LeadTime ALARMS = LeadTime.of(BOUGHT, SILENCE).from(START);
    private static final Scorer SINCE_LAST =
            Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(BOUGHT), days -> days);

    private static Instant day(double day) {
        return START.plusMillis(Math.round(day * 86_400_000));
    }

    private static LogView log(double end, Object... customersAndDays) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customersAndDays.length; i += 2) {
            for (double day : (double[]) customersAndDays[i + 1]) {
                log.add(Interaction.of(
                        (String) customersAndDays[i], day(day), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
            }
        }
        return log.build().asOf(day(end));
    }

    private static double[] days(double... days) {
        return days;
    }

    /** Lost at day 10: sure at day 110; silence of 30 days from day 40 on: a lead of 70. */
    @Test
    void aRuleOfSilenceLeadsByWhatItDoesNotWaitFor() {
        LeadTimeCurve curve =
                ALARMS.curve(log(200, "lost", days(0, 10), "back", days(0, 50, 100, 150)), known -> SINCE_LAST);

        assertThat(curve.lost()).isEqualTo(1);
        assertThat(curve.returns()).isEqualTo(1 + 3);
        assertThat(curve.censored()).isEqualTo(1);
        assertThat(curve.customerYears()).isCloseTo((10 + 150) / 365.25, within(1e-12));
        assertThat(curve.atThreshold(30).medianLead()).isEqualTo(70);
        assertThat(curve.atThreshold(30).found()).isEqualTo(1);
        assertThat(curve.atThreshold(30).falseAlarms()).isCloseTo(3 * 365.25 / 160, within(1e-12));
        // The last look before it comes back is 49 days after the last purchase.
        assertThat(curve.atThreshold(49).falseAlarms()).isCloseTo(3 * 365.25 / 160, within(1e-12));
        assertThat(curve.atThreshold(49.5).falseAlarms()).isZero();
        assertThat(curve.atThreshold(99).medianLead()).isEqualTo(1);
        assertThat(curve.atThreshold(100)).isEqualTo(new LeadTimeCurve.Point(100, 0, 0, 0));
    }

    @Test
    void anAlarmMustStandUnbrokenUntilItIsSure() {
        // It falls on days 50 to 59 after the last purchase, so that only the later part leads.
        Scorer broken = Scorer.of(
                "broken", Scale.COUNT, Measure.timeSinceLast(BOUGHT), days -> days >= 50 && days < 60 ? 0 : days);
        LeadTimeCurve curve = ALARMS.curve(log(200, "lost", days(0, 10)), known -> broken);

        assertThat(curve.atThreshold(30).medianLead()).isEqualTo(40);
        assertThat(curve.atThreshold(80).medianLead()).isEqualTo(20);
    }

    @Test
    void anAlarmThatAlwaysStandsLeadsByAllTheWatchAndIsFalseAtEveryReturn() {
        Scorer always = Scorer.of("always", Scale.COUNT, Measure.count(BOUGHT), count -> 1);
        LeadTimeCurve curve = ALARMS.curve(log(200, "lost", days(0, 10)), known -> always);

        assertThat(curve.atThreshold(1).medianLead()).isEqualTo(110);
        assertThat(curve.atThreshold(1).falseAlarms()).isCloseTo(365.25 / 10, within(1e-9));
    }

    @Test
    void whoComesBackLaterThanThatWasLost() {
        LeadTimeCurve curve = ALARMS.curve(log(400, "won back", days(0, 150, 160)), known -> SINCE_LAST);

        assertThat(curve.lost()).isEqualTo(2);
        assertThat(curve.returns()).isEqualTo(1);
        assertThat(curve.censored()).isZero();
    }

    @Test
    void scorersAreMadeOfWhatWasKnownAndAnewEverySoOften() {
        List<Instant> made = new ArrayList<>();
        ALARMS.refitEvery(Duration.ofDays(50)).every(Duration.ofDays(2)).curve(log(200, "a", days(0, 10)), known -> {
            made.add(known.asOf());
            return SINCE_LAST;
        });

        assertThat(made).containsExactly(day(0), day(50), day(100), day(150), day(200));
    }

    /** Of two thousand scores as many are kept as there are different ones. */
    @Test
    void aLongWatchTakesNoMoreMemoryThanAShortOne() {
        Watch watch =
                new Watch(LongStream.range(0, 2000).map(i -> i * 86_400_000L).toArray());
        Spells spells = new Spells(SILENCE.toMillis(), 86_400_000L, 0, List.of());
        for (int step = 0; step < 2000; step++) {
            watch.advance(step * 86_400_000L, spells);
            watch.look(step, step % 7);
        }
        assertThat(watch.kept()).isLessThanOrEqualTo(7);
    }

    @Property(tries = 30, seed = "20261129011")
    void alarmsAreComparedAtEqualFalseAlarms(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 12) int customers) {
        Random random = new Random(seed);
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double rate = 2 + random.nextInt(60);
            double[] days = new double[10];
            for (int j = 1; j < days.length; j++) {
                days[j] = days[j - 1] - rate * Math.log(random.nextDouble());
            }
            all.add("c" + i);
            all.add(Arrays.stream(days).filter(day -> day < 400).toArray());
        }
        LeadTimeCurve curve = ALARMS.every(Duration.ofDays(3)).curve(log(400, all.toArray()), known -> SINCE_LAST);

        double before = -1;
        for (LeadTimeCurve.Point point : curve.points()) {
            assertThat(point.found()).isGreaterThanOrEqualTo(before);
            before = point.found();
        }
        for (double rate : new double[] {0, 0.3, 1, 4}) {
            LeadTimeCurve.Point point = curve.atFalseAlarms(rate);
            assertThat(point.falseAlarms()).isLessThanOrEqualTo(rate + 1e-9);
            assertThat(curve.atThreshold(point.threshold())).isEqualTo(point);
            assertThat(curve.atFalseAlarms(point.falseAlarms()).found()).isEqualTo(point.found());
        }
    }

    @Test
    void theCurveIsPrintedAndWritten() {
        LeadTimeCurve curve =
                ALARMS.curve(log(200, "lost", days(0, 10), "back", days(0, 50, 100, 150)), known -> SINCE_LAST);

        assertThat(curve.toString())
                .startsWith("1 lost, 4 came back in 0.4 customer-years, 1 censored\n")
                .contains("false_alarms_per_customer_year");
        assertThat(curve.toCsv().lines())
                .hasSize(9)
                .first()
                .isEqualTo("threshold,false_alarms_per_customer_year,median_lead_days,found");
        assertThat(curve.toJson()).contains("\"median_lead_days\": ");
    }

    @Test
    void timesThatCannotBeWatchedAreRefusedAndNotWatchedForever() {
        LogView log = log(200, "one", days(0, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALARMS.every(Duration.ofNanos(1)))
                .withMessage("step must be at least a millisecond, was PT0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALARMS.every(Duration.ofMillis(1)).curve(log, known -> SINCE_LAST))
                .withMessageContaining("no more than a million times")
                .withMessageContaining("take longer steps");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LeadTime.of(BOUGHT, Duration.ofSeconds(Long.MAX_VALUE)).curve(log, known -> SINCE_LAST))
                .withMessageContaining("take a shorter silence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALARMS.from(Instant.MAX).curve(log, known -> SINCE_LAST))
                .withMessageContaining("an earlier beginning");
        LeadTimeCurve once = ALARMS.every(Duration.ofSeconds(Long.MAX_VALUE))
                .refitEvery(Duration.ofSeconds(Long.MAX_VALUE))
                .curve(log, known -> SINCE_LAST);
        assertThat(once.lost()).isEqualTo(1);
    }

    @Test
    void aWatchWithoutTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeadTime.of(BOUGHT, SILENCE).curve(log(50, "a", days(0)), known -> SINCE_LAST))
                .withMessageContaining("take a shorter silence, or an earlier beginning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeadTime.of(BOUGHT, Duration.ZERO))
                .withMessage("silence must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeadTime.of(Filter.purpose(Purpose.USE), SILENCE)
                        .curve(log(500, "a", days(0)), known -> SINCE_LAST))
                .withMessage("there is no purpose=USE in the log");
    }
}
