package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.SharedData;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final ConversationRule RULE = ConversationRule.standard();
    private static final List<Initiator> INITIATORS = List.of(Initiator.values());

    private static Interaction act(double hours, Channel channel, Initiator initiator) {
        return Interaction.of("c", after(hours), channel, initiator, Purpose.QUESTION);
    }

    private static Instant after(double hours) {
        return START.plus(Duration.ofSeconds(Math.round(hours * 3600)));
    }

    /** Of the customer, of the company, of unknown. */
    private static List<Integer> begun(ConversationRule rule, List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        LogView view = log.build().asOf(after(1e6));
        List<Measure> measures =
                Arrays.stream(Initiator.values()).map(rule::conversations).toList();
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures);
        return measures.stream()
                .map(measure -> (int) table.column(measure).get(0))
                .toList();
    }

    private static List<Integer> begun(Interaction... rows) {
        return begun(RULE, List.of(rows));
    }

    @Test
    void aGapOfMoreThanADayOpensAnewAndOneOfADayDoesNot() {
        assertThat(begun(
                        act(0, Channel.EMAIL, Initiator.COMPANY),
                        act(24, Channel.EMAIL, Initiator.CUSTOMER),
                        act(48.5, Channel.EMAIL, Initiator.CUSTOMER)))
                .containsExactly(1, 1, 0);
    }

    @Test
    void anotherChannelIsAnotherConversationUnlessItIsOfTheFamily() {
        List<Interaction> rows =
                List.of(act(0, Channel.EMAIL, Initiator.COMPANY), act(1, Channel.CHAT, Initiator.CUSTOMER));

        assertThat(begun(RULE, rows)).containsExactly(1, 1, 0);
        assertThat(begun(RULE.withFamily("written", Channel.EMAIL, Channel.CHAT), rows))
                .containsExactly(0, 1, 0);
    }

    @Test
    void anIdHoldsAConversationTogetherOverAnyGapAndApartWithinADay() {
        assertThat(begun(
                        act(0, Channel.EMAIL, Initiator.COMPANY).withConversation("a"),
                        act(1, Channel.EMAIL, Initiator.CUSTOMER).withConversation("b"),
                        act(2000, Channel.PHONE, Initiator.CUSTOMER).withConversation("a")))
                .containsExactly(1, 1, 0);
    }

    @Test
    void whatHasNoIdGoesOnWithWhateverItsFamilyHadLast() {
        assertThat(begun(
                        act(0, Channel.EMAIL, Initiator.COMPANY).withConversation("a"),
                        act(1, Channel.EMAIL, Initiator.CUSTOMER),
                        act(20, Channel.EMAIL, Initiator.CUSTOMER)))
                .containsExactly(0, 1, 0);
    }

    @Test
    void thePurposeTellsHowLongAgoWhatItGoesOnWithMayBe() {
        ConversationRule rule = RULE.withGap(Purpose.COMPLAINT, Duration.ofDays(7));
        Interaction complaint = Interaction.of("c", after(100), Channel.EMAIL, Initiator.CUSTOMER, Purpose.COMPLAINT);

        assertThat(begun(rule, List.of(act(0, Channel.EMAIL, Initiator.COMPANY), complaint)))
                .containsExactly(0, 1, 0);
        assertThat(begun(RULE, List.of(act(0, Channel.EMAIL, Initiator.COMPANY), complaint)))
                .containsExactly(1, 1, 0);
    }

    @Test
    void unknownInitiatorsAreCountedApartUnlessTheThreadTells() {
        Interaction unknown = act(0, Channel.EMAIL, Initiator.UNKNOWN);

        assertThat(begun(unknown)).containsExactly(0, 0, 1);
        assertThat(begun(unknown.withDirection(Direction.INBOUND).withConversation("a")))
                .containsExactly(1, 0, 0);
    }

    @Test
    void machinesAreInNoConversation() {
        assertThat(begun(
                        act(0, Channel.EMAIL, Initiator.COMPANY).withActor(Actor.MACHINE),
                        act(1, Channel.EMAIL, Initiator.CUSTOMER)))
                .containsExactly(1, 0, 0);
    }

    /** college.initiative.betabinomial: 21,341 threads; each of the two sees it. */
    @Test
    void collegeMessagesAreTheThreadsOfTheOracle() throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        List<String> lines = Files.readAllLines(SharedData.file("data/college_messages/CollegeMsg.txt"));
        Map<String, Integer> pairs = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(" ", -1);
            boolean up = Integer.parseInt(row[0]) < Integer.parseInt(row[1]);
            String pair = up ? row[0] + "-" + row[1] : row[1] + "-" + row[0];
            pairs.merge(pair, 1, Integer::sum);
            log.add(Interaction.of(
                    pair,
                    Instant.ofEpochSecond(Long.parseLong(row[2])),
                    Channel.CHAT,
                    up ? Initiator.CUSTOMER : Initiator.COMPANY,
                    Purpose.OTHER));
        }
        LogView view = log.build().asOf(Instant.ofEpochSecond(1_098_777_142));
        List<Measure> both = List.of(RULE.conversations(Initiator.CUSTOMER), RULE.conversations(Initiator.COMPANY));
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, both);
        double threads = 0;
        for (int row = 0; row < table.size(); row++) {
            threads += table.column(both.get(0)).get(row)
                    + table.column(both.get(1)).get(row);
        }

        assertThat(table.size()).isEqualTo(pairs.size());
        assertThat(threads).isEqualTo(21341);
    }

    @Property(seed = "4101", tries = 400)
    void oneCompanyContactMoreNeverRaisesThoseThatTheCustomerBegan(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = rows(random, 1 + random.nextInt(25));
        List<Interaction> more = new ArrayList<>(rows);
        more.add(row(random, random.nextDouble(200), Initiator.COMPANY));

        assertThat(begun(RULE, more).get(0))
                .isLessThanOrEqualTo(begun(RULE, rows).get(0));
    }

    @Property(seed = "4102", tries = 400)
    void machineActsChangeNothing(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = rows(random, 1 + random.nextInt(25));
        List<Interaction> more = new ArrayList<>(rows);
        for (int i = random.nextInt(9); i >= 0; i--) {
            more.add(row(random, random.nextDouble(200), INITIATORS.get(random.nextInt(3)))
                    .withActor(Actor.MACHINE));
        }

        assertThat(begun(RULE, more)).isEqualTo(begun(RULE, rows));
    }

    /** The rule as it reads, on all rows at once, at instants that differ. */
    @Property(seed = "4103", tries = 400)
    void theWalkIsTheRule(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = rows(random, 1 + random.nextInt(25)).stream()
                .collect(Collectors.toMap(Interaction::at, row -> row, (one, other) -> one, TreeMap::new))
                .values()
                .stream()
                .toList();
        int[] begun = new int[3];
        Map<String, Instant> lastOfFamily = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Interaction row : rows) {
            Instant last = lastOfFamily.put(row.channel().name(), row.at());
            boolean goesOn = row.conversation().isPresent()
                    ? !ids.add(row.conversation().get())
                    : last != null && !last.plus(Duration.ofHours(24)).isBefore(row.at());
            begun[INITIATORS.indexOf(row.initiator())] += goesOn ? 0 : 1;
        }

        assertThat(begun(RULE, rows)).containsExactly(begun[0], begun[1], begun[2]);
    }

    @Test
    void ofOneInstantTheCompanyComesFirst() {
        assertThat(begun(
                        act(0, Channel.EMAIL, Initiator.CUSTOMER),
                        act(0, Channel.EMAIL, Initiator.UNKNOWN),
                        act(0, Channel.EMAIL, Initiator.COMPANY)))
                .containsExactly(0, 1, 0);
    }

    private static List<Interaction> rows(SplittableRandom random, int size) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(row(random, random.nextDouble(200), INITIATORS.get(random.nextInt(3))));
        }
        return rows;
    }

    private static Interaction row(SplittableRandom random, double hours, Initiator initiator) {
        Channel channel = List.of(Channel.EMAIL, Channel.PHONE, Channel.WEB).get(random.nextInt(3));
        // Some at one instant.
        Interaction row = act(random.nextInt(4) == 0 ? Math.rint(hours / 20) * 20 : hours, channel, initiator);
        // An unknown initiator would be inferred from the thread.
        return initiator != Initiator.UNKNOWN && random.nextInt(3) == 0
                ? row.withConversation("n" + random.nextInt(4))
                : row;
    }

    @Test
    void aCustomerWhoIsErasedIsAsOneWhoNeverWas() {
        InteractionLog.Builder one = InteractionLog.builder();
        one.add(act(0, Channel.EMAIL, Initiator.CUSTOMER));
        InteractionLog.Builder two = InteractionLog.builder();
        two.add(act(0, Channel.EMAIL, Initiator.CUSTOMER));
        two.add(act(1, Channel.EMAIL, Initiator.COMPANY).withCustomerId("d"));
        Measure own = RULE.conversations(Initiator.CUSTOMER);

        MeasureTable never = MeasureTable.of(one.build().asOf(after(9)), TimeScale.DAYS, List.of(own));
        MeasureTable erased = MeasureTable.of(two.build().without("d").asOf(after(9)), TimeScale.DAYS, List.of(own));

        assertThat(erased.size()).isEqualTo(never.size());
        assertThat(erased.column(own).get(0)).isEqualTo(never.column(own).get(0));
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULE.withGap(Duration.ofHours(-1)))
                .withMessageContaining("not negative");
        assertThatIllegalArgumentException().isThrownBy(() -> RULE.withFamily(" ", Channel.EMAIL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.sum(Filter.all(), Quantity.CONVERSATION))
                .withMessage("a quantity must be VALUE, COST, SATISFACTION or DURATION here, was CONVERSATION");
        assertThatIllegalArgumentException().isThrownBy(() -> Measure.median(Filter.all(), Quantity.ID));
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.above(Quantity.IN_REPLY_TO, 3));
    }
}
