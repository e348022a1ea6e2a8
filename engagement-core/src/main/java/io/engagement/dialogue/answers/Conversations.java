package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which interactions of a customer belong together: those of one conversation id; of those without, each channel's with no
 * longer gap than a given one. What machines did belongs to none of these.
 */
final class Conversations {
    private final LogView view;
    private final KindRoles roles;
    private final long gap;
    private final int[] current;
    private final long[] last;
    private final Map<String, Integer> named = new HashMap<>();
    /** When contacts that have ids were. */
    private final Map<String, Long> contacts = new HashMap<>();
    private int start;
    private int count;
    private int[] numbers = new int[16];
    private boolean[] first = new boolean[16];
    private boolean[] isNamed = new boolean[16];
    private boolean replies;

    Conversations(LogView view, KindRoles roles, long gap) {
        this.view = view;
        this.roles = roles;
        this.gap = gap;
        current = new int[roles.channels()];
        last = new long[roles.channels()];
    }

    void begin(int row) {
        start = view.start(row);
        int to = view.end(row);
        if (numbers.length < to - start) {
            numbers = new int[2 * (to - start)];
            first = new boolean[2 * (to - start)];
            isNamed = new boolean[2 * (to - start)];
        }
        Arrays.fill(current, -1);
        count = 0;
        replies = false;
        if (!named.isEmpty()) {
            named.clear();
        }
        for (int i = start; i < to; i++) {
            number(i);
        }
        // Numbers of queues are needed even where there is none.
        count = Math.max(count, 1);
        contactsThatAreAnswered(to);
    }

    private void number(int position) {
        replies |= view.inReplyTo(position) != null;
        int kind = view.kindIndex(position);
        int place = position - start;
        if (!roles.person(kind)) {
            return;
        }
        String name = view.conversation(position);
        isNamed[place] = name != null;
        int before = count;
        numbers[place] = name != null ? ofName(name) : ofChannel(roles.channel(kind), view.epochMilli(position));
        first[place] = count > before;
    }

    private int ofName(String name) {
        Integer known = named.putIfAbsent(name, count);
        return known == null ? count++ : known;
    }

    private int ofChannel(int channel, long at) {
        if (current[channel] < 0 || at - last[channel] > gap) {
            current[channel] = count++;
        }
        last[channel] = at;
        return current[channel];
    }

    private void contactsThatAreAnswered(int to) {
        if (!contacts.isEmpty()) {
            contacts.clear();
        }
        for (int i = start; i < to && replies; i++) {
            String id = roles.asks(view.kindIndex(i)) ? view.id(i) : null;
            if (id != null) {
                contacts.put(id, view.epochMilli(i));
            }
        }
    }

    /** How many there are, at least 1. */
    int count() {
        return count;
    }

    int of(int position) {
        return numbers[position - start];
    }

    /** Whether an interaction has begun its conversation. */
    boolean isFirst(int position) {
        return first[position - start];
    }

    /** Whether an interaction says itself to which conversation it belongs. */
    boolean isNamed(int position) {
        return isNamed[position - start];
    }

    /** Whether any of the customer's interactions replies to another. */
    boolean hasReplies() {
        return replies;
    }

    /** Whether an id is that of an ask's contact which is not later than an instant. */
    boolean isContact(String id, long at) {
        Long contact = contacts.get(id);
        return contact != null && contact <= at;
    }
}
