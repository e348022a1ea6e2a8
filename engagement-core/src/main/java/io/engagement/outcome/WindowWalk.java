package io.engagement.outcome;

import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.base.Positions;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.statistic.Consent;
import io.engagement.measure.WeekTimes;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What customers did about a contact: one walk along each customer's interactions up to the end of the windows. Not thread-safe. */
final class WindowWalk {
    /** How long a complaint waits at most. */
    private static final long OPEN = 30L * 86_400_000;

    private final Base base;
    private final LogView view;
    private final Marks marks;
    private final Campaign campaign;
    private final int number;
    private final Wave wave;
    private final Entries entries;
    private final Departures departures;
    private final Harms harms;
    private final Amounts amounts;

    private double spendShort;
    private double spendLong;
    private double costShort;
    private double costLong;
    private double before;
    private long complaint;
    private boolean optedOut;
    private boolean bought;
    private boolean contacted;
    /** Whether the log knows the contact. */
    private boolean logged;

    private int found;
    private int row;
    private long shortLength;
    private long rewardEnd;

    /** What is the same for all customers. */
    record Base(
            LogView view,
            OutcomeWindows windows,
            OutcomeRules rules,
            Marks marks,
            Roster roster,
            ContactIndex contacts,
            BitSet refusing,
            DayClock days,
            Optional<OwnGaps> gaps) {
        /** What no contact can change. */
        List<IntPredicate> unrelated() {
            return rules.unrelated().stream()
                    .map(filter -> Positions.of(filter, view))
                    .toList();
        }
    }

    /** Customers whose records may refuse a contact: they name a channel, or anything else of the customer. */
    static BitSet refusing(LogView view) {
        BitSet refusing = new BitSet();
        for (int row = 0; row < view.customers(); row++) {
            Customer customer = view.customer(row);
            refusing.set(
                    row,
                    !customer.preferences().refused().isEmpty()
                            || !customer.attributes().isEmpty());
        }
        return refusing;
    }

    WindowWalk(Base base, Campaign campaign, int number, Wave wave, Entries entries) {
        this.base = base;
        this.view = base.view();
        this.marks = base.marks();
        this.campaign = campaign;
        this.number = number;
        this.wave = wave;
        this.entries = entries;
        this.departures = new Departures(base.days(), base.gaps());
        this.harms = new Harms(view);
        this.amounts = new Amounts(view, marks, base.rules().margin());
    }

    /** Fills in one entry. */
    void fill(int entry) {
        long at = entries.at[entry];
        long shortEnd = base.windows().shortEnd(wave, at);
        long longBegin = base.windows().longBegin(wave, at);
        long longEnd = base.windows().longEnd(wave, at);
        long begin = at - (shortEnd - at);
        contacted = entries.contacted[entry];
        shortLength = shortEnd - at;
        rewardEnd = base.windows().rewardEnd(wave, at);
        int customer = entries.customer[entry];
        clear();
        if (base.roster().isKnown(customer)) {
            row = customer;
            int i = view.start(customer);
            int end = view.end(customer);
            for (; i < end && view.epochMilli(i) < at; i++) {
                before(i, begin);
            }
            boolean waits = isWaiting(at);
            for (; i < end && view.epochMilli(i) < longEnd; i++) {
                after(i, shortEnd, longBegin);
            }
            found |= departures.departed(at, longEnd) ? Entries.DEPARTED : 0;
            found |= departures.hadLeft() ? Entries.LEFT_BEFORE : 0;
            found |= contacted && !logged && waits ? Entries.DURING_COMPLAINT : 0;
        } else {
            found |= Entries.UNKNOWN | (base.roster().isAlike(customer) ? Entries.ALIKE : 0);
        }
        if (base.contacts().hasOther(customer, number, at, begin, longEnd)) {
            found |= Entries.OVERLAPPED;
        }
        if (contacted) {
            costShort += campaign.cost() + (bought ? campaign.reward() : 0);
            found |= !logged && isQuiet(at) ? Entries.OUTSIDE_HOURS : 0;
        }
        entries.flags[entry] = (short) found;
        entries.spendShort[entry] = spendShort;
        entries.spendLong[entry] = spendLong;
        entries.valueShort[entry] = amounts.margin() * spendShort - costShort;
        entries.valueLong[entry] = amounts.margin() * spendLong - costLong;
        entries.valueBefore[entry] = before;
    }

