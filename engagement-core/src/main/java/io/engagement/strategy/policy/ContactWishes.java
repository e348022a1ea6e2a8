package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.internal.calendar.ZoneCodes;
import io.engagement.internal.statistic.BuiltIn;
import io.engagement.internal.statistic.Consent;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.CustomerStatistic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a customer wants, as the record has it. Slots: the limit of contacts, its period in milliseconds, the zone's code, and three
 * sets of channels as bits in their order: consented, not consented, refused.
 *
 * @param channels their names, in their order
 * @param mostLimit the largest limit that can be kept
 */
record ContactWishes(List<String> channels, int mostLimit) implements CustomerStatistic, BuiltIn {
    static final int LIMIT = 0;
    static final int PERIOD = 1;
    static final int ZONE = 2;
    static final int CONSENTED = 3;
    static final int DENIED = 4;
    static final int REFUSED = 5;

    /** Bits that a double holds exactly. */
    static final int MOST_CHANNELS = 52;

    /** A thousand years. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    Measure measure() {
        return Measure.of(
                this,
                (slots, offset, now, unit) -> slots[offset + LIMIT],
                "stated_contact_limit",
                "most contacts that the customer wants",
                Measure.Unit.COUNT);
    }

    @Override
    public String name() {
        return "contact_wishes[" + String.join(", ", channels) + "; " + mostLimit + "]";
    }

    @Override
    public int slots() {
        return 6;
    }

    @Override
    public String lack() {
        return "the customer's own limit of contacts";
    }

    @Override
    public void know(Customer customer, double[] slots, int offset) {
        Preferences stated = customer.preferences();
        double limit = stated.contactLimit().isPresent() ? limit(customer) : Double.NaN;
        double zone = zone(customer);
        long consented = consents(customer, true);
        long denied = consents(customer, false);
        slots[offset + LIMIT] = limit;
        slots[offset + PERIOD] = stated.limitPeriod().map(ContactWishes::millis).orElse(Double.NaN);
        slots[offset + ZONE] = zone;
        slots[offset + CONSENTED] = (double) consented;
        slots[offset + DENIED] = (double) denied;
        slots[offset + REFUSED] = (double) refused(stated);
    }

    private static double millis(Duration period) {
        return period.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : period.toMillis();
    }

    private double limit(Customer customer) {
        int limit = customer.preferences().contactLimit().orElseThrow();
        if (limit > mostLimit) {
            throw new IllegalArgumentException("the contact limit of customer " + customer.id() + " must be at most "
                    + mostLimit + " to be kept, was " + limit + ": take a policy withStatedLimitsUpTo(" + limit + ")");
        }
        return limit;
    }

    private static double zone(Customer customer) {
        Optional<String> id = customer.attribute(ContactPolicy.ZONE_ATTRIBUTE);
        if (id.isEmpty()) {
            return Double.NaN;
        }
        double code = ZoneCodes.code(id.get());
        if (Double.isNaN(code)) {
            throw new IllegalArgumentException("attribute " + ContactPolicy.ZONE_ATTRIBUTE + " of customer "
                    + customer.id() + " must be a zone such as Europe/Berlin or +02:00, was '" + id.get()
                    + "': correct it, or leave it out where it is not known");
        }
        return code;
    }

    /** The channels of which the record says so; what it says of one channel stands above what it says of all. */
    private long consents(Customer customer, boolean said) {
        long bits = 0;
        for (int i = 0; i < channels.size(); i++) {
            if (Consent.of(customer, channels.get(i))
                    .filter(each -> each == said)
                    .isPresent()) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private long refused(Preferences stated) {
        long bits = 0;
        for (int i = 0; i < channels.size(); i++) {
            if (stated.refused().contains(Channel.of(channels.get(i)))) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    @Override
    public boolean isPossible(double[] slots, int offset, double latest) {
        double limit = slots[offset + LIMIT];
        double period = slots[offset + PERIOD];
        boolean limits = Double.isNaN(limit)
                ? Double.isNaN(period)
                : limit >= 0 && limit <= mostLimit && limit == Math.rint(limit) && period >= 0;
        return limits
                && areBits(slots[offset + CONSENTED])
                && areBits(slots[offset + DENIED])
                && areBits(slots[offset + REFUSED]);
    }

    private boolean areBits(double bits) {
        return Double.isNaN(bits) || (bits >= 0 && bits < Math.scalb(1.0, channels.size()) && bits == Math.rint(bits));
    }
}
