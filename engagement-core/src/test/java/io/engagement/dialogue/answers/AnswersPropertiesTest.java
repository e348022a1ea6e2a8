package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of asks and answers, on random logs full of ties, replies and conversations. */
class AnswersPropertiesTest {
    private static final Instant BEGIN = Instant.parse("2024-03-28T00:00:00Z");
    private static final Instant LATER = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.CHAT, Channel.STORE);

    private static final List<AskUnit> UNITS = List.of(AskUnit.values());
    private static final List<AnswerOrder> ORDERS = List.of(AnswerOrder.values());

    private static AnswerPolicy policy(SplittableRandom random) {
        AnswerPolicy policy = AnswerPolicy.withDefaults()
                .withUnit(UNITS.get(random.nextInt(3)))
                .withOrder(ORDERS.get(random.nextInt(2)))
                .withWindow(Duration.ofHours(1 + random.nextInt(60)))
                .withWindow(Filter.channel(Channel.CHAT), Duration.ofHours(1 + random.nextInt(20)))
                .withConversations(ConversationRule.standard()
                        .withGap(Duration.ofHours(1 + random.nextInt(40)))
                        .withGap(Purpose.QUESTION, Duration.ofHours(1 + random.nextInt(40))))
                .withAnswersOn(Channel.EMAIL, Channel.STORE);
        return random.nextInt(3) == 0 ? policy.withAnswersAtOnce() : policy;
    }

    private static List<Interaction> rows(SplittableRandom random, String customer, int most) {
        List<Interaction> rows = new ArrayList<>();
        Instant at = BEGIN;
        for (int i = random.nextInt(most); i > 0; i--) {
            at = at.plus(Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(50) : random.nextInt(3)));
            rows.add(row(random, customer, at, rows));
        }
        return rows;
    }

    private static Interaction row(SplittableRandom random, String customer, Instant at, List<Interaction> before) {
        boolean company = random.nextBoolean();
        Interaction row = Interaction.of(
                customer,
                at,
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                random.nextInt(5) == 0 ? Initiator.UNKNOWN : company ? Initiator.COMPANY : Initiator.CUSTOMER,
                company ? Purpose.OFFER : Purpose.QUESTION);
        row = random.nextInt(3) == 0 ? row : row.withDirection(company ? Direction.OUTBOUND : Direction.INBOUND);
        row = random.nextInt(8) == 0 ? row.withActor(Actor.MACHINE) : row;
        row = random.nextInt(3) == 0 ? row.withConversation("t" + random.nextInt(3)) : row;
        row = random.nextInt(2) == 0 ? row.withId(customer + "-" + before.size()) : row;
        row = random.nextInt(2) == 0 ? row.withCost(random.nextInt(5)) : row;
        return random.nextInt(4) == 0 ? row.withInReplyTo(customer + "-" + random.nextInt(before.size() + 2)) : row;
    }

    private static LogView view(List<Interaction> rows, Instant asOf) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(asOf);
    }

    private static List<String> told(Answers answers) {
        List<String> told = new ArrayList<>();
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                String end = asks.isWaiting(i) ? "" : " -> " + Instant.ofEpochMilli(asks.answered(i));
                told.add(Instant.ofEpochMilli(asks.first(i)) + ".." + Instant.ofEpochMilli(asks.last(i)) + end
                        + (asks.how(i) == How.LATE ? " late" : ""));
            }
        }
        return told;
    }

    @Property(tries = 800, seed = "1")
    void theStreamSaysWhatLookingAtAllSays(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        LogView view = view(rows(random, "c", 30), LATER);
        List<String> brute = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            new BruteAnswers(view, row, policy).asks.forEach(ask -> brute.add(ask.toString()));
        }

        assertThat(told(Answers.of(view, policy))).as("%s", policy).containsExactlyInAnyOrderElementsOf(brute);
    }

    @Property(tries = 300, seed = "2")
    void oneActAnswersOneAskAtMost(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = rows(random, "c", 40);
        AnswerCounts counts = Answers.of(view(rows, LATER), policy(random)).counts();

        long acts = rows.stream()
                .filter(row -> row.purpose().equals(Purpose.QUESTION))
                .count();
        assertThat(counts.answered() + counts.late()).isLessThanOrEqualTo(acts);
    }

    @Property(tries = 500, seed = "3")
    void oneContactMoreAddsOneAnswerAtMost(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        List<Interaction> rows = rows(random, "c", 30);
        long before = Answers.of(view(rows, LATER), policy).counts().answered();
        List<Interaction> more = new ArrayList<>(rows);
        more.add(Interaction.of(
                        "c",
                        BEGIN.plus(Duration.ofHours(random.nextInt(300))),
                        CHANNELS.get(random.nextInt(CHANNELS.size())),
                        Initiator.COMPANY,
                        Purpose.OFFER)
                .withDirection(Direction.OUTBOUND));

        long after = Answers.of(view(more, LATER), policy).counts().answered();
        assertThat(after).isLessThanOrEqualTo(before + 1);
    }

    @Property(tries = 300, seed = "4")
    void anyOrderOfRowsGivesTheSame(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        List<Interaction> rows = rows(random, "c", 40);
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(told(Answers.of(view(shuffled, LATER), policy)))
                .isEqualTo(told(Answers.of(view(rows, LATER), policy)));
    }

    /** Nothing later changes how a closed ask ended, nor which are closed. */
    @Property(tries = 500, seed = "5")
    void movingAsOfChangesNoClosedAsk(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        List<Interaction> rows = rows(random, "c", 40);
        Instant asOf = BEGIN.plus(Duration.ofHours(random.nextInt(300)));

        assertThat(closed(Answers.of(view(rows, LATER), policy), asOf))
                .isEqualTo(closed(Answers.of(view(rows, asOf), policy), asOf));
    }

    private static List<String> closed(Answers answers, Instant asOf) {
        List<String> closed = new ArrayList<>();
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                if (answers.close(asks, i) <= asOf.toEpochMilli()) {
                    closed.add(Instant.ofEpochMilli(asks.first(i)) + " " + asks.isAnswered(i));
                }
            }
        }
        return closed;
    }

    @Property(tries = 200, seed = "6")
    void machinesChangeNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        List<Interaction> rows = rows(random, "c", 30);
        List<Interaction> more = new ArrayList<>(rows);
        for (int i = random.nextInt(10); i > 0; i--) {
            more.add(Interaction.of(
                            "c",
                            BEGIN.plus(Duration.ofHours(random.nextInt(300))),
                            Channel.EMAIL,
                            random.nextBoolean() ? Initiator.CUSTOMER : Initiator.COMPANY,
                            Purpose.QUESTION)
                    .withActor(Actor.MACHINE));
        }

        assertThat(told(Answers.of(view(more, LATER), policy))).isEqualTo(told(Answers.of(view(rows, LATER), policy)));
    }

    @Property(tries = 30, seed = "7")
    void erasingACustomerEqualsNeverHavingHadThem(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerPolicy policy = policy(random);
        List<Interaction> rows = new ArrayList<>(rows(random, "a", 30));
        List<Interaction> others = rows(random, "b", 30);
        InteractionLog.Builder both = InteractionLog.builder();
        rows.forEach(both::add);
        others.forEach(both::add);

        Answers erased = Answers.of(both.build().without("a").asOf(LATER), policy);
        Answers never = Answers.of(view(others, LATER), policy);
        assertThat(told(erased)).isEqualTo(told(never));
        assertThat(erased.counts()).isEqualTo(never.counts());
        if (erased.counts().closed() > 0) {
            assertThat(erased.rates().toCsv()).isEqualTo(never.rates().toCsv());
        }
    }

    /** Turns by the same gap as the window, on one channel, without ids: then the measures count what the table counts. */
    @Property(tries = 500, seed = "8")
    void theMeasuresOfACustomerAreThoseOfTheTable(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // All happens at the ends of the measures' steps, an eighth of the window.
        int step = 1 + random.nextInt(5);
        Duration window = Duration.ofHours(8L * step);
        List<Interaction> rows = rows(random, "c", 40).stream()
                .filter(row -> row.kind().actor() == Actor.PERSON)
                .map(row -> Interaction.of(
                        "c",
                        Instant.EPOCH.plus(Duration.between(BEGIN, row.at()).multipliedBy(step)),
                        Channel.EMAIL,
                        row.purpose().equals(Purpose.OFFER) ? Initiator.COMPANY : Initiator.CUSTOMER,
                        row.purpose()))
                .toList();
        AnswerPolicy policy = AnswerPolicy.withDefaults()
                .withWindow(window)
                .withConversations(ConversationRule.standard().withGap(window));
        AnswerMeasures measures = AnswerMeasures.ofCustomers(window);
        LogView view = view(rows, Instant.EPOCH.plus(Duration.ofHours((long) step * random.nextInt(300))));
        if (view.customers() == 0) {
            return;
        }
        AnswerCounts counts = Answers.of(view, policy).counts();
        List<Measure> both = List.of(measures.asked(), measures.answered(), measures.responseRate());
        MeasureTable table = MeasureTable.of(view, TimeScale.HOURS, both);

        assertThat(table.column(both.get(0)).get(0)).isEqualTo((double) counts.closed());
        assertThat(table.column(both.get(1)).get(0)).isEqualTo((double) counts.answered());
        assertThat(Double.valueOf(table.column(both.get(2)).get(0))).isEqualTo(Double.valueOf(counts.rate()));
    }

    /** The columns of a view and the state of one customer follow one rule. */
    @Property(seed = "5301", tries = 300)
    void conversationsOfAViewAreThoseOfTheMeasure(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ConversationRule rule = ConversationRule.standard()
                .withGap(Duration.ofHours(1 + random.nextInt(40)))
                .withGap(Purpose.QUESTION, Duration.ofHours(1 + random.nextInt(40)));
        List<Interaction> rows = new ArrayList<>();
        Instant at = BEGIN;
        for (int i = random.nextInt(30); i > 0; i--) {
            at = at.plus(Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(50) : 0))
                    .plusMillis(1);
            rows.add(row(random, "c", at, rows));
        }
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        LogView view = log.build().asOf(LATER);
        List<Measure> begun =
                Arrays.stream(Initiator.values()).map(rule::conversations).toList();
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, begun);
        KindRoles roles = new KindRoles(view.kinds(), AnswerPolicy.withDefaults());
        Conversations conversations = new Conversations(view, roles, rule);
        for (int row = 0; row < view.customers(); row++) {
            conversations.begin(row);
            int there = row;
            double sum = begun.stream()
                    .mapToDouble(each -> table.column(each).get(there))
                    .sum();
            boolean some =
                    IntStream.range(view.start(row), view.end(row)).anyMatch(i -> roles.person(view.kindIndex(i)));
            assertThat(sum).isEqualTo(some ? conversations.count() : 0);
        }
    }
}