    private void clear() {
        departures.begin();
        harms.begin();
        spendShort = 0;
        spendLong = 0;
        costShort = 0;
        costLong = 0;
        before = 0;
        complaint = Long.MIN_VALUE;
        optedOut = false;
        bought = false;
        logged = false;
        found = 0;
    }

    private void before(int position, long begin) {
        int own = marks.of(position);
        long time = view.epochMilli(position);
        departures.before(own, time);
        harms.next(position, own);
        remember(own, time);
        if (time >= begin) {
            before += amounts.value(position, own);
            found |= (own & Marks.CONTACT) != 0 ? Entries.OVERLAPPED : 0;
        }
    }

    /** What makes a contact ill-timed. */
    private void remember(int own, long time) {
        if ((own & Marks.COMPLAINT) != 0) {
            complaint = time;
        } else if ((own & Marks.REMEDY) != 0) {
            complaint = Long.MIN_VALUE;
        }
        optedOut = (own & Marks.OPT_OUT) != 0 || (optedOut && (own & Marks.SIGN_UP) == 0);
    }

    private boolean isWaiting(long at) {
        return complaint < at && complaint >= at - OPEN;
    }

    private void after(int position, long shortEnd, long longBegin) {
        int own = marks.of(position);
        long time = view.epochMilli(position);
        departures.after(own, time);
        boolean isHarm = harms.next(position, own);
        if ((own & Marks.CONTACT) != 0) {
            contact(position, time, time < shortEnd);
        }
        remember(own, time);
        double spend = amounts.spend(position, own);
        double cost = amounts.cost(position, own);
        if (time < shortEnd) {
            spendShort += spend;
            costShort += cost;
            found |= isHarm ? Entries.HARMED : 0;
            found |= spend != 0 ? Entries.SPENT_SHORT : 0;
        } else if (time >= longBegin) {
            spendLong += spend;
            costLong += cost;
            found |= spend != 0 ? Entries.SPENT_LONG : 0;
        }
        bought |= spend > 0 && time < rewardEnd;
    }

    /**
     * Of this campaign in the short window it is the contact itself, or a reminder: customers are assigned at once, and mails follow
     * in hours or days. The held-out have no contact of their own, but that of a later wave.
     */
    private void contact(int position, long time, boolean isEarly) {
        InteractionKind kind = view.kinds().get(view.kindIndex(position));
        boolean isOwn = campaign.isLoggedAs(kind.campaign());
        if (isOwn && contacted && isEarly) {
            logged = true;
            found |= isQuiet(time) ? Entries.OUTSIDE_HOURS : 0;
            found |= isWaiting(time) ? Entries.DURING_COMPLAINT : 0;
            found |= isUnwanted(position, kind) ? Entries.AGAINST_PREFERENCE : 0;
        } else if (isOwn && !contacted && !base.contacts().has(row, number, time - shortLength + 1, time + 1)) {
            found |= Entries.CONTACTED_ANYWAY;
        } else {
            found |= Entries.OVERLAPPED;
        }
    }

    /** By what was known at the contact: the record is of today, and who opted out later in the log had not refused yet. */
    private boolean isUnwanted(int position, InteractionKind kind) {
        if (optedOut) {
            return true;
        }
        if (!base.refusing().get(row)) {
            return false;
        }
        Customer customer = view.customer(row);
        boolean isRefusedToday = customer.preferences().refused().contains(kind.channel())
                || Consent.denies(customer, kind.channel().name());
        return isRefusedToday && !optsOutAfter(position);
    }

    private boolean optsOutAfter(int position) {
        for (int i = position + 1; i < view.end(row); i++) {
            if ((marks.of(i) & Marks.OPT_OUT) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isQuiet(long at) {
        Optional<WeekTimes> quiet = base.rules().quietHours();
        return quiet.isPresent() && quiet.get().contains(Instant.ofEpochMilli(at));
    }
}
