package io.engagement.outcome.observational;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * In which period each customer of a panel was first contacted. Customers count as not contacted up to then: what they did
 * between becoming customers and the contact is nobody's effect (immortal time). Immutable.
 */
public final class FirstContacts {
    /** The period of who was never contacted. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final int[] periods;
    private final boolean selfSelected;

    private FirstContacts(int[] periods, boolean selfSelected) {
        this.periods = periods;
        this.selfSelected = selfSelected;
    }

    /**
     * Contacts by the company, from the log that the panel was made of.
     *
     * @param panel of the view
     * @param view whose rows are the panel's
     * @param contacts which interactions are contacts, of a campaign say; only the company's own may be among them
     * @return the first ones
     * @throws IllegalArgumentException if something that a customer did would count as a contact, or the panel is not of the view
     */
    public static FirstContacts of(Panel panel, LogView view, Filter contacts) {
        ownAct(view, contacts).ifPresent(kind -> {
            throw new IllegalArgumentException("who is treated must not be defined by what the customer did, but "
                    + kind
                    + " passes " + contacts + ": those who view or click differ from the others anyway. Take what the "
                    + "company sent, or say observational(..), which is described and never claimed");
        });
        return new FirstContacts(first(panel, view, contacts), false);
    }

    /**
     * A treatment that may be of the customers' own making, such as viewing: effects are computed and never claimed.
     *
     * @param panel of the view
     * @param view whose rows are the panel's
     * @param acts which interactions
     * @return the first ones
     * @throws IllegalArgumentException if the panel is not of the view
     */
    public static FirstContacts observational(Panel panel, LogView view, Filter acts) {
        return new FirstContacts(first(panel, view, acts), ownAct(view, acts).isPresent());
    }

    private static Optional<InteractionKind> ownAct(LogView view, Filter filter) {
        IntPredicate passes = Positions.of(filter, view);
        IntPredicate company = Positions.of(Sides.CONTACTS, view);
        for (int row = 0; row < view.customers(); row++) {
            for (int p = view.start(row); p < view.end(row); p++) {
                if (passes.test(p) && !company.test(p)) {
                    return Optional.of(view.kinds().get(view.kindIndex(p)));
                }
            }
        }
        return Optional.empty();
    }

    private static int[] first(Panel panel, LogView view, Filter filter) {
        if (panel.units() != view.customers()) {
            throw new IllegalArgumentException("the panel has " + panel.units() + " customers, the view "
                    + view.customers() + ": make it of this view");
        }
        IntPredicate passes = Positions.of(filter, view);
        int[] periods = new int[panel.units()];
        for (int row = 0; row < periods.length; row++) {
            periods[row] = NEVER;
            for (int p = view.end(row) - 1; p >= view.start(row); p--) {
                if (passes.test(p)) {
                    periods[row] = panel.periodOf(Instant.ofEpochMilli(view.epochMilli(p)));
                }
            }
        }
        return periods;
    }

    /**
     * Contacts at instants, of a campaign's table of recipients.
     *
     * @param panel of a log
     * @param byCustomer the first contact of each; others were never contacted, ids that the panel lacks do not matter
     * @return the first contacts
     * @throws IllegalArgumentException if the panel is not of a log
     */
    public static FirstContacts at(Panel panel, Map<String, Instant> byCustomer) {
        Map<String, Integer> periods = new TreeMap<>();
        byCustomer.forEach((id, at) -> periods.put(id, panel.periodOf(at)));
        return inPeriods(panel, periods);
    }

    /**
     * Contacts by period.
     *
     * @param panel whose units
     * @param byUnit the period of the first contact of each; others were never contacted, ids that the panel lacks do not matter
     * @return the first contacts
     */
    public static FirstContacts inPeriods(Panel panel, Map<String, Integer> byUnit) {
        int[] periods = new int[panel.units()];
        Arrays.setAll(periods, row -> byUnit.getOrDefault(panel.unit(row), NEVER));
        return new FirstContacts(periods, false);
    }

    /**
     * Contacts by row.
     *
     * @param panel whose rows
     * @param period of a row's first contact; {@link #NEVER}, or one before the panel's first for who takes no part
     * @return the first contacts
     */
    public static FirstContacts ofRows(Panel panel, IntUnaryOperator period) {
        int[] periods = new int[panel.units()];
        Arrays.setAll(periods, period);
        return new FirstContacts(periods, false);
    }

    /**
     * Number of customers.
     *
     * @return as many as the panel has
     */
    public int units() {
        return periods.length;
    }

    /**
     * Whether a customer was ever contacted.
     *
     * @param row of the panel
     * @return true if in any period, or before or after all of them
     */
    public boolean isContacted(int row) {
        return periods[row] != NEVER;
    }

    /**
     * Whether the treatment is of the customers' own making.
     *
     * @return true if effects of it are not to be claimed
     */
    public boolean isSelfSelected() {
        return selfSelected;
    }

    /** By its name; {@link #NEVER} if never. */
    int period(int row) {
        return periods[row];
    }
}
