package io.engagement.outcome;

import io.engagement.domain.Channel;
import io.engagement.history.LogView;
import java.util.HashSet;
import java.util.Set;

/**
 * Which of one customer's interactions after another do harm. Who opts out of a channel again without having signed up since, or leaves
 * again without having come back, has said so before: that is no new harm. Not thread-safe.
 */
final class Harms {
    private final LogView view;
    private final Set<Channel> optedOut = new HashSet<>();
    private boolean hasLeft;

    Harms(LogView view) {
        this.view = view;
    }

    /** Begins with a customer. */
    void begin() {
        optedOut.clear();
        hasLeft = false;
    }

    /** Whether the next interaction does harm. */
    boolean next(int position, int marks) {
        boolean isAgain = isAgain(position, marks);
        if ((marks & Marks.SIGN_UP) != 0) {
            optedOut.clear();
        }
        hasLeft &= (marks & Marks.BACK) == 0;
        return (marks & Marks.HARM) != 0 && !isAgain;
    }

    private boolean isAgain(int position, int marks) {
        if ((marks & Marks.OPT_OUT) != 0) {
            return !optedOut.add(view.kinds().get(view.kindIndex(position)).channel());
        }
        boolean leaves = (marks & Marks.LEAVING) != 0;
        boolean isAgain = leaves && hasLeft;
        hasLeft |= leaves;
        return isAgain;
    }
}
