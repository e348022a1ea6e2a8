package io.engagement.history;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.internal.index.KindIndex;
import io.engagement.internal.index.Utf8Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Rows on their way to a log. A loader that reads on several threads lets each fill rows of its own, which one thread then
 * adds to the log's builder: all that one row costs is paid where it is read, and their customers are looked up many at
 * once.
 *
 * <pre>{@code
 * InteractionRows rows = InteractionRows.empty(); // on each thread
 * rows.add(bytes, from, to, epochMilli, kind, value, cost);
 * builder.addAll(rows); // on one of them
 * }</pre>
 *
 * <p>Some thousand rows are right: enough for all to be quick, few enough to stay in a core's cache until they are added.
 * Not for several threads at a time.
 */
public final class InteractionRows {
    private static final long NOT_ASCII = 0x8080808080808080L;

    private final Utf8Texts customers = new Utf8Texts();
    private final Columns columns = new Columns();
    private final KindIndex kinds = new KindIndex();
    private final List<Interaction> whole = new ArrayList<>();

    private InteractionRows() {}

    /**
     * No rows yet.
     *
     * @return rows to be added to
     */
    public static InteractionRows empty() {
        return new InteractionRows();
    }

    /**
     * Adds an interaction that has no more than value and cost, of a customer whose id is not yet a text.
     *
     * @param bytes hold the customer's id in UTF-8, which is not blank; they are copied
     * @param from where it begins
     * @param to before where it ends
     * @param epochMilli when it happened, in milliseconds since 1970, between years -140,000 and 140,000
     * @param kind what sort of contact it is; hand in the same object again where it is the same
     * @param value what it was worth, finite; NaN for none
     * @param cost what it cost, finite and not negative; NaN for none
     * @throws IllegalArgumentException if the id is not UTF-8, or a field is out of its range, as in {@link Interaction}
     * @throws IndexOutOfBoundsException if the id is not within the array
     * @throws IllegalStateException if ids take more than 2<sup>31</sup> - 9 bytes
     */
    public void add(byte[] bytes, int from, int to, long epochMilli, InteractionKind kind, double value, double cost) {
        if (!isText(bytes, from, to) || !LogAssembly.isPlain(epochMilli, value, cost)) {
            LogAssembly.checkPlain(Utf8Texts.decoded(bytes, from, to), epochMilli, kind, value, cost);
        }
        int number = kinds.indexOf(kind);
        // First what may be refused, so that a row is added as a whole or not at all.
        customers.add(bytes, from, to);
        columns.add(Columns.UNRESOLVED, epochMilli, number, kind.signedValue(value), cost);
    }

    /** Whether bytes are ASCII and not blank, as most ids are, so that they need not be decoded. */
    private static boolean isText(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] <= ' ') {
            return false;
        }
        long all = 0;
        int i = from;
        for (; i + Long.BYTES < to; i += Long.BYTES) {
            all |= KeyedHash.word(bytes, i, Long.BYTES);
        }
        return ((all | KeyedHash.word(bytes, i, to - i)) & NOT_ASCII) == 0;
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the interaction
     */
    public void add(Interaction interaction) {
        Objects.requireNonNull(interaction, "interaction must not be null");
        kinds.indexOf(interaction.kind());
        whole.add(interaction);
    }

    /**
     * Number of interactions.
     *
     * @return how many were added
     */
    public int size() {
        return columns.size() + whole.size();
    }

    /**
     * The kinds of interactions, as they were given.
     *
     * @return each once, in the order in which they first came
     */
    public List<InteractionKind> kinds() {
        return List.copyOf(kinds.kinds());
    }

    Utf8Texts customers() {
        return customers;
    }

    Columns columns() {
        return columns;
    }

    List<Interaction> whole() {
        return Collections.unmodifiableList(whole);
    }
}
