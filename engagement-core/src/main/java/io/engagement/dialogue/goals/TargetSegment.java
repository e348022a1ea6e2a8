package io.engagement.dialogue.goals;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which customers are wanted: those whose attributes have the texts that are named. Attributes enter only by being named here.
 * Immutable.
 */
public final class TargetSegment {
    private static final Duration LATELY = Duration.ofDays(90);

    private final String name;
    private final Map<String, Set<String>> wanted;
    private final double share;

    private TargetSegment(String name, Map<String, Set<String>> wanted, double share) {
        this.name = name;
        this.wanted = wanted;
        this.share = share;
    }

    /**
     * All customers, to be narrowed.
     *
     * @param name of the segment
     * @return the segment, of which all customers shall be
     */
    public static TargetSegment of(String name) {
        return new TargetSegment(Objects.requireNonNull(name, "name"), new TreeMap<>(), 1);
    }

    /**
     * The same with one more attribute.
     *
     * @param attribute of customers
     * @param texts of which one is wanted, at least one
     * @return the changed copy
     * @throws IllegalArgumentException if no text is named
     */
    public TargetSegment with(String attribute, String... texts) {
        if (texts.length == 0) {
            throw new IllegalArgumentException("attribute " + attribute + " must have a wanted text, had none");
        }
        Map<String, Set<String>> more = new TreeMap<>(wanted);
        more.put(
                Objects.requireNonNull(attribute, "attribute"),
                Collections.unmodifiableSet(new TreeSet<>(Set.of(texts))));
        return new TargetSegment(name, more, share);
    }

    /**
     * The same with the share of customers that shall be of the segment.
     *
     * @param goal above 0, at most 1
     * @return the changed copy
     * @throws IllegalArgumentException if the share is out of its range
     */
    public TargetSegment withShare(double goal) {
        return new TargetSegment(name, wanted, Checks.within("share", goal, Double.MIN_VALUE, 1));
    }

    /**
     * Its name.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    /**
     * The share of customers that shall be of the segment.
     *
     * @return above 0, at most 1
     */
    public double share() {
        return share;
    }

    /**
     * Whether a customer is of the segment.
     *
     * @param customer the customer
     * @return false too if an attribute is not known
     */
    public boolean contains(Customer customer) {
        return missed(customer) == 0;
    }

    /** How many of the attributes are others, or not known. */
    private long missed(Customer customer) {
        return wanted.entrySet().stream()
                .filter(each -> customer.attribute(each.getKey())
                        .filter(each.getValue()::contains)
                        .isEmpty())
                .count();
    }

    private boolean isUnknown(Customer customer) {
        return wanted.keySet().stream()
                .anyMatch(each -> customer.attribute(each).isEmpty());
    }

    /**
     * How far the customers of a view are from the segment.
     *
     * @param view the interactions as of an instant
     * @return the distance
     */
    public TargetDistance distance(LogView view) {
        Instant since = view.asOf().minus(LATELY);
        long inside = 0;
        long near = 0;
        long unknown = 0;
        long newcomers = 0;
        long newInside = 0;
        for (int row = 0; row < view.customers(); row++) {
            Customer customer = view.customer(row);
            boolean isInside = contains(customer);
            inside += isInside ? 1 : 0;
            near += missed(customer) == 1 ? 1 : 0;
            unknown += !isInside && isUnknown(customer) ? 1 : 0;
            if (view.start(row) < view.end(row) && view.epochMilli(view.start(row)) > Millis.of(since)) {
                newcomers++;
                newInside += isInside ? 1 : 0;
            }
        }
        return new TargetDistance(name, share, view.customers(), inside, near, unknown, newcomers, newInside);
    }
}
