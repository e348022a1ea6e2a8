package io.engagement.connect;

import java.time.Instant;

/**
 * A column of a table that is written.
 *
 * @param name in snake case
 * @param type of its cells
 */
public record TableColumn(String name, Type type) {
    /** What a column's cells are. */
    public enum Type {
        /** A {@link String}: an id, a reason. */
        TEXT(String.class),
        /** A {@link Double}. */
        NUMBER(Double.class),
        /** A {@link Long}. */
        WHOLE(Long.class),
        /** A {@link Boolean}. */
        TRUTH(Boolean.class),
        /** An {@link Instant}, to the millisecond. */
        TIME(Instant.class);

        private final Class<?> cells;

        Type(Class<?> cells) {
            this.cells = cells;
        }

        /**
         * The class of the cells.
         *
         * @return of each that is there
         */
        public Class<?> cells() {
            return cells;
        }
    }

    /**
     * A column of texts.
     *
     * @param name in snake case
     * @return the column
     */
    public static TableColumn text(String name) {
        return new TableColumn(name, Type.TEXT);
    }

    /**
     * A column of numbers.
     *
     * @param name in snake case
     * @return the column
     */
    public static TableColumn number(String name) {
        return new TableColumn(name, Type.NUMBER);
    }

    /**
     * A column of whole numbers.
     *
     * @param name in snake case
     * @return the column
     */
    public static TableColumn whole(String name) {
        return new TableColumn(name, Type.WHOLE);
    }

    /**
     * A column of truth values.
     *
     * @param name in snake case
     * @return the column
     */
    public static TableColumn truth(String name) {
        return new TableColumn(name, Type.TRUTH);
    }

    /**
     * A column of instants.
     *
     * @param name in snake case
     * @return the column
     */
    public static TableColumn time(String name) {
        return new TableColumn(name, Type.TIME);
    }
}
