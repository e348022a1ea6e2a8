package io.engagement.connect;

import io.engagement.connect.FieldNames.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A column of a file that somebody looks at. */
final class InspectedColumn {
    private static final int EXAMPLES = 3;
    /** Seconds since 1970 have so many, from 1973 on. */
    private static final double FIRST_EPOCH = 1e8;

    /** Of texts of which a column has few, such as currencies. */
    private static final int MOST_KINDS = 10;

    /** Of columns that sort rows. */
    private static final int MOST_SORTS = 60;

    private static final double NEARLY_ALL = 0.9;

    final String name;
    private final Set<Row.Type> types;
    final Kind kind;
    final int filled;
    final boolean isFull;
    final Repeats repeats;
    final boolean isKey;
    /** Whether all are numbers with three digits behind a point. */
    final boolean areAllOfThree;
    /** Whether its texts are few and come again and again. */
    final boolean sorts;

    final boolean isUndecided;
    final List<String> kinds;
    final List<String> examples;
    Optional<Field> field = Optional.empty();

    /** How rows with the same text in a column differ. */
    enum Repeats {
        /** No text is there twice. */
        NONE,
        /** Such rows are equal in all columns. */
        EQUAL,
        /** Some differ. */
        DIFFERENT
    }

    InspectedColumn(String name, List<String> texts, Set<Row.Type> types, int rows, Repeats repeats) {
        this.name = name;
        this.types = types;
        this.kind = isOfNumbers(texts) ? Kind.NUMBER : Kind.of(texts);
        this.filled = texts.size();
        this.isFull = texts.size() >= NEARLY_ALL * rows;
        this.repeats = repeats;
        this.isKey = isFull && repeats != Repeats.DIFFERENT;
        this.areAllOfThree = !texts.isEmpty() && texts.stream().allMatch(Overlooked::isOfThree);
        int different = new HashSet<>(texts).size();
        this.sorts = kind == Kind.TEXT && different > 1 && different <= MOST_SORTS && 2 * different <= texts.size();
        this.isUndecided = DayOrders.areUndecided(texts);
        this.kinds = texts.stream().distinct().limit(MOST_KINDS).toList();
        this.examples = texts.stream().distinct().limit(EXAMPLES).toList();
    }

    /** Where cells of days have a type of their own, numbers of five digits are none. */
    private boolean isOfNumbers(List<String> texts) {
        return types.contains(Row.Type.NUMBER)
                && !types.contains(Row.Type.TIME)
                && texts.stream().allMatch(text -> Math.abs(Numbers.read(text).orElse(FIRST_EPOCH)) < FIRST_EPOCH);
    }

    String words() {
        boolean isTyped = types.contains(Row.Type.NUMBER) || types.contains(Row.Type.TIME);
        return kind.words()
                + (isTyped ? ", typed" : "")
                + (types.contains(Row.Type.ERROR) ? ", some without a value" : "");
    }
}
