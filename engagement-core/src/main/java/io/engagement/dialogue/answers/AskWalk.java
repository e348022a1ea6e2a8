package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One customer's interactions in order of time: which act answers which ask. For one thread, customer after customer.
 *
 * <p>Open asks wait in two kinds of queues, those of their channel and window, and those of their conversation; both are
 * linked lists in the order of time, so that an act looks at ends only, however many wait.
 */
final class AskWalk {
    private static final int NONE = -1;

    private final LogView view;
    private final KindRoles roles;
    private final AskUnit unit;
    private final boolean oldestFirst;
    private final boolean atOnce;
    private final boolean contactsFirst;
    private final AskColumns asks;
    private final Conversations conversations;
    private final OpenAsks byQueue;
    private final OpenAsks byConversation;
    /** The ask that goes on in a conversation. */
    private int[] turn = new int[16];
    /** Whether a conversation has ever had an ask. */
    private boolean[] asked = new boolean[16];
    /** Asks by the keys of their contacts' ids, of the customer at hand. */
    private final Map<Double, Integer> askById = new HashMap<>();

    private int base;

    AskWalk(LogView view, KindRoles roles, AnswerPolicy policy, AskColumns asks) {
        this.view = view;
        this.roles = roles;
        this.asks = asks;
        unit = policy.unit();
        oldestFirst = policy.order() == AnswerOrder.OLDEST_FIRST;
        atOnce = policy.answersAtOnce();
        // Of one instant nobody knows the order. Newest first, an act that may have come before a contact answers
        // nothing.
        contactsFirst = atOnce || (unit == AskUnit.CONTACT && !oldestFirst);
        conversations = new Conversations(view, roles, policy.conversations());
        byQueue = new OpenAsks(oldestFirst);
        byConversation = new OpenAsks(oldestFirst);
    }

    /** Adds a customer's asks. */
    void add(int row) {
        int from = view.start(row);
        int to = view.end(row);
        begin(row);
        for (int i = from; i < to; ) {
            int next = i + 1;
            while (next < to && view.epochMilli(next) == view.epochMilli(i)) {
                next++;
            }
            instant(row, i, next);
            i = next;
        }
    }

    private void begin(int row) {
        base = asks.size();
        conversations.begin(row);
        int most = conversations.count();
        if (turn.length < most) {
            turn = new int[2 * most];
            asked = new boolean[2 * most];
        }
        Arrays.fill(turn, 0, most, NONE);
        Arrays.fill(asked, 0, most, false);
        byQueue.begin(roles.queues());
        byConversation.begin(most);
        if (!askById.isEmpty()) {
            askById.clear();
        }
    }

    private void instant(int row, int from, int to) {
        if (contactsFirst) {
            contacts(row, from, to);
            acts(from, to);
        } else {
            acts(from, to);
            contacts(row, from, to);
        }
        if (conversations.hasReplies()) {
            replies(from, to);
        }
    }

    private void contacts(int row, int from, int to) {
        for (int i = from; i < to; i++) {
            if (roles.asks(view.kindIndex(i))) {
                contact(row, i);
            }
        }
    }

    private void contact(int row, int position) {
        int kind = view.kindIndex(position);
        long at = view.epochMilli(position);
        int conversation = conversations.of(position);
        int current = turn[conversation];
        if (unit != AskUnit.CONTACT && current != NONE && isOpen(current, at)) {
            asks.extend(current, at, view.cost(position));
            remember(position, current);
            return;
        }
        turn[conversation] = NONE;
        if (unit == AskUnit.OPENING && !conversations.isFirst(position)) {
            return;
        }
        int ask = asks.add(row, kind, at, view.cost(position));
        byQueue.add(roles.queue(kind), ask - base);
        byConversation.add(conversation, ask - base);
        turn[conversation] = ask;
        asked[conversation] = true;
        remember(position, ask);
    }

    private void remember(int position, int ask) {
        if (conversations.hasReplies() && !Double.isNaN(view.idKey(position))) {
            askById.put(view.idKey(position), ask);
        }
    }

    private boolean isOpen(int ask, long at) {
        return asks.isWaiting(ask) && at <= asks.last(ask) + roles.window(asks.kind(ask));
    }

    /** What replies to a known contact waits for {@link #replies}, as that may be of the same instant. */
    private void acts(int from, int to) {
        for (int i = from; i < to; i++) {
            int kind = view.kindIndex(i);
            if (roles.answers(kind) && !(conversations.hasReplies() && isReply(i))) {
                act(i, kind);
            }
        }
    }

    private boolean isReply(int position) {
        return conversations.isContact(view.inReplyToKey(position), view.epochMilli(position));
    }

    private void replies(int from, int to) {
        for (int i = from; i < to; i++) {
            int kind = view.kindIndex(i);
            Integer ask = roles.mayReply(kind) ? askById.get(view.inReplyToKey(i)) : null;
            if (ask != null) {
                reply(ask, i, kind);
                turn[conversations.of(i)] = NONE;
            }
        }
    }

    private void reply(int ask, int position, int kind) {
        long at = view.epochMilli(position);
        if (asks.isWaiting(ask)) {
            boolean late = at > asks.last(ask) + roles.window(asks.kind(ask));
            answer(ask, at, kind, late ? How.LATE : How.REPLY);
        }
    }

    private void act(int position, int kind) {
        long at = view.epochMilli(position);
        int conversation = conversations.of(position);
        boolean known = conversations.isNamed(position) && asked[conversation];
        int ask = known ? candidate(byConversation, conversation, at) : inQueues(roles.channel(kind), at);
        // An ask of the same instant may be later than the act.
        if (ask != NONE && (atOnce || asks.first(ask) < at)) {
            answer(ask, at, kind, known ? How.CONVERSATION : How.INFERRED);
        }
        if (turn[conversation] != NONE && (atOnce || asks.first(turn[conversation]) < at)) {
            turn[conversation] = NONE;
        }
    }

    private int inQueues(int channel, long at) {
        int found = NONE;
        for (int queue = 0; queue < roles.queues(); queue++) {
            int ask = roles.accepts(queue, channel) ? candidate(byQueue, queue, at) : NONE;
            boolean better = found == NONE || (ask < found == oldestFirst);
            found = ask != NONE && better ? ask : found;
        }
        return found;
    }

    /** The open ask at the end of a queue at which answers are given. */
    private int candidate(OpenAsks open, int queue, long at) {
        int waiting = open.next(queue);
        while (waiting != NONE && !isOpen(base + waiting, at)) {
            open.remove(queue, waiting);
            waiting = open.next(queue);
        }
        return waiting == NONE ? NONE : base + waiting;
    }

    private void answer(int ask, long at, int kind, How how) {
        asks.answer(ask, at, kind, how);
    }
}
