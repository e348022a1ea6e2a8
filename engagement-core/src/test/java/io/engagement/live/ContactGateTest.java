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
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

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

        store.erase("c");

        assertThat(gate.mayContact("c", Channel.EMAIL, Purpose.OFFER, NOW)).isTrue();
        assertThat(gate.decision().firstYes()).contains(NOW);
    }

    @Test
    void aStoreWithoutThePolicysMeasuresIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactGate.of(how().open(), POLICY))
                .withMessageContaining("no measure stated_contact_limit");
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
}
