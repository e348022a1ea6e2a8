package io.engagement.dialogue.answers;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.InteractionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What interactions of each kind of a view do under a policy. Immutable. */
final class KindRoles {
    private final boolean[] asks;
    private final boolean[] answers;
    private final boolean[] person;
    private final boolean[] mayReply;
    private final long[] window;
    private final int[] channel;
    /** Asks of one channel and window wait in one queue. */
    private final int[] queue;

    private final int channels;
    private final boolean[][] accepts;
    /** Asks that are answered on the same channels and within the same time are judged by one model. */
    private final int[] answering;

    private final List<Answering> answerings = new ArrayList<>();

    /** By number. */
    private final List<Channel> names = new ArrayList<>();

    /** A set of channels on which asks are answered, and a window. */
    record Answering(List<Channel> channels, long window) {}

    private record Queue(int channel, long window) {}

    KindRoles(List<InteractionKind> kinds, AnswerPolicy policy) {
        int size = kinds.size();
        asks = new boolean[size];
        answers = new boolean[size];
        person = new boolean[size];
        mayReply = new boolean[size];
        window = new long[size];
        channel = new int[size];
        queue = new int[size];
        answering = new int[size];
        kinds.stream().map(InteractionKind::channel).distinct().sorted().forEach(names::add);
        channels = names.size();
        Map<Queue, Integer> queues = new LinkedHashMap<>();
        Map<Answering, Integer> sets = new LinkedHashMap<>();
        for (int k = 0; k < size; k++) {
            InteractionKind kind = kinds.get(k);
            person[k] = kind.actor() == Actor.PERSON;
            // Of a thread it is known who began it, but without a direction not whose turn this is.
            boolean eithers = kind.initiatorInferred() && kind.direction() == Direction.UNKNOWN;
            asks[k] = person[k] && !eithers && policy.asks().matches(kind);
            answers[k] = person[k] && !eithers && policy.answers().matches(kind);
            mayReply[k] = answers[k] || (person[k] && kind.direction() == Direction.UNKNOWN && !asks[k]);
            window[k] = policy.window(kind).toMillis();
            channel[k] = names.indexOf(kind.channel());
            if (asks[k]) {
                List<Channel> open = names.stream()
                        .filter(each -> policy.isAnsweredOn(kind.channel(), each))
                        .toList();
                queue[k] = number(queues, new Queue(channel[k], window[k]));
                answering[k] = number(sets, new Answering(open, window[k]));
            }
        }
        answerings.addAll(sets.keySet());
        accepts = new boolean[queues.size()][channels];
        queues.forEach((each, number) -> {
            Channel ask = names.get(each.channel());
            for (int act = 0; act < channels; act++) {
                accepts[number][act] = policy.isAnsweredOn(ask, names.get(act));
            }
        });
    }

    private static <T> int number(Map<T, Integer> known, T each) {
        Integer found = known.putIfAbsent(each, known.size());
        return found == null ? known.size() - 1 : found;
    }

    boolean asks(int kind) {
        return asks[kind];
    }

    boolean answers(int kind) {
        return answers[kind];
    }

    /** Whether a person acted: what machines do takes no part in anything. */
    boolean person(int kind) {
        return person[kind];
    }

    /** Whether it answers if it says itself that it replies to an ask. */
    boolean mayReply(int kind) {
        return mayReply[kind];
    }

    long window(int kind) {
        return window[kind];
    }

    int channel(int kind) {
        return channel[kind];
    }

    int channels() {
        return channels;
    }

    int queue(int kind) {
        return queue[kind];
    }

    int queues() {
        return accepts.length;
    }

    boolean accepts(int queueNumber, int channelNumber) {
        return accepts[queueNumber][channelNumber];
    }

    int answering(int kind) {
        return answering[kind];
    }

    /** Whether a kind is an act by which asks of an answering could be answered. */
    boolean isActOn(int kind, Answering set) {
        return answers[kind] && set.channels().contains(names.get(channel[kind]));
    }

    List<Answering> answerings() {
        return answerings;
    }
}
