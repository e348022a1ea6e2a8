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

    final String name;
    private final Set<Row.Type> types;
    final Kind kind;
    final int filled;
    final boolean isKey;
    final boolean isUndecided;
    final List<String> kinds;
    final List<String> examples;
    Optional<Field> field = Optional.empty();

    InspectedColumn(String name, List<String> texts, Set<Row.Type> types, int rows) {
        this.name = name;
        this.types = types;
        this.kind = isOfNumbers(texts) ? Kind.NUMBER : Kind.of(texts);
        this.filled = texts.size();
        this.isKey = texts.size() == rows && new HashSet<>(texts).size() == rows;
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
