package io.engagement.dialogue.answers;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.ConversationRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which interactions of a customer belong together, by a {@link ConversationRule}. For one thread, customer after customer. */
final class Conversations {
    private final LogView view;
    private final KindRoles roles;
    private final int[] family;
    private final long[] gap;
    private final int[] current;
    private final long[] last;
    private final Map<Double, Integer> named = new HashMap<>();
    /** When contacts that have ids were, by the keys of these. */
    private final Map<Double, Long> contacts = new HashMap<>();

    private int start;
    private int count;
    private int[] numbers = new int[16];
    private boolean[] first = new boolean[16];
    private boolean[] isNamed = new boolean[16];
    private boolean replies;

    Conversations(LogView view, KindRoles roles, ConversationRule rule) {
        this.view = view;
        this.roles = roles;
        List<InteractionKind> kinds = view.kinds();
        List<String> families = kinds.stream()
                .map(kind -> rule.family(kind.channel()))
                .distinct()
                .toList();
        family = kinds.stream()
                .mapToInt(kind -> families.indexOf(rule.family(kind.channel())))
                .toArray();
        gap = kinds.stream()
                .mapToLong(kind -> rule.gap(kind.purpose()).toMillis())
                .toArray();
        current = new int[families.size()];
        last = new long[families.size()];
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
        replies |= !Double.isNaN(view.inReplyToKey(position));
        int kind = view.kindIndex(position);
        int place = position - start;
        if (!roles.person(kind)) {
            return;
        }
        double name = view.conversationKey(position);
        isNamed[place] = !Double.isNaN(name);
        int before = count;
        numbers[place] = isNamed[place] ? ofName(name) : ofFamily(kind, view.epochMilli(position));
        first[place] = count > before;
        current[family[kind]] = numbers[place];
        last[family[kind]] = view.epochMilli(position);
    }

    private int ofName(double name) {
        Integer known = named.putIfAbsent(name, count);
        return known == null ? count++ : known;
    }

    private int ofFamily(int kind, long at) {
        int before = current[family[kind]];
        return before >= 0 && at - last[family[kind]] <= gap[kind] ? before : count++;
    }

    private void contactsThatAreAnswered(int to) {
        if (!contacts.isEmpty()) {
            contacts.clear();
        }
        for (int i = start; i < to && replies; i++) {
            if (roles.asks(view.kindIndex(i)) && !Double.isNaN(view.idKey(i))) {
                contacts.put(view.idKey(i), view.epochMilli(i));
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

    /** Whether a key is that of an ask's contact which is not later than an instant. */
    boolean isContact(double key, long at) {
        Long contact = contacts.get(key);
        return contact != null && contact <= at;
    }
}
