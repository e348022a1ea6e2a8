package io.engagement.dialogue.goals;

import io.engagement.fit.Interval;
import io.engagement.proportion.Share;
import java.util.Locale;
import java.util.Objects;

/**
 * How far a base is from the customers that are wanted. Immutable.
 *
 * @param name of the wanted segment
 * @param wanted the share of customers that shall be of it
 * @param customers how many there are
 * @param inside how many are of the segment
 * @param near how many miss it by one attribute
 * @param unknown how many may be of it: an attribute is not known
 * @param newcomers whose first interaction came in the last 90 days
 * @param newInside how many of the newcomers are of the segment
 */
public record TargetDistance(
        String name,
        double wanted,
        long customers,
        long inside,
        long near,
        long unknown,
        long newcomers,
        long newInside) {
    private static final double LEVEL = 0.95;

    /**
     * Checks what is given.
     *
     * @param name of the wanted segment
     * @param wanted the share of customers that shall be of it
     * @param customers how many there are
     * @param inside how many are of the segment
     * @param near how many miss it by one attribute
     * @param unknown how many may be of it
     * @param newcomers whose first interaction came lately
     * @param newInside how many of the newcomers are of the segment
     */
    public TargetDistance {
        Objects.requireNonNull(name, "name");
    }

    /**
     * The share of customers who are of the segment.
     *
     * @return from 0 to 1; NaN without customers
     */
    public double share() {
        return (double) inside / customers;
    }

    /**
     * The share of newcomers who are of the segment.
     *
     * @return from 0 to 1; NaN without newcomers
     */
    public double newShare() {
        return (double) newInside / newcomers;
    }

    /**
     * The interval of the share of newcomers: whether the base moves towards the segment.
     *
     * @return of 95 % (Jeffreys); NaN without newcomers
     */
    public Interval newInterval() {
        return newcomers == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Share(newInside + 0.5, newcomers - newInside + 0.5).interval(LEVEL);
    }

    /**
     * How far it is to go.
     *
     * @return the wanted share less the present one, 0 if it is reached; NaN without customers
     */
    public double gap() {
        return Math.max(0, wanted - share());
    }

    /**
     * How many customers of the segment must be won for the wanted share, if nobody leaves.
     *
     * @return 0 if it is reached; infinite if all shall be of it and some are not
     */
    public double missing() {
        double more = Math.ceil((wanted * customers - inside) / (1 - wanted) - 1e-9);
        return gap() > 0 ? more : 0;
    }

    /**
     * For a reader.
     *
     * @return one line, ended by {@code \n}
     */
    @Override
    public String toString() {
        String goal = gap() > 0
                ? String.format(Locale.ROOT, "%.1f %% are wanted, %,.0f more such customers", 100 * wanted, missing())
                : String.format(Locale.ROOT, "the wanted %.1f %% are reached", 100 * wanted);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d customers, %.1f %%; %s. %,d miss it by one attribute, of %,d it is not known. Of %,d who came in"
                        + " the last 90 days %.1f %% (%.1f to %.1f) are of it.\n",
                name,
                inside,
                customers,
                100 * share(),
                goal,
                near,
                unknown,
                newcomers,
                100 * newShare(),
                100 * newInterval().lower(),
                100 * newInterval().upper());
    }
}
