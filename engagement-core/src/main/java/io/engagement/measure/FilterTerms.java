package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The terms that filters are made of. They are evaluated once a kind, never once an interaction. */
final class FilterTerms {
    private FilterTerms() {}

    /** What of a kind a term looks at. */
    enum Field {
        INITIATOR,
        PURPOSE,
        CHANNEL,
        DEPARTMENT,
        DIRECTION,
        ACTOR;

        String of(InteractionKind kind) {
            return switch (this) {
                case INITIATOR -> kind.initiator().name();
                case PURPOSE -> kind.purpose().name();
                case CHANNEL -> kind.channel().name();
                case DEPARTMENT -> kind.department().orElse("");
                case DIRECTION -> kind.direction().name();
                case ACTOR -> kind.actor().name();
            };
        }
    }

    record All() implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return true;
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    @SuppressWarnings("serial") // the set is a TreeSet, which is serialisable
    record OneOf(Field field, Set<String> names) implements Filter {
        OneOf {
            if (names.isEmpty()) {
                throw new IllegalArgumentException(
                        "a filter by " + field + " needs at least one value; Filter.all() takes all");
            }
            names = Collections.unmodifiableSet(new TreeSet<>(names));
        }

        @Override
        public boolean matches(InteractionKind kind) {
            return names.contains(field.of(kind));
        }

        @Override
        public String toString() {
            return field.name().toLowerCase(java.util.Locale.ROOT) + "=" + String.join("|", names);
        }
    }

    record Both(Filter first, Filter second) implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return first.matches(kind) && second.matches(kind);
        }

        @Override
        public String toString() {
            return "(" + first + " and " + second + ")";
        }
    }

    record Either(Filter first, Filter second) implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return first.matches(kind) || second.matches(kind);
        }

        @Override
        public String toString() {
            return "(" + first + " or " + second + ")";
        }
    }

    record Negated(Filter filter) implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return !filter.matches(kind);
        }

        @Override
        public String toString() {
            return "not " + filter;
        }
    }
}
