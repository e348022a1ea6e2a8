package io.engagement.dialogue.answers;

import io.engagement.domain.InteractionKind;
import io.engagement.internal.statistic.BuiltIn;
import io.engagement.internal.statistic.Near;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Asks of one side and how the other answered, from a fixed number of slots. An ask is a turn: contacts, each within the window
 * of the one before it, with no act of the other side between. So one ask is open at most, and no policy is needed to tell
 * which one an act answers. Acts of an instant come before its contacts. A window ends with the next eighth of its length,
 * counted from 1970, so that a few numbers tell how many have ended by any instant.
 *
 * <p>Slots: the last instant and whether it has acts; the first two instants and what they have; how the first turn went on,
 * which contacts of an earlier part may have begun; the open turn, and its last contact but that of the last instant; ended
 * asks, answers and their times; the same of windows that end after the last instant, by eighths.
 */
record AskTurns(Filter asks, Filter answers, long window) implements OrderedStatistic, BuiltIn, Near {
    private static final double CONTACT = 1;
    private static final double ACT = 2;

    private static final int LAST = 0;
    private static final int LAST_ACTS = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 5;
    /** Of the first and the second instant. */
    private static final int HAS_ACTS = 1;

    private static final int HAS_CONTACTS = 2;
    /** Whether the first turn is there, and over. */
    private static final int HEAD = 8;

    private static final int HEAD_LAST = 9;
    /** Infinite if it was not answered. */
    private static final int HEAD_ANSWER = 10;

    private static final int TURN_FIRST = 11;
    private static final int TURN_LAST = 12;
    /** The last contact of the open turn before the last instant. */
    private static final int TURN_BEFORE = 13;

    private static final int ENDED = 14;
    private static final int BASE = 17;
    private static final int RING = 18;
    private static final int STEPS = 8;
    /** Windows that have not ended at an instant end in one of so many steps. */
    private static final int PLACES = STEPS + 2;
    /** Asks, answers, sum of times. */
    private static final int WIDTH = 3;

    private static final int SLOTS = RING + PLACES * WIDTH;

    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double NO_ANSWER = Double.POSITIVE_INFINITY;
    private static final double NO_HEAD = 0;
    private static final double OPEN = 1;
    private static final double OVER = 2;

    @Override
    public String name() {
        return "ask_turns[" + asks + ", " + answers + ", " + window + " ms]";
    }

    @Override
    public int slots() {
        return SLOTS;
    }

    @Override
    public void reset(double[] s, int o) {
        Arrays.fill(s, o, o + SLOTS, 0);
        for (int slot : new int[] {LAST, FIRST, SECOND, HEAD_LAST, TURN_FIRST, TURN_LAST, TURN_BEFORE}) {
            s[o + slot] = NEVER;
        }
        s[o + HEAD_ANSWER] = NO_ANSWER;
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        if (asks.matches(kind, quantities)) {
            return CONTACT;
        }
        return answers.matches(kind, quantities) ? ACT : 0;
    }

