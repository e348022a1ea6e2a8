package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Initiator> INITIATORS = List.of(Initiator.values());

    private static Interaction row(String customer, double daysAgo, Initiator initiator) {
        return Interaction.of(
                customer,
                NOW.minus(Duration.ofMinutes(Math.round(daysAgo * 1440))),
                Channel.EMAIL,
                initiator,
                Purpose.QUESTION);
    }

    /** Customers who began so many of so many conversations, one every five days until a week ago. */
    private static void add(List<Interaction> rows, String customer, int own, int all) {
        for (int i = 0; i < all; i++) {
            // The customer's are spread over the whole time.
            boolean isOwn = (i + 1) * own / all > i * own / all;
            rows.add(row(customer, 7 + 5.0 * (all - 1 - i), isOwn ? Initiator.CUSTOMER : Initiator.COMPANY));
        }
    }

    private static List<Interaction> base() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            add(rows, "led" + i, 16 + i % 3, 20);
            add(rows, "balanced" + i, 11 + i % 2, 22);
            add(rows, "mailed" + i, i % 3, 24);
            add(rows, "few" + i, i % 2, 1);
        }
        return rows;
    }

    private static LogView view(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(NOW);
    }

    private static Initiative of(List<Interaction> rows, String customer) {
        return Dialogue.of(view(rows)).initiative(customer).orElseThrow();
    }

    @Test
    void theClassIsTheRegionWithTheMostProbability() {
        List<Interaction> rows = base();
        add(rows, "oneOfTwo", 1, 2);
        Dialogue dialogue = Dialogue.of(view(rows));

        assertThat(dialogue.initiative("led0").orElseThrow().initiativeClass()).contains(InitiativeClass.CUSTOMER_LED);
        assertThat(dialogue.initiative("balanced0").orElseThrow().leading()).isEqualTo(InitiativeClass.BALANCED);
        assertThat(dialogue.initiative("mailed2").orElseThrow().leading()).isEqualTo(InitiativeClass.COMPANY_LED);
        assertThat(dialogue.initiative("oneOfTwo").orElseThrow().initiativeClass())
                .contains(InitiativeClass.UNCERTAIN);
    }

    @Test
    void oneOfOneIsNotAHundredPercentAndItsIntervalIsWide() {
        Initiative few = of(base(), "few1");

        assertThat(few.own()).isEqualTo(1);
        assertThat(few.mean()).isBetween(0.4, 0.8);
        assertThat(few.interval().upper() - few.interval().lower()).isGreaterThan(0.5);
    }

    @Test
    void muchContactLittleOfItTheirsIsNamed() {
        Dialogue dialogue = Dialogue.of(view(base()));
        List<String> misread = dialogue.muchContactLittleOfItTheirs().stream()
                .map(dialogue::customerId)
                .toList();

        assertThat(misread).hasSize(60).allMatch(id -> id.startsWith("mailed"));
        assertThat(dialogue.base().muchContactLittleOfItTheirs()).isEqualTo(60);
        assertThat(dialogue.toString()).contains("Much contact, little of it theirs: 60 customers");
    }

    @Test
    void whoRestedForLongerThanTheirRestsIsSilent() {
        List<Interaction> rows = base();
        for (int i = 0; i < 12; i++) {
            rows.add(row("weekly", 7 * i + 60, Initiator.CUSTOMER));
            rows.add(row("yearly", 90 * i + 60, Initiator.CUSTOMER));
        }
        rows.add(row("onlyMailed", 3, Initiator.COMPANY));
        rows.add(row("onceLately", 80, Initiator.CUSTOMER));

        assertThat(of(rows, "weekly").initiativeClass()).contains(InitiativeClass.SILENT);
        assertThat(of(rows, "yearly").silent()).isFalse();
        assertThat(of(rows, "onlyMailed").initiativeClass()).contains(InitiativeClass.SILENT);
        assertThat(of(rows, "onceLately").silent()).isFalse();
    }

    @Test
    void unknownInitiatorsAreShownAndInNoShare() {
        List<Interaction> rows = base();
        for (int i = 0; i < 5; i++) {
            rows.add(row("led0", 300 + 5 * i, Initiator.UNKNOWN));
        }
        rows.add(row("nobodyKnows", 20, Initiator.UNKNOWN));
        Initiative led = of(rows, "led0");
        Initiative nobodyKnows = of(rows, "nobodyKnows");

        assertThat(led.unknown()).isEqualTo(5);
        assertThat(led.unknownShare()).isEqualTo(0.2);
        assertThat(led.share()).isEqualTo(of(base(), "led0").share());
        assertThat(nobodyKnows.mean()).isNaN();
        assertThat(nobodyKnows.initiativeClass()).isEmpty();
        assertThat(nobodyKnows.reason()).contains("it is not known who began any conversation");
        assertThat(Dialogue.of(view(rows)).base().unknown()).isEqualTo(6);
    }

    @Test
    void theTrendTellsWhoBeginsMoreThanBefore() {
        List<Interaction> rows = base();
        for (int i = 0; i < 12; i++) {
            rows.add(row("wakes", 5 + 5 * i, Initiator.CUSTOMER));
            rows.add(row("wakes", 120 + 5 * i, Initiator.COMPANY));
            rows.add(row("steady", 5 + 5 * i, i % 2 == 0 ? Initiator.CUSTOMER : Initiator.COMPANY));
            rows.add(row("steady", 120 + 5 * i, i % 2 == 0 ? Initiator.CUSTOMER : Initiator.COMPANY));
        }

        assertThat(of(rows, "wakes").trend())
                .isGreaterThan(2 * of(rows, "wakes").trendError());
        assertThat(of(rows, "steady").trend()).isCloseTo(0, within(0.2));
        assertThat(of(rows, "few0").trend()).isNaN();
    }

    @Test
    void aSmallBaseSaysThatItCannotTellCustomersApart() {
        List<Interaction> rows = new ArrayList<>();
        add(rows, "one", 9, 10);
        add(rows, "two", 1, 10);
        Dialogue dialogue = Dialogue.of(view(rows));

        assertThat(dialogue.prior().customersDiffer()).isFalse();
        assertThat(dialogue.initiative("one").orElseThrow().mean()).isCloseTo(0.5, within(1e-12));
        assertThat(dialogue.toString()).contains("only 2 have two or more");
    }

    @Test
    void aGroupOfFewerThanTenCannotBeHadByTakingTheOthersFromTheBase() {
        List<Interaction> rows = base();
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        for (int i = 0; i < 60; i++) {
            log.customer(Customer.of("led" + i).withAttribute("tier", i < 9 ? "gold" : "plain"));
        }
        Dialogue dialogue = Dialogue.of(log.build().asOf(NOW));
        List<InitiativeSummary> tiers = dialogue.by("tier");
        String csv = dialogue.summary("tier").toCsv();

        assertThat(tiers).extracting(InitiativeSummary::name).containsExactly("(small groups)", "(none)");
        assertThat(tiers).extracting(InitiativeSummary::customers).containsExactly(60L, 180L);
        assertThat(csv).doesNotContain("gold").contains("\ntier = (small groups),60,60,");
        assertThat(tiers.stream().mapToLong(InitiativeSummary::own).sum())
                .isEqualTo(dialogue.base().own());
    }

    @Test
    void theShareOfASegmentIsClusteredByCustomer() {
        Dialogue dialogue = Dialogue.of(view(base()));
        InitiativeSummary led = dialogue.where("led", customer -> customer.id().startsWith("led"));
        InitiativeSummary all = dialogue.base();

        assertThat(led.share()).isCloseTo(17.0 / 20, within(1e-12));
        assertThat(led.interval().contains(led.share())).isTrue();
        // Customers differ so much that their number counts, not that of their conversations.
        assertThat(all.interval().upper() - all.interval().lower()).isGreaterThan(0.05);
    }

    @Test
    void theScoreIsTheSameInTablesAloneAndLive() {
        List<Interaction> rows = base();
        LogView view = view(rows);
        Dialogue dialogue = Dialogue.of(view);
        Scorer share = dialogue.ownShare();
        ScoreTable table = ScoringPlan.of(share).score(view);
        LiveStore live =
                LiveStore.of(share).withClock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
        rows.forEach(live::add);

        for (int row = 0; row < dialogue.size(); row++) {
            String id = dialogue.customerId(row);
            double mean = dialogue.initiative(row).mean();
            assertThat(table.get(row, "own_share")).isEqualTo(mean);
            assertThat(share.score(view.history(row))).isEqualTo(mean);
            assertThat(live.score(id, "own_share")).hasValue(mean);
        }
    }

    @Property(seed = "5201", tries = 60)
    void aCompanyContactMoreNeverRaisesTheShareAndMachinesChangeNothing(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = base();
        String customer = List.of("led3", "balanced5", "mailed1", "few0").get(random.nextInt(4));
        double daysAgo = random.nextDouble(120);
        List<Interaction> contacted = new ArrayList<>(rows);
        contacted.add(row(customer, daysAgo, Initiator.COMPANY));
        List<Interaction> machine = new ArrayList<>(rows);
        machine.add(row(customer, daysAgo, Initiator.CUSTOMER).withActor(Actor.MACHINE));
        Dialogue before = Dialogue.of(view(rows));

        Initiative was = before.initiative(customer).orElseThrow();
        Initiative is = of(contacted, customer);
        assertThat(is.own()).isLessThanOrEqualTo(was.own());
        assertThat((double) is.own() / (is.own() + is.company()))
                .isLessThanOrEqualTo((double) was.own() / (was.own() + was.company()));
        assertThat(of(machine, customer)).isEqualTo(was);
    }

    @Test
    void whoseDataSayTooLittleIsToBeAsked() {
        List<Interaction> rows = base();
        add(rows, "stated", 0, 30);
        add(rows, "contacted", 0, 30);
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        log.customer(Customer.of("stated").withPreferences(Preferences.none().withPreferred(Channel.SMS)));
        LogView view = log.build().asOf(NOW);
        Dialogue dialogue = Dialogue.of(view);
        List<AskFirst> ask = dialogue.whomToAsk(dialogue.preferences(CustomerZones.all(ZoneOffset.UTC)));

        assertThat(ask.get(0).customerId()).isEqualTo("contacted");
        assertThat(ask.get(0).reason()).contains("0 own acts against 30 contacts");
        assertThat(ask).extracting(AskFirst::customerId).doesNotContain("stated", "led0");
    }

    @Property(seed = "5202", tries = 30)
    void theOrderOfRowsChangesNothing(@ForAll @LongRange(min = 0) long seed) {
        List<Interaction> rows = base();
        // Some at one instant, of several kinds.
        for (int i = 0; i < 40; i++) {
            rows.add(row("led" + i % 5, 30, INITIATORS.get(i % 3)));
        }
        List<Interaction> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(seed));
        LogView one = view(rows);
        LogView two = view(other);

        assertThat(Dialogue.of(two).customers().toCsv())
                .isEqualTo(Dialogue.of(one).customers().toCsv());
        CustomerZones zones = CustomerZones.all(ZoneOffset.UTC);
        assertThat(Dialogue.of(two).preferences(zones).customers().toCsv())
                .isEqualTo(Dialogue.of(one).preferences(zones).customers().toCsv());
    }

    @Test
    void anErasedCustomerIsOneWhoNeverWas() {
        List<Interaction> rows = base();
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        add(rows, "gone", 3, 4);
        InteractionLog.Builder with = InteractionLog.builder();
        rows.forEach(with::add);

        assertThat(Dialogue.of(with.build().without("gone").asOf(NOW))
                        .customers()
                        .toCsv())
                .isEqualTo(Dialogue.of(log.build().asOf(NOW)).customers().toCsv());
    }

    @Test
    void aBaseWithoutInteractionsSaysSo() {
        Dialogue nobody = Dialogue.of(InteractionLog.builder().build().asOf(NOW));

        assertThat(nobody.base().share()).isNaN();
        assertThat(nobody.toString()).contains("No conversation");
        assertThat(nobody.customers().toJson()).isEqualTo("[]\n");
    }
}
