package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of the algebra: what can be split and merged, and that every door gives the same. */
class MeasureConsistencyTest {
    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(40));
    private static final Filter OWN = Filter.ownInitiative();
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final List<Measure> EXACT = List.of(
            Measure.count(OWN),
            Measure.sum(Filter.all(), Quantity.VALUE),
            Measure.sum(OWN, Quantity.COST),
            Measure.sum(OWN, Quantity.DURATION),
            Measure.mean(Filter.all(), Quantity.VALUE),
            Measure.timeSinceFirst(OWN),
            Measure.timeSinceLast(Filter.all()),
            Measure.decayedExposure(Duration.ofDays(9)));
    private static final List<Measure> DECAYED = List.of(
            Measure.decayed(OWN, Duration.ofHours(7)),
            Measure.decayed(
                    Filter.all(), EffortWeights.uniform().withPurpose(Purpose.OFFER, 2.5), Duration.ofDays(30)));
    private static final PurchaseDefinition PURCHASES =
            new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), AMSTERDAM);
    private static final ContractTerms CONTRACT = new ContractTerms(
            Filter.purpose(Purpose.QUESTION), Filter.purpose(Purpose.OFFER), AMSTERDAM, TimeScale.WEEKS);
    private static final PurchaseDefinition NET = PURCHASES.withRefunds(Filter.purpose(Purpose.RETURN));
    /** The ordered ones that are not exact. */
    private static final Measure SPREAD = Measure.gapDeviation(Filter.all());

    private static final Measure REGULARITY = PURCHASES.geometricMeanGap();
    private static final PurchaseDefinition WEEKLY = PURCHASES.byPeriod(TimeScale.WEEKS);

    private static final List<Measure> INEXACT = List.of(SPREAD, REGULARITY, WEEKLY.geometricMeanGap());

    private static final List<Measure> ORDERED = List.of(
            Measure.distinctDays(Filter.all(), AMSTERDAM),
            Measure.distinctDays(OWN, ZoneOffset.UTC),
            Measure.meanGap(OWN),
            SPREAD,
            REGULARITY,
            PURCHASES.frequency(),
            PURCHASES.recency(),
            PURCHASES.age(),
            PURCHASES.meanRepeatValue(),
            PurchaseDefinition.standard().meanRepeatValue(),
            WEEKLY.frequency(),
            WEEKLY.recency(),
            WEEKLY.age(),
            WEEKLY.meanRepeatValue(),
            WEEKLY.geometricMeanGap(),
            PURCHASES.byPeriod(TimeScale.MONTHS).meanRepeatValue(),
            CONTRACT.renewals(),
            CONTRACT.age(),
            CONTRACT.cancelled(),
            NET.meanRepeatValue(),
            NET.valuedFrequency(),
            NET.earningFrequency(),
            NET.meanEarning(),
            NET.byPeriod(TimeScale.WEEKS).meanRepeatValue(),
            NET.byPeriod(TimeScale.MONTHS).earningFrequency());

    @Provide
    Arbitrary<List<Interaction>> history() {
        return interaction().list().ofMaxSize(30).map(list -> list.stream()
                .sorted(Comparator.comparing(Interaction::at))
                .toList());
    }

    private static Arbitrary<Interaction> interaction() {
        Arbitrary<InteractionKind> kinds = Combinators.combine(
                        Arbitraries.of(Purpose.PURCHASE, Purpose.RETURN, Purpose.QUESTION, Purpose.OFFER),
                        Arbitraries.of(Initiator.values()),
                        Arbitraries.of(Actor.values()))
                .as((purpose, initiator, actor) -> new InteractionKind(
                        Channel.WEB, purpose, initiator, false, Direction.UNKNOWN, actor, Optional.empty()));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.integers().between(-5, 50),
                        Arbitraries.integers().between(0, 9))
                .as((kind, hour, value, cost) -> {
                    Interaction bare = Interaction.of("c", START.plus(Duration.ofHours(hour)), kind);
                    Interaction priced = cost == 0 ? bare : bare.withCost(cost).withDuration(Duration.ofHours(cost));
                    return value % 5 == 0 ? priced : priced.withValue(value);
                });
    }

    /** At one instant nothing comes before anything else: where only dates are known, a whole day is one. */
    @Property(seed = "24", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderWithinAnInstantDoesNotMatter(@ForAll("history") List<Interaction> rows, @ForAll int seed) {
        Random random = new Random(seed);
        List<Interaction> byDay = rows.stream()
                .map(row -> {
                    Interaction dated = Interaction.of(
                            "c",
                            START.plus(Duration.ofDays(
                                    Duration.between(START, row.at()).toDays() / 5)),
                            row.kind());
                    return row.value().isPresent() ? dated.withValue(row.value().getAsDouble()) : dated;
                })
                .toList();
        List<Interaction> shuffled = new ArrayList<>(byDay);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparing(Interaction::at));
        int cut = shuffled.isEmpty() ? 0 : random.nextInt(shuffled.size());
        for (Measure measure : ORDERED) {
            double whole = value(state(measure, byDay));
            MeasureState parts = state(measure, shuffled.subList(0, cut));
            parts.merge(state(measure, shuffled.subList(cut, shuffled.size())));
            assertSame(measure, value(state(measure, shuffled)), whole);
            assertSame(measure, value(parts), whole);
        }
    }

    private static void assertSame(Measure measure, double value, double whole) {
        if (Double.isNaN(whole)) {
            assertThat(value).as(measure.name()).isNaN();
        } else {
            assertThat(value).as(measure.name()).isCloseTo(whole, within(1e-9 * Math.max(1, Math.abs(whole))));
        }
    }

    @Property(seed = "21", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void unorderedMeasuresTakeAnySplitInAnyOrder(@ForAll("history") List<Interaction> rows, @ForAll int seed) {
        Random random = new Random(seed);
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        for (Measure measure : EXACT) {
            assertThat(measure.ordered()).isFalse();
            assertThat(value(mergedTree(measure, shuffled, random)))
                    .as(measure.name())
                    .isEqualTo(value(state(measure, rows)));
        }
        for (Measure measure : DECAYED) {
            double whole = value(state(measure, rows));
            assertThat(value(mergedTree(measure, shuffled, random)))
                    .as(measure.name())
                    .isCloseTo(whole, within(1e-12 * whole));
        }
    }

    @Property(seed = "22", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void orderedMeasuresTakeAnySplitInTime(@ForAll("history") List<Interaction> rows, @ForAll int seed) {
        for (Measure measure : ORDERED) {
            assertThat(measure.ordered()).isTrue();
            double whole = value(state(measure, rows));
            double parts = value(mergedTree(measure, rows, new Random(seed)));
            if (INEXACT.contains(measure) && whole > 0) {
                assertThat(parts).as(measure.name()).isCloseTo(whole, within(1e-12 * whole));
            } else {
                assertThat(parts).as(measure.name()).isEqualTo((Double) whole);
            }
        }
    }

    @Property(seed = "27", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsNotInOrderIsRefused(@ForAll("history") List<Interaction> rows, @ForAll int seed) {
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        for (Measure measure : ORDERED) {
            StateLayout layout = StateLayout.of(List.of(measure));
            double[] state = new double[layout.slots()];
            layout.reset(state, 0);
            for (Interaction row : shuffled) {
                KindWeights weights = layout.weights(row.kind());
                if (layout.isInOrder(row.at().toEpochMilli(), weights, state, 0)) {
                    layout.addOrdered(row, weights, state, 0);
                } else {
                    double[] before = state.clone();
                    try {
                        layout.addOrdered(row, weights, state, 0);
                        assertThat(state).as("%s: nothing to refuse", measure).containsExactly(before);
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused).hasMessageContaining("in order of time");
                    }
                }
            }
        }
    }

    /** By this a live store need not keep what changes nothing, until it knows that nothing earlier comes. */
    @Property(seed = "28", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatChangesNothingChangesNothingBehindAnEarlierOneEither(
            @ForAll("history") List<Interaction> rows, @ForAll int seed) {
        if (rows.isEmpty()) {
            return;
        }
        int which = new Random(seed).nextInt(rows.size());
        Interaction late = rows.get(which);
        for (Measure measure : ORDERED) {
            StateLayout layout = StateLayout.of(List.of(measure));
            double[] state = new double[layout.slots()];
            layout.reset(state, 0);
            List<Interaction> changing = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Interaction row = rows.get(i);
                double[] before = state.clone();
                if (i != which) {
                    layout.addOrdered(row, layout.weights(row.kind()), state, 0);
                }
                if (!Arrays.equals(before, state)) {
                    changing.add(row);
                }
            }
            if (layout.isInOrder(late.at().toEpochMilli(), layout.weights(late.kind()), state, 0)) {
                continue;
            }
            // Behind those of its instant, as it comes after them.
            changing.add(late);
            changing.sort(Comparator.comparing(Interaction::at));
            List<Interaction> all = new ArrayList<>(rows);
            all.add(all.remove(which));
            all.sort(Comparator.comparing(Interaction::at));
            double whole = value(state(measure, all));
            Double kept = value(state(measure, changing));
            if (Double.isNaN(whole)) {
                assertThat(kept).as(measure.name()).isNaN();
            } else {
                assertThat(kept).as(measure.name()).isCloseTo(whole, within(1e-12 * Math.abs(whole)));
            }
        }
    }

    @Property(seed = "25", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void sumsOfFractionsAgreeToTheLastBitsHoweverTheyAreSplit(@ForAll int seed) {
        Random random = new Random(seed);
        Interaction bare = Interaction.of("c", START, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        List<Interaction> rows = Stream.generate(
                        () -> bare.withValue(Math.exp(60 * random.nextDouble() - 27) * (random.nextBoolean() ? 1 : -1)))
                .limit(200)
                .toList();
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        Measure sum = Measure.sum(Filter.all(), Quantity.VALUE);
        double exact = rows.stream()
                .map(row -> new BigDecimal(row.value().orElseThrow()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
        assertThat(value(state(sum, rows))).isCloseTo(exact, within(4 * Math.ulp(exact)));
        assertThat(value(mergedTree(sum, shuffled, random))).isCloseTo(exact, within(4 * Math.ulp(exact)));
    }

    @Property(seed = "26", tries = 3, edgeCases = EdgeCasesMode.NONE)
    void aLongHistoryDecaysTheSameInAnyOrder(@ForAll int seed) {
        Random random = new Random(seed);
        Interaction bare = Interaction.of("c", START, Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
        List<Interaction> rows = random.longs(100_000, 0, Duration.ofDays(40).toMillis())
                .sorted()
                .mapToObj(at -> Interaction.of("c", START.plusMillis(at), bare.kind()))
                .toList();
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        for (Measure measure : DECAYED) {
            double whole = value(state(measure, rows));
            assertThat(value(state(measure, shuffled))).isCloseTo(whole, within(1e-12 * whole));
        }
    }

    @Property(seed = "23", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void tableHistoryAndStateAgreeToTheBit(@ForAll("history") List<Interaction> rows) {
        List<Measure> all =
                Stream.of(EXACT, DECAYED, ORDERED).flatMap(List::stream).toList();
        InteractionLog.Builder builder = InteractionLog.builder().customer(Customer.of("c"));
        builder.add(Interaction.of("a", START, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
        rows.forEach(builder::add);
        LogView view = builder.build().asOf(NOW);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, all);
        CustomerHistory history = view.history("c").orElseThrow();
        MeasureTable single = MeasureTable.of(history, TimeScale.DAYS, all);
        for (Measure measure : all) {
            assertThat(table.column(measure).get(1))
                    .as(measure.name())
                    .isEqualTo((Double) single.column(measure).get(0))
                    .isEqualTo(value(state(measure, history.interactions())));
        }
        assertThat(table.customerId(1)).isEqualTo("c").isEqualTo(single.customerId(0));
    }

    @Property(seed = "24", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void filtersObeyBoole(@ForAll("history") List<Interaction> rows) {
        Filter offers = Filter.purpose(Purpose.OFFER);
        for (Interaction row : rows) {
            InteractionKind kind = row.kind();
            assertThat(OWN.and(offers).matches(kind)).isEqualTo(OWN.matches(kind) && offers.matches(kind));
            assertThat(OWN.or(offers).matches(kind)).isEqualTo(OWN.matches(kind) || offers.matches(kind));
            assertThat(OWN.and(offers).negate().matches(kind))
                    .isEqualTo(OWN.negate().or(offers.negate()).matches(kind));
            assertThat(Filter.all().matches(kind)).isTrue();
        }
    }

    private static MeasureState state(Measure measure, List<Interaction> rows) {
        MeasureState state = MeasureState.of(measure);
        rows.forEach(state::add);
        return state;
    }

    /** Splits at random places and merges the parts as a random tree. */
    private static MeasureState mergedTree(Measure measure, List<Interaction> rows, Random random) {
        if (rows.size() < 2) {
            return state(measure, rows);
        }
        int cut = random.nextInt(rows.size() + 1);
        if (cut == 0 || cut == rows.size()) {
            MeasureState all = state(measure, rows);
            all.merge(MeasureState.of(measure));
            MeasureState empty = MeasureState.of(measure);
            empty.merge(all);
            return empty.copy();
        }
        MeasureState merged = mergedTree(measure, rows.subList(0, cut), random);
        merged.merge(mergedTree(measure, rows.subList(cut, rows.size()), random));
        return merged;
    }

    /** Boxed, as two NaN are equal then. */
    private static Double value(MeasureState state) {
        return state.valueAt(NOW, TimeScale.DAYS);
    }
}
