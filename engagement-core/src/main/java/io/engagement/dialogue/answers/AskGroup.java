package io.engagement.dialogue.answers;

/** Groups of asks of one's own. Thread-safe. */
@FunctionalInterface
public interface AskGroup {
    /**
     * Which group an ask is in.
     *
     * @param row the customer's in the view
     * @param kind of its first contact, an index into the view's kinds
     * @param epochMilli when that was, milliseconds since 1970
     * @return from 0; negative if none
     */
    int of(int row, int kind, long epochMilli);
}
