package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import io.engagement.internal.base.Beginning;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Search;
import io.engagement.internal.text.Lengths;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/** What counts as pressure on a customer at an instant. Immutable. */
final class PressureLevels {
    /** 0 for what still runs. */
    private final long window;

    private PressureLevels(long window) {
        this.window = window;
    }

    /** Contacts within a time before an instant. */
    static PressureLevels contactsWithin(Duration window) {
        if (Millis.of(window) < 1) {
            throw new IllegalArgumentException("window must be at least a millisecond, was " + window);
        }
        return new PressureLevels(Millis.of(window));
    }

    /** Other asks that still run at an instant. */
    static PressureLevels running() {
        return new PressureLevels(0);
    }

    /** The first instant whose level is known; empty if nothing is. */
    OptionalLong firstKnown(LogView view) {
        OptionalLong began = Beginning.of(view);
        return began.isEmpty() ? began : OptionalLong.of(began.getAsLong() + window);
    }

    /** One customer's levels. For one thread. */
    static final class OfCustomer {
        private final Answers answers;
        private final long window;
        private int row = -1;
        private long[] contacts = new long[16];
        private int count;

        OfCustomer(Answers answers, PressureLevels levels) {
            this.answers = answers;
            this.window = levels.window;
        }

        private void begin(int customer) {
            row = customer;
            count = 0;
            LogView view = answers.view();
            for (int i = view.start(row); i < view.end(row) && window > 0; i++) {
                if (answers.roles().asks(view.kindIndex(i))) {
                    if (count == contacts.length) {
                        contacts = Arrays.copyOf(contacts, 2 * count);
                    }
                    contacts[count++] = view.epochMilli(i);
                }
            }
        }

        /** Contacts within the window before an instant. */
        int contacts(int customer, long at) {
            if (customer != row) {
                begin(customer);
            }
            return before(at) - before(at - window);
        }

        private int before(long at) {
            return Search.first(0, count, i -> contacts[i] >= at);
        }

        /** Other asks of a customer, whose asks stand from one on to before another, that run at an instant. */
        int running(AskColumns asks, int from, int to, long at) {
            int running = 0;
            for (int i = from; i < to && asks.first(i) <= at; i++) {
                running += answers.close(asks, i) >= at ? 1 : 0;
            }
            return running;
        }
    }

    boolean isRunning() {
        return window == 0;
    }

    /** The levels in words. */
    @Override
    public String toString() {
        return isRunning()
                ? "other asks running"
                : "contacts in the " + Lengths.words(Duration.ofMillis(window)) + " before";
    }
}
