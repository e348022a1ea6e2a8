package io.engagement.live;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Measure;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReader;
import io.engagement.strategy.policy.ContactReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A {@link ContactPolicy} on a send path: asked before each contact, of customers as a live store knows them at this moment. Asking
 * makes no object. Not thread-safe: one for each thread that sends.
 *
 * <pre>{@code
 * LiveStore store = LiveStore.of(scorers).withMeasures(policy.measures().toArray(Measure[]::new)).open();
 * ContactGate gate = ContactGate.of(store, policy);
 * boolean mayContact = gate.mayContact("c42", Channel.EMAIL, Purpose.OFFER, now);
 * if (!gate.isKnown()) {
 *     checkId(); // who is new is made known by store.know(...)
 * } else if (mayContact) {
 *     send();
 * } else {
 *     later(gate.firstYesMilli()); // gate.reason() says why
 * }
 * }</pre>
 *
 * <p>A contact counts once it has been {@linkplain LiveStore#add added}: add it when it is sent, and ask one thread about one customer.
 */
public final class ContactGate {
    private final LiveStore store;
    private final ContactReader reader;
    private final double[] slots;
    private final double[] nobody;

    private ContactReason reason = ContactReason.ALLOWED;
    private long firstYes;
    private boolean isKnown;

    private ContactGate(LiveStore store, ContactReader reader, double[] nobody) {
        this.store = store;
        this.reader = reader;
        this.nobody = nobody;
        this.slots = nobody.clone();
    }

    /**
     * A gate.
     *
     * @param store keeps the policy's {@linkplain ContactPolicy#measures() measures}
     * @param policy what is allowed
     * @return the gate, for one thread
     * @throws IllegalArgumentException if the store lacks a measure of the policy
     */
    public static ContactGate of(LiveStore store, ContactPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        List<Measure> missing = policy.measures().stream()
                .filter(each -> !store.layout().measures().contains(each))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the store must keep the policy's measures, does not keep " + missing
                    + ": open it with withMeasures(policy.measures().toArray(Measure[]::new))");
        }
        return new ContactGate(store, policy.reader(store.layout()), store.nobody());
    }

    /**
     * Whether a customer may be contacted. Of a customer who is not known nothing speaks against it, so the answer is yes, also of a
     * mistyped id: send only if {@link #isKnown()} is true too. It, {@link #reason()}, {@link #firstYesMilli()} and {@link #decision()}
     * tell more of this answer until the next question.
     *
     * @param customerId whose; who is not known has had no contact and said nothing
     * @param channel through which channel
     * @param purpose what for
     * @param instant when; the store's present if it is earlier than that
     * @return true if so
     * @throws IllegalArgumentException if the channel is not one of the policy's
     * @throws IllegalStateException as {@link LiveStore#measures(String)}
     */
    public boolean mayContact(String customerId, Channel channel, Purpose purpose, Instant instant) {
        long known = store.read(customerId, slots);
        isKnown = known != Shard.UNKNOWN;
        double[] of = isKnown ? slots : nobody;
        long at = Math.max(known, Millis.checked("instant", instant));
        reason = reader.reason(of, 0, channel, purpose, at);
        firstYes = reason.mayContact() ? at : reader.firstYes(of, 0, channel, purpose, at);
        return reason.mayContact();
    }

    /**
     * Whether anything is known of the customer. Of one who is not no cap, preference or complaint can be kept: the id may be a
     * mistyped one.
     *
     * @return of the last question
     */
    public boolean isKnown() {
        return isKnown;
    }

    /**
     * Why, or why not.
     *
     * @return of the last question
     */
    public ContactReason reason() {
        return reason;
    }

    /**
     * From when on the answer is yes.
     *
     * @return milliseconds since 1970; {@link ContactReader#NEVER} if only the customer can change it
     */
    public long firstYesMilli() {
        return firstYes;
    }

    /**
     * The answer to the last question as a value.
     *
     * @return made when it is asked for
     */
    public ContactDecision decision() {
        return ContactDecision.of(reason, firstYes);
    }
}
