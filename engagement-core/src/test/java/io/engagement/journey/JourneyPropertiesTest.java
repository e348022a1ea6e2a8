package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of ways through stages, on random logs full of ties and silences. */
class JourneyPropertiesTest {
    private static final Instant LATER = JourneyBases.day(400);

    private static ZoneId zone(SplittableRandom random) {
        return random.nextBoolean() ? ZoneOffset.UTC : JourneyBases.BERLIN;
    }

    private static List<Interaction> base(SplittableRandom random, int customers) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.addAll(JourneyBases.rows(random, "c" + i, 14));
        }
        return rows;
    }

    @Property(tries = 150, seed = "1")
    void aStageIsWhatItsDefinitionSaysAtEachInstant(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = JourneyBases.everyRule(zone(random));
        List<Interaction> rows = JourneyBases.rows(random, "c", 14);
        if (rows.isEmpty()) {
            return;
        }
        Journey journey = Journey.of(JourneyBases.view(rows, LATER), stages);
        StagePath path = journey.path("c").orElseThrow();
        BrutePath brute = new BrutePath(stages, rows);
        List<Instant> tried = new ArrayList<>();
        rows.forEach(row -> tried.add(row.at()));
        path.visits()
                .forEach(
                        visit -> tried.addAll(List.of(visit.from(), visit.from().minusMillis(1))));
        for (int i = 0; i < 10; i++) {
            tried.add(JourneyBases.BEGIN.plus(Duration.ofMillis(random.nextLong(400L * 86_400_000))));
        }
        for (Instant at : tried) {
            assertThat(path.stage(at)).as("%s at %s", rows, at).isEqualTo(brute.stage(at.toEpochMilli()));
        }
    }

    @Property(tries = 60, seed = "2")
    void waysDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = JourneyBases.everyRule(zone(random));
        List<Interaction> rows = base(random, 3);
        Journey one = Journey.of(JourneyBases.view(rows, LATER), stages);
        Journey other = Journey.of(JourneyBases.view(JourneyBases.shuffled(rows, seed), LATER), stages);
        for (int i = 0; i < 3; i++) {
            assertThat(other.path("c" + i).map(StagePath::visits))
                    .isEqualTo(one.path("c" + i).map(StagePath::visits));
        }
    }

    @Property(tries = 60, seed = "3")
    void aLaterPresentLeavesThePastOfAWayAsItWas(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = JourneyBases.everyRule(zone(random));
        List<Interaction> rows = JourneyBases.rows(random, "c", 14);
        Instant earlier = JourneyBases.BEGIN.plus(Duration.ofHours(random.nextInt(24 * 120)));
        LogView whole = JourneyBases.view(rows, LATER);
        Optional<StagePath> now = Journey.of(whole, stages).path("c");
        Optional<StagePath> then = Journey.of(whole.asOf(earlier), stages).path("c");
        for (int hour = 0; then.isPresent() && hour < 24 * 120; hour += 5) {
            Instant at = JourneyBases.BEGIN.plus(Duration.ofHours(hour));
            if (!at.isAfter(earlier)) {
                assertThat(then.get().stage(at)).isEqualTo(now.orElseThrow().stage(at));
            }
        }
    }

    @Property(tries = 60, seed = "4")
    void flowsReconcile(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = random.nextBoolean()
                ? JourneyBases.everyRule(ZoneOffset.UTC)
                : Stages.standard(JourneyBases.habit(ZoneOffset.UTC));
        Journey journey = Journey.of(JourneyBases.view(base(random, 12), LATER), stages);
        Instant from = JourneyBases.BEGIN.plus(Duration.ofHours(random.nextInt(24 * 60)));
        Instant to = from.plus(Duration.ofHours(random.nextInt(24 * 90)));

        StageFlows flows = journey.flows(from, to);

        long newcomers = flows.before(StageFlows.NEW);
        long before = 0;
        long after = flows.after(StageNames.NONE);
        for (String stage : stages.names()) {
            assertThat(flows.before(stage)).isEqualTo(inStage(journey, stage, from));
            assertThat(flows.after(stage)).isEqualTo(inStage(journey, stage, to));
            before += flows.before(stage);
            after += flows.after(stage);
        }
        assertThat(before + newcomers).isEqualTo(after);
    }

    private static long inStage(Journey journey, String stage, Instant at) {
        long count = 0;
        for (int i = 0; i < 12; i++) {
            count += journey.path("c" + i)
                            .flatMap(path -> path.stage(at))
                            .filter(stage::equals)
                            .isPresent()
                    ? 1
                    : 0;
        }
        return count;
    }

    @Property(tries = 40, seed = "5")
    void erasingACustomerIsNeverHavingHadThem(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = Stages.standard(JourneyBases.habit(zone(random)));
        List<Interaction> rows = base(random, 8);
        InteractionLog.Builder all = InteractionLog.builder();
        rows.forEach(all::add);
        List<Interaction> others =
                rows.stream().filter(row -> !row.customerId().equals("c3")).toList();

        Journey erased = Journey.of(all.build().without("c3").asOf(LATER), stages);
        Journey never = Journey.of(JourneyBases.view(others, LATER), stages);

        assertThat(erased.path("c3")).isEmpty();
        assertThat(erased.toCsv()).isEqualTo(never.toCsv());
        assertThat(erased.transitions().toCsv()).isEqualTo(never.transitions().toCsv());
        assertThat(erased.stays().toCsv()).isEqualTo(never.stays().toCsv());
        assertThat(erased.funnel().toCsv()).isEqualTo(never.funnel().toCsv());
        assertThat(erased.variants().toCsv()).isEqualTo(never.variants().toCsv());
        assertThat(erased.returns().toCsv()).isEqualTo(never.returns().toCsv());
    }

    /** One kernel, two doors, the same bits. */
    @Property(tries = 60, seed = "6")
    void measuresSayWhatTheJourneySays(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stages stages = JourneyBases.everyRule(zone(random));
        Instant now = JourneyBases.BEGIN.plus(Duration.ofMillis(random.nextLong(90L * 86_400_000)));
        LogView view = JourneyBases.view(base(random, 4), now);
        Journey journey = Journey.of(view, stages);
        Measure gone = stages.timeUntil("gone");
        List<Measure> measures = List.of(stages.stage(), stages.timeInStage(), gone);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures);
        for (int row = 0; row < view.customers(); row++) {
            StagePath path = journey.path(view.customerId(row)).orElseThrow();
            double place = path.stage().map(name -> (double) stages.index(name)).orElse(Double.NaN);
            double days = path.timeInStage()
                    .map(time -> time.toMillis() / TimeScale.DAYS.millis())
                    .orElse(Double.NaN);
            double until = journey.silentFrom(view.customerId(row), "gone")
                    .map(at -> Duration.between(now, at).toMillis() / TimeScale.DAYS.millis())
                    .orElse(Double.NaN);
            assertThat(table.column(measures.get(0)).get(row)).isEqualTo(Double.valueOf(place));
            assertThat(table.column(measures.get(1)).get(row)).isEqualTo(Double.valueOf(days));
            assertThat(table.column(gone).get(row)).isEqualTo(Double.valueOf(until));
        }
    }
}
