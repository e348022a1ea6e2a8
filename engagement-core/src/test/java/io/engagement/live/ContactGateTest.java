package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.WeekTimes;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactGateTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ContactPolicy POLICY = ContactPolicy.standard()
            .withCap(ContactCap.rolling(2, Duration.ofDays(7)))
            .withCap(ContactCap.calendar(2, TimeScale.MONTHS, BERLIN))
            .withQuietHours(WeekTimes.daily(21, 8, BERLIN))
            .withRest(5, Duration.ofDays(30));

    private static LiveStore.Builder how() {
        return LiveStore.of(Scorer.of("acts", Scale.COUNT, Measure.count(Filter.all()), count -> count))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static LiveStore store() {
        return how().withMeasures(POLICY.measures().toArray(Measure[]::new)).open();
    }

    private static Interaction offer(String id, long hoursAgo) {
        return Interaction.of(
                id, NOW.minus(Duration.ofHours(hoursAgo)), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
    }

    @Test
    void eachContactThatIsSentCountsForTheNextQuestion() {
        LiveStore store = store();
        ContactGate gate = ContactGate.of(store, POLICY);

        assertThat(gate.mayContact("c", Channel.EMAIL, Purpose.OFFER, NOW)).isTrue();
        store.add(offer("c", 30));
        assertThat(gate.mayContact("c", Channel.SMS, Purpose.OFFER, NOW)).isTrue();
        store.add(offer("c", 20));
        assertThat(gate.mayContact("c", Channel.SMS, Purpose.OFFER, NOW)).isFalse();
        assertThat(gate.reason()).isEqualTo(ContactReason.COMPANY_CAP);
        assertThat(gate.mayContact("c", Channel.SMS, Purpose.SERVICE_NOTICE, NOW))
                .isTrue();
        assertThat(gate.mayContact("d", Channel.SMS, Purpose.OFFER, NOW)).isTrue();
    }

    @Test
    void whoIsErasedIsAsOneWhoNeverWas() {
        LiveStore store = store();
        ContactGate gate = ContactGate.of(store, POLICY);
        store.know(Customer.of("c").withAttribute("consent", "no"));
        assertThat(gate.mayContact("c", Channel.EMAIL, Purpose.OFFER, NOW)).isFalse();
        assertThat(gate.isKnown()).isTrue();

        store.erase("c");

        assertThat(gate.mayContact("c", Channel.EMAIL, Purpose.OFFER, NOW)).isTrue();
        assertThat(gate.isKnown()).isFalse();
        assertThat(gate.decision().firstYes()).contains(NOW);
    }

    @Test
    void aStoreWithoutThePolicysMeasuresIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactGate.of(how().open(), POLICY))
                .withMessageContaining("does not keep [stated_contact_limit")
                .withMessageContaining("withMeasures(policy.measures()");
    }

    @Test
    void askingMakesNoObjectWhateverTheAnswer() {
        LiveStore store = store();
        store.know(Customer.of("never").withAttribute("consent", "no"));
        store.know(Customer.of("far").withAttribute("zone", "America/New_York"));
        store.add(offer("capped", 30));
        store.add(offer("capped", 20));
        ContactGate gate = ContactGate.of(store, POLICY);
        String[] ids = {"never", "far", "capped", "unknown"};
        int yes = ask(gate, ids, 200_000);
        long before = Allocations.bytes();
        int again = ask(gate, ids, 20_000);
        long allocated = Allocations.bytes() - before;

        assertThat(yes).isEqualTo(10 * again).isPositive();
        // Fewer bytes than questions: what is measured is the measuring.
        assertThat(allocated).isLessThan(2000);
    }

    private static int ask(ContactGate gate, String[] ids, int times) {
        int yes = 0;
        for (int i = 0; i < times; i++) {
            yes += gate.mayContact(ids[i % ids.length], Channel.EMAIL, Purpose.OFFER, NOW) ? 1 : 0;
        }
        return yes;
    }

    @Test
    void whatOrderContactsComeInChangesNoAnswerAndNeitherDoesASnapshot(@TempDir Path directory) throws IOException {
        List<Interaction> rows = new ArrayList<>();
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            Interaction offer = offer("c" + random.nextInt(20), random.nextInt(900));
            rows.add(
                    random.nextInt(4) == 0
                            ? Interaction.of(
                                    offer.customerId(), offer.at(), Channel.PHONE, Initiator.CUSTOMER, Purpose.HELP)
                            : offer);
        }
        LiveStore inOrder = store();
        rows.stream().sorted(Comparator.comparing(Interaction::at)).forEach(inOrder::add);
        LiveStore asTheyCame = store();
        rows.forEach(asTheyCame::add);
        Path file = directory.resolve("snapshot");
        asTheyCame.snapshot(file);
        LiveStore restored =
                how().withMeasures(POLICY.measures().toArray(Measure[]::new)).restore(file);
        restored.add(offer("c3", 0));
        inOrder.add(offer("c3", 0));
        asTheyCame.add(offer("c3", 0));

        List<ContactDecision> expected = decisions(inOrder);

        assertThat(decisions(asTheyCame)).isEqualTo(expected);
        assertThat(decisions(restored)).isEqualTo(expected);
        assertThat(expected).extracting(ContactDecision::mayContact).contains(true, false);
    }

    private static List<ContactDecision> decisions(LiveStore store) {
        ContactGate gate = ContactGate.of(store, POLICY);
        List<ContactDecision> all = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            gate.mayContact("c" + i, Channel.EMAIL, Purpose.OFFER, NOW);
            all.add(gate.decision());
        }
        return all;
    }

    @Test
    void gatesOfManyThreadsNeverSendMoreThanTheCapAllowsWhileAStoreIsWritten() {
        LiveStore store = store();
        int[] sent = new int[64];
        IntStream.range(0, 64).parallel().forEach(each -> {
            ContactGate gate = ContactGate.of(store, POLICY);
            for (int i = 0; i < 200; i++) {
                if (gate.mayContact("c" + each, Channel.EMAIL, Purpose.OFFER, NOW)) {
                    store.add(offer("c" + each, 0));
                    sent[each]++;
                }
                store.know(Customer.of("other" + i).withAttribute("zone", i % 2 == 0 ? "Europe/Berlin" : "Asia/Tokyo"));
            }
        });

        assertThat(sent).containsOnly(2);
    }

    @Test
    void anInstantThatNoStoreCanHoldIsRefused() {
        ContactGate gate = ContactGate.of(store(), POLICY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate.mayContact("c", Channel.EMAIL, Purpose.OFFER, Instant.MAX))
                .withMessageContaining("within 285,000 years of 1970");
    }
}
