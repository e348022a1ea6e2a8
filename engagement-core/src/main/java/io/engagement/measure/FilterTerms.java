package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The terms of filters. Those of the kind alone are evaluated once for each kind. */
final class FilterTerms {
    /** By text, those first that may decide by the kind alone. */
    private static final Comparator<Filter> ORDER =
            Comparator.comparing(FilterTerms::looksAtQuantities).thenComparing(Filter::toString);

    private FilterTerms() {}

    /** All of some filters: a filter of its own only where none says all that the others say. */
    static Filter all(Stream<Filter> filters) {
        List<Filter> terms =
                sorted(filters.flatMap(filter -> filter instanceof AllOf all ? all.terms().stream() : Stream.of(filter))
                        .filter(filter -> !(filter instanceof All)));
        return switch (terms.size()) {
            case 0 -> new All();
            case 1 -> terms.get(0);
            default -> new AllOf(terms);
        };
    }

    /** At least one of some filters. */
    static Filter any(Stream<Filter> filters) {
        List<Filter> terms = sorted(
                filters.flatMap(filter -> filter instanceof AnyOf any ? any.terms().stream() : Stream.of(filter)));
        if (terms.contains(new All())) {
            return new All();
        }
        return terms.size() == 1 ? terms.get(0) : new AnyOf(terms);
    }

    static Filter opposite(Filter filter) {
        return filter instanceof Negated negated ? negated.filter() : new Negated(filter);
    }

    private static List<Filter> sorted(Stream<Filter> terms) {
        return terms.distinct().sorted(ORDER).toList();
    }

    private static boolean looksAtQuantities(Filter filter) {
        return hasTerm(filter, term -> !(term instanceof All || term instanceof OneOf));
    }

    /** Whether two kinds that differ in nothing but the campaign may not both pass; the user's own condition may look at it. */
    static boolean looksAtCampaigns(Filter filter) {
        return hasTerm(
                filter, term -> term instanceof Where || (term instanceof OneOf one && one.field() == Field.CAMPAIGN));
    }

    private static boolean hasTerm(Filter filter, Predicate<Filter> wanted) {
        if (filter instanceof AllOf all) {
            return all.terms().stream().anyMatch(term -> hasTerm(term, wanted));
        }
        if (filter instanceof AnyOf any) {
            return any.terms().stream().anyMatch(term -> hasTerm(term, wanted));
        }
        return filter instanceof Negated negated ? hasTerm(negated.filter(), wanted) : wanted.test(filter);
    }

    private static String joined(List<Filter> terms, String word) {
        return terms.stream().map(Filter::toString).collect(Collectors.joining(word, "(", ")"));
    }

    /** A name in a canonical text, quoted where it would be ambiguous. */
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
    static boolean isEscaped(int each) {
        return Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE;
    }

    private static void append(StringBuilder quoted, int each) {
        if (isEscaped(each)) {
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
        CAMPAIGN,
        DIRECTION,
        ACTOR;

        String of(InteractionKind kind) {
            return switch (this) {
                case INITIATOR -> kind.initiator().name();
                case PURPOSE -> kind.purpose().name();
                case CHANNEL -> kind.channel().name();
                case DEPARTMENT -> kind.department().orElse("");
                case CAMPAIGN -> kind.campaign().orElse("");
                case DIRECTION -> kind.direction().name();
                case ACTOR -> kind.actor().name();
            };
        }
    }

    record All() implements Filter {
        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
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
            if (names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "a filter by " + field + " takes no blank value; of interactions without one see negate()");
            }
            names = Collections.unmodifiableSet(new TreeSet<>(names));
        }

        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return names.contains(field.of(kind));
        }

        @Override
        public String toString() {
            return names.stream()
                    .map(FilterTerms::quoted)
                    .collect(Collectors.joining("|", field.name().toLowerCase(Locale.ROOT) + "=", ""));
        }
    }

    /** At least two terms that must all pass, in the order of their texts. */
    @SuppressWarnings("serial") // an immutable list of the JDK, which is serialisable
    record AllOf(List<Filter> terms) implements Filter {
        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return terms.stream().allMatch(term -> term.matches(kind, quantities));
        }

        @Override
        public String toString() {
            return joined(terms, " and ");
        }
    }

    /** At least two terms, one of which must pass, in the order of their texts. */
    @SuppressWarnings("serial") // an immutable list of the JDK, which is serialisable
    record AnyOf(List<Filter> terms) implements Filter {
        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return terms.stream().anyMatch(term -> term.matches(kind, quantities));
        }

        @Override
        public String toString() {
            return joined(terms, " or ");
        }
    }

    record Negated(Filter filter) implements Filter {
        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return !filter.matches(kind, quantities);
        }

        @Override
        public String toString() {
            return "not " + filter;
        }
    }

    /** A quantity below or above a limit, itself not included; unknown ones are neither. */
    record Beyond(Quantity quantity, Side side, double limit) implements Filter {
        Beyond {
            Objects.requireNonNull(quantity, "quantity");
            if (!quantity.isAmount()) {
                throw new IllegalArgumentException(Measure.noAmount(quantity));
            }
            if (!Double.isFinite(limit)) {
                throw new IllegalArgumentException("a limit of " + quantity + " must be finite, was " + limit);
            }
            // Not to be told from 0 by the sign.
            limit += 0.0;
        }

        /** The same of a number that is no duration. */
        static Beyond ofNumber(Quantity quantity, Side side, double limit) {
            if (quantity == Quantity.DURATION) {
                throw new IllegalArgumentException(
                        "durations have a unit: use Filter.shorterThan(Duration) or Filter.longerThan(Duration)");
            }
            return new Beyond(quantity, side, limit);
        }

        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            double number = quantities.applyAsDouble(quantity);
            return side == Side.BELOW ? number < limit : number > limit;
        }

        @Override
        public String toString() {
            return quantity.name().toLowerCase(Locale.ROOT) + (side == Side.BELOW ? "<" : ">") + limit;
        }
    }

    /** Of a limit. */
    enum Side {
        BELOW,
        ABOVE
    }

    record Known(Quantity quantity) implements Filter {
        Known {
            Objects.requireNonNull(quantity, "quantity");
        }

        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return !Double.isNaN(quantities.applyAsDouble(quantity));
        }

        @Override
        public String toString() {
            return "known=" + quantity.name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a user asks of an interaction; known by its name and version. */
    record Where(String name, int version, Condition condition) implements Filter {
        Where {
            Objects.requireNonNull(condition, "condition");
            if (name.isBlank() || name.lines().count() > 1) {
                throw new IllegalArgumentException(
                        "a condition's name must be one line, not blank, was '" + name + "'");
            }
            if (version < 1) {
                throw new IllegalArgumentException("version must be at least 1, was " + version);
            }
        }

        @Override
        public boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            try {
                return condition.holds(kind, quantities);
            } catch (RuntimeException thrown) {
                throw OwnCode.named("condition " + this, thrown);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Where where && name.equals(where.name) && version == where.version;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + version;
        }

        @Override
        public String toString() {
            return "where=" + quoted(name) + (version == 1 ? "" : "@" + version);
        }
    }
}
