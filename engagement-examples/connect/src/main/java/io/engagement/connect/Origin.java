package io.engagement.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a field's text may come from. A field has the text of the first of its origins whose conditions hold and whose text is
 * not empty.
 *
 * @param kind what the text is
 * @param text a column's name, a text with names of columns in braces, or the text itself
 * @param when conditions of a row, all of which must hold
 */
public record Origin(Kind kind, String text, List<Condition> when) {
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}");

    /** What the text of an origin is. */
    public enum Kind {
        /** A column's name. */
        COLUMN,
        /** A text with names of columns in braces, such as {@code PT{minutes}M}; empty where one of the columns is. */
        PATTERN,
        /** The text itself. */
        CONSTANT
    }

    /**
     * An origin.
     *
     * @param kind what the text is
     * @param text a column's name, a text with names of columns in braces, or the text itself
     * @param when conditions of a row, all of which must hold
     * @throws MappingRefused if it is a pattern and has no column in braces
     */
    public Origin {
        Objects.requireNonNull(kind, "kind must not be null");
        Objects.requireNonNull(text, "text must not be null");
        when = List.copyOf(Objects.requireNonNull(when, "when must not be null"));
        if (kind == Kind.PATTERN
                && (!IN_BRACES.matcher(text).find()
                        || IN_BRACES.matcher(text).replaceAll("").matches("(?s).*[{}].*"))) {
            throw new MappingRefused(
                    "a pattern has names of columns in braces, as PT{minutes}M has, was '" + Excerpt.of(text) + "'");
        }
    }

    /**
     * The text of a column.
     *
     * @param name the column
     * @return the origin
     */
    public static Origin column(String name) {
        return new Origin(Kind.COLUMN, name, List.of());
    }

    /**
     * A text with those of columns in it.
     *
     * @param text names of columns in braces, such as {@code PT{hours}H{minutes}M}
     * @return the origin
     * @throws MappingRefused if it has no column in braces
     */
    public static Origin pattern(String text) {
        return new Origin(Kind.PATTERN, text, List.of());
    }

    /**
     * Always the same text.
     *
     * @param text the text
     * @return the origin
     */
    public static Origin constant(String text) {
        return new Origin(Kind.CONSTANT, text, List.of());
    }

    /**
     * This origin for the rows alone that fulfil a condition too. Texts for one column add up, as in {@link
     * MappingBuilder#where}.
     *
     * @param condition what must hold
     * @return the changed copy
     */
    public Origin when(Condition condition) {
        return new Origin(kind, text, condition.addedTo(when));
    }

    boolean isColumn() {
        return kind == Kind.COLUMN;
    }

    boolean isConstant() {
        return kind == Kind.CONSTANT;
    }

    boolean isUnconditional() {
        return when.isEmpty();
    }

    /** The names of the columns that its text is made of. */
    List<String> columns() {
        return switch (kind) {
            case COLUMN -> List.of(text);
            case PATTERN ->
                IN_BRACES.matcher(text).results().map(name -> name.group(1)).toList();
            case CONSTANT -> List.of();
        };
    }

    /** What a pattern has around its columns: one text more than there are columns. */
    List<String> around() {
        List<String> around = new ArrayList<>();
        Matcher names = IN_BRACES.matcher(text);
        int from = 0;
        while (names.find()) {
            around.add(text.substring(from, names.start()));
            from = names.end();
        }
        around.add(text.substring(from));
        return around;
    }

    /**
     * Origins of a field with this one. What always holds comes last, whoever tells it when.
     *
     * @throws MappingRefused if another constant is among them, which leaves nothing to come after it
     */
    List<Origin> addedTo(Field field, List<Origin> others) {
        if (others.contains(this)) {
            return others;
        }
        List<Origin> all = new ArrayList<>(others);
        int last = all.size() - 1;
        boolean isClosed = last >= 0 && all.get(last).isAlways();
        if (isClosed && isAlways()) {
            throw new MappingRefused("--set " + field.shortName() + " is given twice, with '"
                    + Excerpt.of(all.get(last).text) + "' and '" + Excerpt.of(text) + "': give it once");
        }
        all.add(isClosed ? last : last + 1, this);
        return List.copyOf(all);
    }

    private boolean isAlways() {
        return isConstant() && isUnconditional();
    }
}
