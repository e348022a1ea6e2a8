package io.engagement.connect;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A source whose typed fields have the texts that a mapping's formats read: with a decimal comma the number 12.345 would be read
 * as twelve thousand, and days of a pattern's form as others.
 */
record Typed(Source source, Mapping mapping) implements Source {
    /** The same source where a mapping reads typed fields as they are. */
    static Source of(Source source, Mapping mapping) {
        return mapping.numbers().isPlain() && mapping.timeFormat().equals(TimeFormat.AUTO)
                ? source
                : new Typed(source, mapping);
    }

    /** A row of such a source. */
    static Row row(Row row, Mapping mapping) {
        return new WrittenRow(row, mapping);
    }

    @Override
    public String label() {
        return source.label();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean isRepeatable() {
        return source.isRepeatable();
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    @Override
    public void read(Rows rows) {
        source.read(rows.asked().by((header, all) -> rows.read(header, isText(all) ? all : written(all))));
    }

    /** Of texts there are many, and nothing is known of their fields. */
    private static boolean isText(Iterator<Row> all) {
        return all instanceof PlainRows || all instanceof TextRows || all instanceof JsonRows;
    }

    private Iterator<Row> written(Iterator<Row> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Row next() {
                return new WrittenRow(all.next(), mapping);
            }
        };
    }

    private record WrittenRow(Row row, Mapping mapping) implements Row {
        @Override
        public String field(int column) {
            String text = row.field(column);
            return switch (row.type(column)) {
                case NUMBER -> mapping.numbers().written(text);
                case TIME -> TimeFormat.marked(text, mapping.timeFormat());
                case TEXT, ERROR -> text;
            };
        }

        @Override
        public int fields() {
            return row.fields();
        }

        @Override
        public Type type(int column) {
            return row.type(column);
        }

        @Override
        public boolean mayHoldErrors() {
            return row.mayHoldErrors();
        }

        @Override
        public boolean leavesOutEmpty() {
            return row.leavesOutEmpty();
        }

        @Override
        public String unit() {
            return row.unit();
        }

        @Override
        public boolean isRecord() {
            return row.isRecord();
        }

        @Override
        public long line() {
            return row.line();
        }

        @Override
        public int lines() {
            return row.lines();
        }

        @Override
        public int textLines() {
            return row.textLines();
        }

        @Override
        public boolean isTooLong() {
            return row.isTooLong();
        }

        @Override
        public Optional<String> fault() {
            return row.fault();
        }

        @Override
        public boolean holdsRows(int width) {
            return row.holdsRows(width);
        }
    }
}