    @Override
    public double latest(double[] s, int o) {
        return s[o + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
        Statistic.requireInOrder(at, latest(s, o));
        advance(at, s, o);
        note(at, weight, s, o);
        if (weight == CONTACT) {
            contact(at, s, o);
        } else {
            act(at, s, o);
        }
    }

    @Override
    public int near() {
        return RING;
    }

    /** Windows that have ended by an instant are ended for good. */
    private void advance(double at, double[] s, int o) {
        if (at == s[o + LAST]) {
            return;
        }
        s[o + LAST_ACTS] = 0;
        double next = Math.floor(at / step()) + 1;
        if (s[o + LAST] != NEVER) {
            double past = Math.min(next, s[o + BASE] + PLACES);
            for (double bucket = s[o + BASE]; bucket < past; bucket++) {
                int place = place(bucket, o);
                for (int i = 0; i < WIDTH; i++) {
                    s[o + ENDED + i] += s[place + i];
                    s[place + i] = 0;
                }
            }
        }
        s[o + LAST] = at;
        s[o + BASE] = next;
    }

    private double step() {
        long eighth = (window + STEPS - 1) / STEPS;
        return eighth;
    }

    private static int place(double bucket, int o) {
        return o + RING + WIDTH * Math.floorMod((long) bucket, PLACES);
    }

    private void note(double at, double weight, double[] s, int o) {
        if (weight == ACT) {
            s[o + LAST_ACTS] = 1;
        }
        if (s[o + FIRST] == NEVER || s[o + FIRST] == at) {
            mark(FIRST, at, weight, s, o);
        } else if (s[o + SECOND] == NEVER || s[o + SECOND] == at) {
            mark(SECOND, at, weight, s, o);
        }
    }

    private static void mark(int instant, double at, double weight, double[] s, int o) {
        s[o + instant] = at;
        s[o + instant + (weight == ACT ? HAS_ACTS : HAS_CONTACTS)] = 1;
    }

    private void contact(double at, double[] s, int o) {
        if (s[o + TURN_LAST] == at) {
            return;
        }
        if (at <= s[o + TURN_LAST] + window) {
            s[o + TURN_BEFORE] = s[o + TURN_LAST];
            s[o + TURN_LAST] = at;
            return;
        }
        if (s[o + TURN_LAST] != NEVER) {
            end(s[o + TURN_LAST], NO_ANSWER, s, o);
        }
        begin(at, s, o);
    }

    private static void begin(double at, double[] s, int o) {
        s[o + TURN_FIRST] = at;
        s[o + TURN_LAST] = at;
        s[o + TURN_BEFORE] = NEVER;
        if (s[o + HEAD] == NO_HEAD && (at == s[o + FIRST] || isSecondAndAlone(at, s, o))) {
            s[o + HEAD] = OPEN;
        }
    }

    /** Whether an instant is the second one after one without contacts. */
    private static boolean isSecondAndAlone(double at, double[] s, int o) {
        return at == s[o + SECOND] && s[o + FIRST + HAS_CONTACTS] == 0;
    }

    private void act(double at, double[] s, int o) {
        if (s[o + TURN_LAST] == at) {
            // Acts come before the contacts of their instant: these begin a turn of their own.
            if (s[o + TURN_BEFORE] != NEVER) {
                end(s[o + TURN_BEFORE], at, s, o);
                begin(at, s, o);
            }
        } else if (s[o + TURN_LAST] != NEVER) {
            end(s[o + TURN_LAST], at <= s[o + TURN_LAST] + window ? at : NO_ANSWER, s, o);
        }
    }

    /** Ends the open turn. */
    private void end(double last, double answer, double[] s, int o) {
        if (s[o + HEAD] == OPEN) {
            s[o + HEAD] = OVER;
            s[o + HEAD_LAST] = last;
            s[o + HEAD_ANSWER] = answer;
        } else {
            record(s[o + TURN_FIRST], last, answer, s, o);
        }
        s[o + TURN_FIRST] = NEVER;
        s[o + TURN_LAST] = NEVER;
        s[o + TURN_BEFORE] = NEVER;
    }

    private void record(double first, double last, double answer, double[] s, int o) {
        double bucket = bucket(last);
        int place = bucket < s[o + BASE] ? o + ENDED : place(bucket, o);
        s[place]++;
        if (answer != NO_ANSWER) {
            s[place + 1]++;
            s[place + 2] += answer - first;
        }
    }

    /** The step at whose end the window after a last contact has ended. */
    private double bucket(double last) {
        return Math.ceil((last + window) / step());
    }

    /** Where the first turn began: at the first instant with contacts, of the first two. */
    private static double headFirst(double[] s, int o) {
        return s[o + FIRST + HAS_CONTACTS] == 1 ? s[o + FIRST] : s[o + SECOND];
    }

    @Override
    public void merge(double[] s, int o, double[] t, int p) {
        if (t[p + LAST] == NEVER) {
            return;
        }
        if (s[o + LAST] == NEVER) {
            System.arraycopy(t, p, s, o, SLOTS);
            return;
        }
        Statistic.requireInOrder(t[p + FIRST], latest(s, o));
        double upTo = t[p + FIRST];
        instant(FIRST, t, p, s, o);
        // What the first instant leaves open here and not there meets the second one.
        if (s[o + TURN_LAST] != NEVER && t[p + FIRST + HAS_CONTACTS] == 0 && t[p + SECOND] != NEVER) {
            upTo = t[p + SECOND];
            instant(SECOND, t, p, s, o);
        }
        if (upTo < t[p + LAST]) {
            mergeRest(upTo, s, o, t, p);
        }
    }

    private void instant(int instant, double[] t, int p, double[] s, int o) {
        if (t[p + instant + HAS_ACTS] == 1) {
            enter(t[p + instant], ACT, none -> Double.NaN, s, o);
        }
        if (t[p + instant + HAS_CONTACTS] == 1) {
            enter(t[p + instant], CONTACT, none -> Double.NaN, s, o);
        }
    }

    /** From an instant on after which both parts go on alike, but for where the open turn began. */
    private void mergeRest(double upTo, double[] s, int o, double[] t, int p) {
        boolean begun = t[p + HEAD] != NO_HEAD && headFirst(t, p) <= upTo;
        double first = begun ? s[o + TURN_FIRST] : headFirst(t, p);
        boolean isHead = begun ? s[o + HEAD] == OPEN : isHeadOfBoth(s, o);
        if (s[o + SECOND] == NEVER) {
            System.arraycopy(t, p + SECOND, s, o + SECOND, HEAD - SECOND);
        }
        advance(t[p + LAST], s, o);
        s[o + LAST_ACTS] = t[p + LAST_ACTS];
        for (int i = 0; i < WIDTH; i++) {
            s[o + ENDED + i] += t[p + ENDED + i];
        }
        for (int i = RING; i < SLOTS; i++) {
            s[o + i] += t[p + i];
        }
        if (t[p + HEAD] != NO_HEAD) {
            mergeHead(isHead, first, s, o, t, p);
        }
        s[o + TURN_FIRST] = t[p + HEAD] == OPEN ? first : t[p + TURN_FIRST];
        s[o + TURN_LAST] = t[p + TURN_LAST];
        s[o + TURN_BEFORE] = t[p + TURN_BEFORE];
    }

    /** Whether a turn that begins with the later part's second instant is the first one of both. */
    private static boolean isHeadOfBoth(double[] s, int o) {
        return s[o + SECOND] == NEVER && s[o + FIRST + HAS_CONTACTS] == 0;
    }

    private void mergeHead(boolean isHead, double first, double[] s, int o, double[] t, int p) {
        if (isHead) {
            System.arraycopy(t, p + HEAD, s, o + HEAD, TURN_FIRST - HEAD);
        } else if (t[p + HEAD] == OVER) {
            record(first, t[p + HEAD_LAST], t[p + HEAD_ANSWER], s, o);
        }
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        for (int i = 0; i < SLOTS; i++) {
            if (Double.isNaN(s[o + i]) || (i >= ENDED && !(s[o + i] >= 0 || i == BASE))) {
                return false;
            }
        }
        boolean empty = s[o + LAST] == NEVER;
        return empty == (s[o + FIRST] == NEVER)
                && s[o + FIRST] <= s[o + LAST]
                && s[o + LAST] <= latest
                && s[o + SECOND] <= s[o + LAST]
                && (s[o + SECOND] == NEVER || s[o + SECOND] > s[o + FIRST])
                && s[o + TURN_FIRST] <= s[o + TURN_LAST]
                && s[o + TURN_LAST] <= s[o + LAST]
                && (s[o + TURN_LAST] == NEVER) == (s[o + TURN_FIRST] == NEVER)
                && isPossibleHead(s, o)
                && (empty || s[o + BASE] == Math.floor(s[o + LAST] / step()) + 1);
    }

    private static boolean isPossibleHead(double[] s, int o) {
        double head = s[o + HEAD];
        return head == NO_HEAD
                || (head == OPEN && s[o + TURN_LAST] != NEVER)
                || (head == OVER && s[o + HEAD_LAST] >= headFirst(s, o) && s[o + HEAD_ANSWER] > s[o + HEAD_LAST]);
    }

    @Override
    public double least(double[] s, int o) {
        double sum = s[o + ENDED] + s[o + ENDED + 1];
        for (int place = RING; place < SLOTS; place += WIDTH) {
            sum += s[o + place] + s[o + place + 1];
        }
        sum += s[o + HEAD] == OVER ? (s[o + HEAD_ANSWER] == NO_ANSWER ? 1 : 2) : 0;
        sum += s[o + TURN_LAST] == NEVER ? 0 : 1;
        return sum;
    }

    /** Of asks whose windows have ended: how many, how many answered, or the sum of their times. */
    private double ended(int which, double[] s, int o, double now) {
        double sum = s[o + ENDED + which];
        if (s[o + LAST] == NEVER) {
            return sum;
        }
        for (double bucket = s[o + BASE]; bucket < s[o + BASE] + PLACES && bucket * step() <= now; bucket++) {
            sum += s[place(bucket, o) + which];
        }
        if (s[o + HEAD] == OVER && bucket(s[o + HEAD_LAST]) * step() <= now) {
            sum += ofOne(which, s[o + HEAD_ANSWER] - headFirst(s, o));
        }
        if (s[o + TURN_LAST] != NEVER && bucket(s[o + TURN_LAST]) * step() <= now) {
            sum += ofOne(which, NO_ANSWER);
        }
        return sum;
    }

    private static double ofOne(int which, double time) {
        if (which == 0) {
            return 1;
        }
        if (time == NO_ANSWER) {
            return 0;
        }
        return which == 1 ? 1 : time;
    }

    double asked(double[] s, int o, double now) {
        return ended(0, s, o, now);
    }

    double answered(double[] s, int o, double now) {
        return ended(1, s, o, now);
    }

    double rate(double[] s, int o, double now) {
        double asked = asked(s, o, now);
        return asked == 0 ? Double.NaN : answered(s, o, now) / asked;
    }

    double meanTime(double[] s, int o, double now) {
        double answered = answered(s, o, now);
        return answered == 0 ? Double.NaN : ended(2, s, o, now) / answered;
    }

    /** How long an ask has waited that can still be answered; NaN if there is none. */
    double waiting(double[] s, int o, double now) {
        boolean waits = s[o + TURN_LAST] != NEVER && now <= s[o + TURN_LAST] + window;
        return waits ? now - s[o + TURN_FIRST] : Double.NaN;
    }
}
