package io.engagement.strategy.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import io.engagement.strategy.lifecycle.Stickiness;
import io.engagement.table.Table;
import io.engagement.testkit.StatisticContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Scores of other systems, each against its definition written out: one can leave them behind a measure at a time. And what they say of
 * the same customers, beside the engagement score of the default model, fitted to the simulated base.
 */
class RivalsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final double DAY = 86_400_000;
    private static final Path PAGE = Path.of("../engagement-examples/guide/strategy.md");
    private static final CalendarPeriods MONTHS = CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC);

    @Nested
    class ACountCappedByTheDay implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(DailyCapped.measure(Filter.all(), 30, 2));
        }
    }

    private static Interaction activity(String id, double daysAgo, Purpose purpose) {
        Channel channel = purpose.equals(Purpose.INFORMATION) ? Channel.EMAIL : Channel.WEB;
        Initiator initiator = purpose.equals(Purpose.INFORMATION) ? Initiator.COMPANY : Initiator.CUSTOMER;
        return Interaction.of(id, NOW.minusMillis((long) (daysAgo * DAY)), channel, initiator, purpose)
                .withDirection(Direction.INBOUND);
    }

    private static List<Interaction> random(SplittableRandom random) {
        List<Purpose> purposes = List.of(Purpose.INFORMATION, Purpose.USE, Purpose.QUESTION, Purpose.PURCHASE);
        List<Interaction> rows = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            // Sometimes many on a day.
            double days = random.nextInt(3) == 0 ? 3.5 : random.nextInt(200) + random.nextInt(1, 24) / 24.0;
            rows.add(activity("c", days, purposes.get(random.nextInt(4))));
        }
        return rows;
    }

    private static double points(Interaction row) {
        for (int i = 0; i < Rivals.ACTIVITIES.size(); i++) {
            if (Rivals.ACTIVITIES.get(i).matches(row)) {
                return Rivals.POINTS.get(i);
            }
        }
        return 0;
    }

    private static double age(Interaction row) {
        return (NOW.toEpochMilli() - row.at().toEpochMilli()) / DAY;
    }

    private static double score(Scorer scorer, List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder().add(activity("other", 1, Purpose.USE));
        rows.forEach(log::add);
        ScoreTable table = ScoringPlan.of(scorer).score(log.build().asOf(NOW));
        return table.row("c").isPresent() ? table.get(table.row("c").getAsInt(), scorer.name()) : 0;
    }

    private static double sum(List<Interaction> rows, DoubleUnaryOperator ofAge) {
        return rows.stream()
                .mapToDouble(row -> points(row) * ofAge.applyAsDouble(age(row)))
                .sum();
    }

    @Property(seed = "1", tries = 60)
    void unomiAddsTheValuesOfWhatWasEverDone(@ForAll long seed) {
        List<Interaction> rows = random(new SplittableRandom(seed));
        double defined = rows.stream()
                .map(Interaction::purpose)
                .distinct()
                .mapToDouble(purpose -> points(activity("c", 1, purpose)))
                .sum();
        assertThat(score(Rivals.unomi(), rows)).isEqualTo(defined);
    }

    @Property(seed = "2", tries = 60)
    void mauticAddsPointsForEver(@ForAll long seed) {
        List<Interaction> rows = random(new SplittableRandom(seed));
        assertThat(score(Rivals.mautic(), rows)).isEqualTo(sum(rows, age -> 1));
    }

    @Property(seed = "3", tries = 60)
    void hubspotTakesAQuarterOffWithEachMonth(@ForAll long seed) {
        List<Interaction> rows = random(new SplittableRandom(seed));
        assertThat(score(Rivals.hubspot(), rows))
                .isCloseTo(sum(rows, age -> Math.max(0, 1 - 0.25 * Math.floor(age / 30))), within(1e-9));
    }

    @Property(seed = "4", tries = 60)
    void marketoCountsThirtyDaysAndTwentyADay(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = random(random);
        for (int i = random.nextInt(40); i > 0; i--) {
            rows.add(activity("c", 5.5, Purpose.USE));
        }
        Map<String, Double> cells = new TreeMap<>();
        // The day of the view's instant is the last of the thirty.
        rows.stream()
                .filter(row -> Math.ceil(age(row)) < 30)
                .forEach(row ->
                        cells.merge(row.purpose() + " " + Math.ceil(age(row)), 1.0, (a, b) -> Math.min(20, a + b)));
        double defined = cells.entrySet().stream()
                .mapToDouble(cell -> cell.getValue()
                        * points(activity("c", 1, Purpose.of(cell.getKey().split(" ", 2)[0]))))
                .sum();
        assertThat(score(Rivals.marketo(), rows)).isEqualTo(defined);
    }

    @Test
    void chromiumCapsTheDayAndTakesPointsOffWithEachWeek() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(activity("c", 20.5 + i / 100.0, Purpose.USE));
        }
        rows.add(activity("c", 19.5, Purpose.USE));
        assertThat(Rivals.chromium(history(rows, NOW.minus(Duration.ofDays(15)))))
                .isEqualTo(6);
        assertThat(Rivals.chromium(history(rows, NOW.minus(Duration.ofDays(10)))))
                .isEqualTo(1);
        assertThat(Rivals.chromium(history(rows, NOW))).isZero();
    }

    private static CustomerHistory history(List<Interaction> rows, Instant asOf) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(asOf).history("c").orElseThrow();
    }

    /** PostHog's lifecycle and stickiness are the library's own tables. */
    @Property(seed = "5", tries = 60)
    void lifecycleAndStickinessArePosthogs(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        Map<String, NavigableSet<Integer>> months = new HashMap<>();
        Map<String, TreeSet<Long>> days = new HashMap<>();
        for (int customer = 0; customer < 20; customer++) {
            for (int i = random.nextInt(9); i > 0; i--) {
                Interaction row = activity("c" + customer, random.nextInt(1, 150) + 0.5, Purpose.USE);
                log.add(row);
                months.computeIfAbsent(row.customerId(), unused -> new TreeSet<>())
                        .add(MONTHS.number(row.at()));
                days.computeIfAbsent(row.customerId() + MONTHS.number(row.at()), unused -> new TreeSet<>())
                        .add(Math.floorDiv(row.at().toEpochMilli(), (long) DAY));
            }
        }
        LogView view = log.build().asOf(NOW);
        for (LifecyclePeriod each :
                Lifecycle.of(view, Rivals.anyActivity(), MONTHS).periods()) {
            int month = MONTHS.number(each.start());
            assertThat(each.newcomers()).isEqualTo(count(months, of -> of.first() == month));
            assertThat(each.returning()).isEqualTo(count(months, of -> of.contains(month) && of.contains(month - 1)));
            assertThat(each.resurrected())
                    .isEqualTo(
                            count(months, of -> of.contains(month) && of.first() < month && !of.contains(month - 1)));
            assertThat(each.dormant()).isEqualTo(count(months, of -> !of.contains(month) && of.contains(month - 1)));
        }
        Map<Integer, Integer> histogram = new TreeMap<>();
        days.values().forEach(each -> histogram.merge(each.size(), 1, Integer::sum));
        assertThat(Stickiness.of(view, Rivals.anyActivity(), MONTHS).histogram())
                .isEqualTo(histogram);
    }

    private interface Months {
        boolean test(NavigableSet<Integer> months);
    }

    private static int count(Map<String, NavigableSet<Integer>> months, Months condition) {
        return (int) months.values().stream().filter(condition::test).count();
    }

    /** Six customers as everybody knows them. */
    private static LogView customers() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int week = 0; week < 26; week++) {
            log.add(activity("visits every week", 7 * week + 2.5, Purpose.USE));
            log.add(activity("did so until February", 7 * week + 110.5, Purpose.USE));
            if (week % 4 == 0) {
                log.add(activity("visits every week", 7 * week + 2.4, Purpose.PURCHASE));
                log.add(activity("did so until February", 7 * week + 110.4, Purpose.PURCHASE));
            }
            for (String id : List.of("mail, opened by a machine", "mail, never opened")) {
                log.add(Interaction.of(
                                id,
                                NOW.minusMillis((long) ((7 * week + 1) * DAY)),
                                Channel.EMAIL,
                                Initiator.COMPANY,
                                Purpose.INFORMATION)
                        .withDirection(Direction.OUTBOUND));
            }
            log.add(activity("mail, opened by a machine", 7 * week + 0.99, Purpose.INFORMATION)
                    .withActor(Actor.MACHINE));
        }
        for (int i = 0; i < 60; i++) {
            log.add(activity("came once, 60 clicks", 12.5 + i / 1000.0, Purpose.USE));
        }
        log.add(activity("bought once, 11 months ago", 330, Purpose.PURCHASE));
        return log.build().asOf(NOW);
    }

    private static Table table(LogView view) {
        Simulation base = Simulation.withDefaults().withCustomers(2000);
        EngagementScorer own = EngagementScorer.of(
                AdditiveLogistic.fit(base.log().asOf(base.end()), EngagementDefinition.withDefaults())
                        .model());
        ScoreTable scores = ScoringPlan.of(Rivals.unomi(), Rivals.mautic(), Rivals.hubspot(), Rivals.marketo(), own)
                .score(view);
        Table.Builder table = Table.builder()
                .column("customer")
                .column("unomi", "%.0f")
                .column("mautic", "%.0f")
                .column("hubspot", "%.2f")
                .column("marketo", "%.0f")
                .column("chromium", "%.0f")
                .column("posthog_lifecycle")
                .column("days_of_30")
                .column("engagement", "%.0f");
        for (int row = 0; row < view.customers(); row++) {
            CustomerHistory history = view.history(row);
            table.row(
                    view.customerId(row),
                    scores.get(row, "unomi"),
                    scores.get(row, "mautic"),
                    scores.get(row, "hubspot"),
                    scores.get(row, "marketo"),
                    Rivals.chromium(history),
                    Rivals.lifecycle(history),
                    Rivals.stickiness(history),
                    scores.get(row, own.name()));
        }
        return table.build();
    }

    /** {@code ft TREE -Dengagement.rivals=print RivalsTest} prints it. */
    @Test
    void theGuideShowsWhatRivalsSayOfTheSameCustomers() throws IOException {
        String printed = table(customers()).toString();
        if (System.getProperty("engagement.rivals") != null) {
            Files.writeString(Path.of(System.getProperty("engagement.rivals")), printed);
        }
        assertThat(Files.readString(PAGE)).contains("```\n" + printed + "```\n");
    }

    @Test
    void whatAMachineOpensRaisesTheRivalsAndNotTheEngagementScore() {
        LogView view = customers();
        String table = table(view).toCsv();
        List<String> machine = cells(table, "\"mail, opened by a machine\"");
        List<String> never = cells(table, "\"mail, never opened\"");

        assertThat(Double.parseDouble(machine.get(2))).isGreaterThan(Double.parseDouble(never.get(2)));
        assertThat(machine.get(8)).isEqualTo(never.get(8));
    }

    /** The cells behind a name. */
    private static List<String> cells(String csv, String name) {
        String line =
                csv.lines().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
        List<String> cells = new ArrayList<>(List.of(name));
        cells.addAll(List.of(line.substring(name.length() + 1).split(",", -1)));
        return cells;
    }
}
