package io.engagement.outcome.experiment;

import io.engagement.internal.text.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Which share of customers goes to which arm, as planned. The hold-out comes first, then the others by name. Immutable. */
public final class ArmShares {
    private static final double ROUNDING = 1e-9;

    private final Map<String, Double> shares;

    private ArmShares(Map<String, Double> shares) {
        this.shares = shares;
    }

    /**
     * Shares of arms.
     *
     * @param holdOut the arm that is not contacted
     * @param shares of all arms, the hold-out too: each above 0, together 1
     * @return the shares
     * @throws IllegalArgumentException if there are fewer than two arms, the hold-out is not among them, a share is not positive
     *     or they do not add up to 1
     */
    public static ArmShares of(String holdOut, Map<String, Double> shares) {
        if (!shares.containsKey(Assignments.present("holdOut", holdOut))) {
            throw Names.unknown("arm", holdOut, shares.keySet());
        }
        if (shares.size() < 2) {
            throw new IllegalArgumentException("beside the hold-out there must be an arm that is contacted");
        }
        Map<String, Double> ordered = new LinkedHashMap<>();
        ordered.put(holdOut, shares.get(holdOut));
        new TreeMap<>(shares).forEach(ordered::putIfAbsent);
        double sum = 0;
        for (Map.Entry<String, Double> each : ordered.entrySet()) {
            double share = Objects.requireNonNull(each.getValue(), "share");
            if (!(share > 0)) {
                throw new IllegalArgumentException(
                        "share of '" + Assignments.present("arm", each.getKey()) + "' must be above 0, was " + share);
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) < ROUNDING)) {
            throw new IllegalArgumentException("shares must add up to 1, but add up to " + sum);
        }
        return new ArmShares(Collections.unmodifiableMap(ordered));
    }

    /**
     * One arm that is contacted, and a hold-out.
     *
     * @param heldOut share that is not contacted, above 0 and below 1
     * @return arms {@code held out} and {@code treated}
     * @throws IllegalArgumentException if the share does not lie between 0 and 1
     */
    public static ArmShares heldOut(double heldOut) {
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new IllegalArgumentException("heldOut must be above 0 and below 1, was " + heldOut);
        }
        return of("held out", Map.of("held out", heldOut, "treated", 1 - heldOut));
    }

    /**
     * The arms.
     *
     * @return the hold-out first, then the others by name
     */
    public List<String> arms() {
        return new ArrayList<>(shares.keySet());
    }

    /**
     * The arm that is not contacted.
     *
     * @return its name
     */
    public String holdOut() {
        return arms().get(0);
    }

    /**
     * An arm's share.
     *
     * @param arm its name
     * @return above 0 and below 1
     * @throws IllegalArgumentException if there is no such arm
     */
    public double share(String arm) {
        Double share = shares.get(arm);
        if (share == null) {
            throw Names.unknown("arm", arm, shares.keySet());
        }
        return share;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArmShares that
                && shares.equals(that.shares)
                && holdOut().equals(that.holdOut());
    }

    @Override
    public int hashCode() {
        return shares.hashCode();
    }

    @Override
    public String toString() {
        return shares.toString();
    }
}
