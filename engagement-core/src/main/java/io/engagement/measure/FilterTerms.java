package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The terms that filters are made of. They are evaluated once a kind, never once an interaction. */
final class FilterTerms {
    private FilterTerms() {}

    /** Both of two filters: a filter of its own only where neither says all that the other one says. */
    static Filter both(Filter first, Filter second) {
        List<Filter> terms = sorted(Stream.of(first, second)
                .flatMap(filter -> filter instanceof AllOf all ? all.terms().stream() : Stream.of(filter))
                .filter(filter -> !(filter instanceof All)));
        return switch (terms.size()) {
            case 0 -> new All();
            case 1 -> terms.get(0);
            default -> new AllOf(terms);
        };
    }

    /** At least one of two filters. */
    static Filter either(Filter first, Filter second) {
        if (first instanceof All || second instanceof All) {
            return new All();
        }
        List<Filter> terms = sorted(Stream.of(first, second)
                .flatMap(filter -> filter instanceof AnyOf any ? any.terms().stream() : Stream.of(filter)));
        return terms.size() == 1 ? terms.get(0) : new AnyOf(terms);
    }

    static Filter opposite(Filter filter) {
        return filter instanceof Negated negated ? negated.filter() : new Negated(filter);
    }

    private static List<Filter> sorted(Stream<Filter> terms) {
        return terms.distinct().sorted(Comparator.comparing(Filter::toString)).toList();
    }

    private static String joined(List<Filter> terms, String word) {
        return terms.stream().map(Filter::toString).collect(Collectors.joining(word, "(", ")"));
    }

    /** A name as it stands in a canonical text: in quotes where it could be taken for something else. */
    static String quoted(String name) {
        if (!name.isEmpty() && name.codePoints().allMatch(FilterTerms::isPlain)) {
            return name;
        }
        StringBuilder quoted = new StringBuilder("\"");
        name.codePoints().forEach(each -> append(quoted, each));
        return quoted.append('"').toString();
    }

    /** Letters, digits and {@code _.-}. */
    static boolean isPlain(int each) {
        return Character.isLetter(each) || isNumber(each) || each == '_' || each == '.' || each == '-';
    }

    private static boolean isNumber(int each) {
        int type = Character.getType(each);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Ends of lines and halves of characters would not survive in a file of lines. */
    private static void append(StringBuilder quoted, int each) {
        boolean half = Character.getType(each) == Character.SURROGATE;
        if (Character.isISOControl(each) || half) {
            quoted.append(String.format("\\u%04x", each));
        } else {
            quoted.append(each == '"' || each == '\\' ? "\\" : "").appendCodePoint(each);
        }
    }

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
            return names.stream()
                    .map(FilterTerms::quoted)
                    .collect(Collectors.joining("|", field.name().toLowerCase(Locale.ROOT) + "=", ""));
        }
    }

    /** Terms all of which must pass: at least two, in the order of their texts. */
    @SuppressWarnings("serial") // an immutable list of the JDK, which is serialisable
    record AllOf(List<Filter> terms) implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return terms.stream().allMatch(term -> term.matches(kind));
        }

        @Override
        public String toString() {
            return joined(terms, " and ");
        }
    }

    /** Terms one of which must pass: at least two, in the order of their texts. */
    @SuppressWarnings("serial") // an immutable list of the JDK, which is serialisable
    record AnyOf(List<Filter> terms) implements Filter {
        @Override
        public boolean matches(InteractionKind kind) {
            return terms.stream().anyMatch(term -> term.matches(kind));
        }

        @Override
        public String toString() {
            return joined(terms, " or ");
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
