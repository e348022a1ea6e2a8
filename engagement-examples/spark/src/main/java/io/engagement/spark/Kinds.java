package io.engagement.spark;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds that one task has met, each with what it weighs in a layout: found by its text. For one thread. */
final class Kinds {
    /** A character that no name has: that of ASCII for it. */
    static final String SEPARATOR = "\u001f";

    private static final Pattern BETWEEN = Pattern.compile(SEPARATOR);

    /** A kind, and what the layout makes of it. */
    static final class Weighted {
        private final InteractionKind kind;
        private final KindWeights weights;
        private final boolean ordered;

        private Weighted(InteractionKind kind, StateLayout layout) {
            this.kind = kind;
            this.weights = layout.weights(kind);
            this.ordered = layout.takesPartInOrder(weights);
        }

        InteractionKind kind() {
            return kind;
        }

        KindWeights weights() {
            return weights;
        }

        /** Whether an ordered measure wants it. */
        boolean ordered() {
            return ordered;
        }
    }

    private final StateLayout layout;
    private final Map<String, Weighted> byText = new HashMap<>();
    private final Map<InteractionKind, Weighted> byKind = new HashMap<>();

    Kinds(StateLayout layout) {
        this.layout = layout;
    }

    Weighted get(String text) {
        return byText.computeIfAbsent(text, unknown -> get(parse(unknown)));
    }

    Weighted get(InteractionKind kind) {
        return byKind.computeIfAbsent(kind, unknown -> new Weighted(unknown, layout));
    }

    static String text(InteractionKind kind) {
        return String.join(
                SEPARATOR,
                kind.channel().name(),
                kind.purpose().name(),
                kind.initiator().name(),
                kind.direction().name(),
                kind.actor().name(),
                kind.department().orElse(""),
                kind.campaign().orElse(""));
    }

    static InteractionKind parse(String text) {
        List<String> fields = List.of(BETWEEN.split(text, -1));
        if (fields.size() != 7) {
            throw new IllegalArgumentException(
                    "a kind has channel, purpose, initiator, direction, actor, department and campaign,"
                            + " each without control characters; this has not: " + text.replace(SEPARATOR, " | "));
        }
        return new InteractionKind(
                Channel.of(fields.get(0)),
                Purpose.of(fields.get(1)),
                Initiator.valueOf(upper(fields.get(2))),
                false,
                Direction.valueOf(upper(fields.get(3))),
                Actor.valueOf(upper(fields.get(4))),
                named(fields.get(5)),
                named(fields.get(6)));
    }

    private static Optional<String> named(String name) {
        return Optional.of(name).filter(text -> !text.isBlank());
    }

    private static String upper(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }
}
