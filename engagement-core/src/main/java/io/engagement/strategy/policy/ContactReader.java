package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.calendar.ZoneClock;
import io.engagement.internal.calendar.ZoneCodes;
import io.engagement.measure.StateLayout;

/**
 * A {@link ContactPolicy} over the slots of a layout that keeps its measures: for whoever stores states, as the live store and
 * Spark do. Asking makes no object. Thread-safe.
 *
 * <p>The slots hold what happened until some instant. Asked of an earlier one, contacts after it count too.
 */
public final class ContactReader {
    /** Only the customer can change it. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double NO_CONTACT = Double.NEGATIVE_INFINITY;

    private final ContactPolicy policy;
    private final QuietHours quiet;
    private final Cap[] caps;

    /** Where the slots begin. */
    private final int wishes;

    /** After the latest of all contacts. */
    private final int contactsEnd;

    /** After the latest contact that can be withheld. */
    private final int withheldEnd;

    private final int acts;
    private final int complaints;
    private final int answers;

    /** A cap and the slot of the n-th last contact that counts. */
    private record Cap(ContactCap cap, int slot, CapRule rule) {}

    ContactReader(ContactPolicy policy, StateLayout layout) {
        this.policy = policy;
        PolicyMeasures measures = policy.kept();
        this.quiet = QuietHours.of(policy.quietHours());
        this.wishes = layout.place(measures.wishes());
        this.contactsEnd = measures.contacts().end(layout);
        this.withheldEnd = measures.withheld().end(layout);
        this.acts = layout.place(measures.acts());
        this.complaints = layout.place(measures.complaints());
        this.answers = layout.place(measures.answers());
        this.caps = policy.caps().stream()
                .map(cap -> new Cap(cap, measures.of(cap).end(layout) - cap.most(), CapRule.of(cap.span())))
                .toArray(Cap[]::new);
    }

    /**
     * Why a contact may be made, or may not.
     *
     * @param slots the customer's slots, among others
     * @param offset where the customer's begin
     * @param channel through which
     * @param purpose what for
     * @param epochMilli when, milliseconds since 1970
     * @return the first reason in the order of {@link ContactReason}
     * @throws IllegalArgumentException if the channel is not one of the policy's
     */
    public ContactReason reason(double[] slots, int offset, Channel channel, Purpose purpose, long epochMilli) {
        if (policy.isService(purpose)) {
            return ContactReason.SERVICE;
        }
        ContactReason never = neverBy(slots, offset, policy.bit(channel));
        if (never != ContactReason.ALLOWED) {
            return never;
        }
        double at = epochMilli;
        if (statedFreeFrom(slots, offset) > at) {
            return ContactReason.STATED_LIMIT;
        }
        if (answeredFrom(slots, offset) > at) {
            return ContactReason.OPEN_COMPLAINT;
        }
        if (capsFreeFrom(slots, offset, channel, purpose) > at) {
            return ContactReason.COMPANY_CAP;
        }
        if (quiet.firstFree(clock(slots, offset), epochMilli) > epochMilli) {
            return ContactReason.QUIET_HOURS;
        }
        return restedFrom(slots, offset) > at ? ContactReason.FATIGUE : ContactReason.ALLOWED;
    }

    /**
     * From when on a contact may be made, if nothing happens until then.
     *
     * @param slots the customer's slots, among others
     * @param offset where the customer's begin
     * @param channel through which
     * @param purpose what for
     * @param epochMilli from when on it is asked, milliseconds since 1970
     * @return that instant if it may be made then, else the first later one, or {@link #NEVER}
     * @throws IllegalArgumentException if the channel is not one of the policy's
     */
    public long firstYes(double[] slots, int offset, Channel channel, Purpose purpose, long epochMilli) {
        if (policy.isService(purpose)) {
            return epochMilli;
        }
        double free = statedFreeFrom(slots, offset);
        if (free == Double.POSITIVE_INFINITY || neverBy(slots, offset, policy.bit(channel)) != ContactReason.ALLOWED) {
            return NEVER;
        }
        free = Math.max(free, answeredFrom(slots, offset));
        free = Math.max(free, capsFreeFrom(slots, offset, channel, purpose));
        free = Math.max(free, restedFrom(slots, offset));
        // Each of these stays free when nothing happens; the hours of the week come and go.
        return quiet.firstFree(clock(slots, offset), free > epochMilli ? (long) free : epochMilli);
    }

    private ContactReason neverBy(double[] slots, int offset, long bit) {
        int at = offset + wishes;
        boolean consents = (bits(slots[at + ContactWishes.CONSENTED]) & bit) != 0;
        boolean denies = (bits(slots[at + ContactWishes.DENIED]) & bit) != 0;
        if (denies || (!consents && policy.needsConsent())) {
            return ContactReason.CONSENT;
        }
        return (bits(slots[at + ContactWishes.REFUSED]) & bit) != 0
                ? ContactReason.REFUSED_CHANNEL
                : ContactReason.ALLOWED;
    }

    /** Of whom nothing is known, no bit is set. */
    private static long bits(double slot) {
        return (long) slot;
    }

    private double statedFreeFrom(double[] slots, int offset) {
        double limit = slots[offset + wishes + ContactWishes.LIMIT];
        if (Double.isNaN(limit)) {
            return NO_CONTACT;
        }
        return limit == 0
                ? Double.POSITIVE_INFINITY
                : slots[offset + contactsEnd - (int) limit] + slots[offset + wishes + ContactWishes.PERIOD];
    }

    private double answeredFrom(double[] slots, int offset) {
        double complained = slots[offset + complaints];
        return slots[offset + answers] > complained ? NO_CONTACT : complained + policy.complaintMillis();
    }

    private double capsFreeFrom(double[] slots, int offset, Channel channel, Purpose purpose) {
        double free = NO_CONTACT;
        for (Cap each : caps) {
            if (each.cap.concerns(channel, purpose)) {
                free = Math.max(free, each.rule.freeFrom(slots[offset + each.slot]));
            }
        }
        return free;
    }

    private double restedFrom(double[] slots, int offset) {
        int inARow = policy.unanswered();
        boolean tired = inARow > 0 && slots[offset + withheldEnd - inARow] > slots[offset + acts];
        return tired ? slots[offset + withheldEnd - 1] + policy.restMillis() : NO_CONTACT;
    }

    private ZoneClock clock(double[] slots, int offset) {
        return ZoneCodes.clock(slots[offset + wishes + ContactWishes.ZONE], quiet.clock());
    }
}
