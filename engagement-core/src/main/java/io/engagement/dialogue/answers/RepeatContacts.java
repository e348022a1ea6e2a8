package io.engagement.dialogue.answers;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Search;
import java.time.Duration;
import java.util.Objects;

/**
 * How often customers came back on the same matter after the company had answered: in the same conversation, or, where the
 * ask had none, for the same purpose.
 *
 * @param answered answers after which as long a time is known
 * @param repeated those after which the customer came back within it
 * @param byPurpose those of {@code answered} whose asks had no conversation, so that the purpose tells the matter
 * @param within the time
 */
public record RepeatContacts(long answered, long repeated, long byPurpose, Duration within) {
    /**
     * Checks that nothing is missing.
     *
     * @param answered answers after which as long a time is known
     * @param repeated those after which the customer came back within it
     * @param byPurpose those of {@code answered} whose asks had no conversation
     * @param within the time
     */
    public RepeatContacts {
        Objects.requireNonNull(within, "within");
    }

    static RepeatContacts of(Answers answers, Duration within) {
        if (Millis.of(within) < 1) {
            throw new IllegalArgumentException("within must be at least a millisecond, was " + within);
        }
        RepeatContacts all = new RepeatContacts(0, 0, 0, within);
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                boolean seen =
                        asks.answered(i) != AskColumns.NEVER && asks.answered(i) + Millis.of(within) <= answers.asOf();
                if (seen && answers.isChosen(asks, i)) {
                    all = all.plus(answers, asks, i);
                }
            }
        }
        return all;
    }

    private RepeatContacts plus(Answers answers, AskColumns asks, int ask) {
        LogView view = answers.view();
        int row = asks.row(ask);
        int contact = firstAt(view, row, asks.first(ask));
        while (view.kindIndex(contact) != asks.kind(ask)) {
            contact++;
        }
        double conversation = view.conversationKey(contact);
        boolean named = !Double.isNaN(conversation);
        Purpose purpose = view.kinds().get(asks.kind(ask)).purpose();
        long until = asks.answered(ask) + Millis.of(within);
        boolean back = false;
        int next = firstAt(view, row, asks.answered(ask) + 1);
        for (int i = next; i < view.end(row) && view.epochMilli(i) <= until && !back; i++) {
            boolean same = named
                    ? view.conversationKey(i) == conversation
                    : view.kinds().get(view.kindIndex(i)).purpose().equals(purpose);
            back = same && answers.isOwnAct(view.kindIndex(i));
        }
        return new RepeatContacts(answered + 1, repeated + (back ? 1 : 0), byPurpose + (named ? 0 : 1), within);
    }

    /** The first position that is not before an instant. */
    private static int firstAt(LogView view, int row, long at) {
        return Search.first(view.start(row), view.end(row), i -> view.epochMilli(i) >= at);
    }

    /**
     * The share after which the customer came back.
     *
     * @return from 0 to 1; NaN if nothing was answered
     */
    public double share() {
        return answered == 0 ? Double.NaN : (double) repeated / answered;
    }
}
