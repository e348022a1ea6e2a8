package io.engagement.connect;

import java.util.List;
import java.util.Objects;

/**
 * Where a field's text may come from. A field has the text of the first of its origins whose conditions hold and whose text is
 * not empty.
 *
 * @param isColumn whether the text is that of a column, or always the same
 * @param text the column's name, or the text itself
 * @param when conditions of a row, all of which must hold
 */
public record Origin(boolean isColumn, String text, List<Condition> when) {
    /**
     * An origin.
     *
     * @param isColumn whether the text is that of a column, or always the same
     * @param text the column's name, or the text itself
     * @param when conditions of a row, all of which must hold
     */
    public Origin {
        Objects.requireNonNull(text, "text must not be null");
        when = List.copyOf(Objects.requireNonNull(when, "when must not be null"));
    }

    /**
     * The text of a column.
     *
     * @param name the column
     * @return the origin
     */
    public static Origin column(String name) {
        return new Origin(true, name, List.of());
    }

    /**
     * Always the same text.
     *
     * @param text the text
     * @return the origin
     */
    public static Origin constant(String text) {
        return new Origin(false, text, List.of());
    }

    /**
     * This origin for the rows alone that fulfil a condition too. Texts for one column add up, as in {@link
     * MappingBuilder#where}.
     *
     * @param condition what must hold
     * @return the changed copy
     */
    public Origin when(Condition condition) {
        return new Origin(isColumn, text, condition.addedTo(when));
    }

    boolean isUnconditional() {
        return when.isEmpty();
    }
}
