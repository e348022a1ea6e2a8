package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.ActRows;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.CustomerActs;
import io.engagement.live.LiveStore;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the additive engagement score, over bases of all sizes, kinds of acts, horizons and lengths of the past. */
class AdditiveLawsConsistencyTest {
    private static final int TRIES = 12;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<Purpose> PURPOSES =
            List.of(Purpose.PURCHASE, Purpose.QUESTION, Purpose.COMPLAINT, Purpose.USE, Purpose.OTHER);

    /** A base, as of a day. */
    record Base(List<Interaction> interactions, EngagementDefinition definition, Instant asOf, Random random) {
        LogView view() {
            return view(interactions);
        }

        LogView view(List<Interaction> some) {
            return log(some).asOf(asOf);
        }

        static InteractionLog log(List<Interaction> some) {
            InteractionLog.Builder log = InteractionLog.builder();
            some.forEach(log::add);
            return log.build();
        }

        Fitted<AdditiveLogistic> fit(LogView view) {
            return AdditiveLogistic.fit(view, definition);
        }

        EngagementScorer scorer() {
            return EngagementScorer.of(fit(view()).model());
        }

        @Override
        public String toString() {
            return interactions.size() + " interactions as of " + asOf + ", horizon " + definition.horizon();
        }
    }

    @Provide
    Arbitrary<Base> bases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 220),
                        Arbitraries.integers().between(20, 500),
                        Arbitraries.of(1, 7, 30, 45),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(AdditiveLawsConsistencyTest::base);
    }

    /** Customers with rates of their own, of whom some leave, some are contacted and some do nothing but be contacted. */
    private static Base base(int customers, int days, int horizon, long seed) {
        Random random = new Random(seed);
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double gap = 1 + 40 * random.nextDouble();
            double at = random.nextDouble() * days;
            double leaves = at + 2 * days * random.nextDouble();
            boolean acts = random.nextInt(6) > 0;
            for (int i = 0; i < 60 && at < Math.min(days, leaves); i++) {
                Initiator who = acts && random.nextInt(4) > 0
                        ? Initiator.CUSTOMER
                        : random.nextBoolean() ? Initiator.COMPANY : Initiator.UNKNOWN;
                all.add(interaction("c" + customer, at, who, PURPOSES.get(random.nextInt(PURPOSES.size()))));
                at -= gap * Math.log(1 - random.nextDouble());
            }
        }
        all.add(interaction("first", 0, Initiator.CUSTOMER, Purpose.PURCHASE));
        return new Base(
                all,
                EngagementDefinition.withDefaults().withHorizon(Duration.ofDays(horizon)),
                START.plus(Duration.ofDays(days)),
                random);
    }

    private static Interaction interaction(String customer, double day, Initiator who, Purpose purpose) {
        return Interaction.of(customer, START.plusMillis((long) (day * 86_400_000)), Channel.WEB, who, purpose);
    }

    private static double[] scores(EngagementScorer scorer, LogView view) {
        return ScoringPlan.of(scorer).score(view).column(scorer.name());
    }

    /** Contacts of any customer, known or not, at any time up to today. */
    private static List<Interaction> withContacts(Base base) {
        List<Interaction> more = new ArrayList<>(base.interactions());
        double days = Duration.between(START, base.asOf()).toMillis() / 86_400_000.0;
        for (int i = 0; i < 60; i++) {
            more.add(interaction(
                    "c" + base.random().nextInt(200),
                    days * base.random().nextDouble(),
                    Initiator.COMPANY,
                    PURPOSES.get(i % PURPOSES.size())));
        }
        return more;
    }

    @Property(tries = TRIES, seed = "20261129021")
    void beingContactedChangesNoScore(@ForAll("bases") Base base) {
        LogView before = base.view();
        LogView contacted = base.view(withContacts(base));
        EngagementScorer scorer = base.scorer();
        double[] then = scores(scorer, before);
        double[] now = scores(scorer, contacted);
        for (int row = 0; row < then.length; row++) {
            assertThat(now[contacted.row(before.customerId(row)).orElseThrow()]).isEqualTo(then[row]);
        }
    }

    /** Nor is anything learnt of contacts but how likely those are to begin who have not acted yet. */
    @Property(tries = TRIES, seed = "20261129022")
    void beingContactedChangesNoFitOfWhoHasActed(@ForAll("bases") Base base) {
        LogView before = base.view();
        LogView contacted = base.view(withContacts(base));
        EngagementScorer then = base.scorer();
        EngagementScorer now = EngagementScorer.of(base.fit(contacted).model());
        ActRows rows = base.fit(before).model().rows(MeasureTable.of(before, TimeScale.DAYS, then.inputs()));
        for (int row = 0; row < before.customers(); row++) {
            if (rows.customer(row).hasActed()) {
                assertThat(now.score(before.history(row))).isEqualTo(then.score(before.history(row)));
            }
        }
    }

    @Property(tries = TRIES, seed = "20261129023")
    void partsAddUpToTheBitAndReasonsToTheScore(@ForAll("bases") Base base) {
        LogView view = base.view();
        EngagementScorer scorer = base.scorer();
        AdditiveLogistic model = (AdditiveLogistic) scorer.model();
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, scorer.inputs());
        RowScorer rows = scorer.prepare(table);
        for (int row = 0; row < table.size(); row++) {
            CustomerActs own = model.rows(table).customer(row);
            if (own.hasActed()) {
                assertThat(model.logOddsOf(own.parts())).isEqualTo(own.logOdds());
            }
            Explanation why = rows.explain(row);
            double sum = why.contributions().stream()
                    .mapToDouble(Contribution::amount)
                    .sum();
            assertThat(why.value()).isEqualTo(rows.score(row));
            assertThat(why.baseline() + sum).isCloseTo(why.value(), within(1e-9));
        }
    }

    @Property(tries = TRIES, seed = "20261129024")
    void aTableAHistoryAloneAndALiveStoreGiveTheSameBits(@ForAll("bases") Base base) {
        LogView view = base.view();
        EngagementScorer scorer = base.scorer();
        double[] table = scores(scorer, view);
        LiveStore live = LiveStore.of(scorer)
                .withClock(Clock.fixed(base.asOf(), ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(1000))
                .open();
        live.addAll(base.interactions());
        for (int row = 0; row < table.length; row++) {
            String id = view.customerId(row);
            assertThat(scorer.score(view.history(row))).isEqualTo(table[row]);
            assertThat(live.score(id, scorer.name())).as(id).hasValue(table[row]);
        }
    }

    @Property(tries = TRIES, seed = "20261129025")
    void orderOfArrivalSplitAndThreadsChangeNothing(@ForAll("bases") Base base) {
        List<Interaction> shuffled = new ArrayList<>(base.interactions());
        Collections.shuffle(shuffled, base.random());
        int half = shuffled.size() / 2;
        LogView merged = Base.log(shuffled.subList(0, half))
                .merge(Base.log(shuffled.subList(half, shuffled.size())))
                .asOf(base.asOf());
        Fitted<AdditiveLogistic> fitted = base.fit(base.view());
        EngagementScorer scorer = EngagementScorer.of(fitted.model());
        double[] scores = scores(scorer, base.view());
        assertThat(base.fit(base.view(shuffled)).toText()).isEqualTo(fitted.toText());
        assertThat(Threads.with(1, () -> base.fit(merged).toText())).isEqualTo(fitted.toText());
        assertThat(Threads.with(1, () -> scores(scorer, merged))).isEqualTo(scores);
        RowScorer rows = scorer.prepare(MeasureTable.of(merged, TimeScale.DAYS, scorer.inputs()));
        double[] inParts = new double[scores.length];
        int cut = base.random().nextInt(scores.length + 1);
        rows.score(cut, scores.length, inParts);
        rows.score(0, cut, inParts);
        assertThat(inParts).isEqualTo(scores);
    }

    @Property(tries = TRIES, seed = "20261129026")
    void appendingTheFutureChangesNoPastScore(@ForAll("bases") Base base) {
        List<Interaction> more = new ArrayList<>(base.interactions());
        double days = Duration.between(START, base.asOf()).toDays();
        IntStream.range(0, 80)
                .mapToObj(i -> interaction(
                        "c" + base.random().nextInt(300),
                        days + 0.001 + 90 * base.random().nextDouble(),
                        i % 3 == 0 ? Initiator.COMPANY : Initiator.CUSTOMER,
                        PURPOSES.get(i % PURPOSES.size())))
                .forEach(more::add);
        LogView then = base.view();
        LogView seenLater = base.view(more);
        ScoreTable before = ScoringPlan.of(base.scorer()).score(then);
        EngagementScorer again = EngagementScorer.of(base.fit(seenLater).model());
        assertThat(base.fit(seenLater).toText()).isEqualTo(base.fit(then).toText());
        assertThat(scores(again, seenLater)).isEqualTo(before.column("engagement"));
    }
}
