package io.engagement.history;

import io.engagement.domain.Interaction;
import io.engagement.internal.index.ArrayLengths;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Interactions in primitive columns, growing while they are loaded, trimmed when they are put into order. A column that
 * no interaction uses does not exist.
 */
final class Columns {
    /** In place of a customer's index. */
    static final int UNRESOLVED = -1;

    private static final double[] NO_DOUBLES = {};
    private static final String[] NO_TEXT = {};
    private static final long[] NO_NUMBERS = {};

    private int size;
    /** The id of a customer whose index is not known yet, {@link #UNRESOLVED}. */
    long[] customerNumber = NO_NUMBERS;

    int[] customer = new int[64];
    long[] at = new long[64];
    int[] kind = new int[64];
    double[] value = NO_DOUBLES;
    double[] cost = NO_DOUBLES;
    double[] satisfaction = NO_DOUBLES;
    double[] duration = NO_DOUBLES;

    @Nullable
    String[] id = NO_TEXT;

    @Nullable
    String[] inReplyTo = NO_TEXT;

    @Nullable
    String[] conversation = NO_TEXT;

    int size() {
        return size;
    }

    /** Adds a row without any of the optional fields. */
    int add(int customerIndex, long epochMilli, int kindIndex) {
        if (size == ArrayLengths.LONGEST) {
            throw tooMany();
        }
        if (size == at.length) {
            grow(ArrayLengths.longer(at.length));
        }
        customer[size] = customerIndex;
        at[size] = epochMilli;
        kind[size] = kindIndex;
        return size++;
    }

    /** Adds a row with value and cost, NaN for none. */
    void add(int customerIndex, long epochMilli, int kindIndex, double valueOrNaN, double costOrNaN) {
        int row = add(customerIndex, epochMilli, kindIndex);
        if (!Double.isNaN(valueOrNaN)) {
            value = withRoom(value, row);
            value[row] = valueOrNaN;
        }
        if (!Double.isNaN(costOrNaN)) {
            cost = withRoom(cost, row);
            cost[row] = costOrNaN;
        }
    }

    /** Adds a row of a customer whose index is to be found later. */
    void addNumbered(long customerId, long epochMilli, int kindIndex, double valueOrNaN, double costOrNaN) {
        add(UNRESOLVED, epochMilli, kindIndex, valueOrNaN, costOrNaN);
        if (size > customerNumber.length) {
            customerNumber = Arrays.copyOf(customerNumber, at.length);
        }
        customerNumber[size - 1] = customerId;
    }

    void add(int customerIndex, int kindIndex, Interaction interaction) {
        add(
                customerIndex,
                interaction.at().toEpochMilli(),
                kindIndex,
                interaction.value().orElse(Double.NaN),
                interaction.cost().orElse(Double.NaN));
        addSatisfaction(interaction.satisfaction().orElse(Double.NaN));
        interaction.duration().ifPresent(length -> addDuration((double) length.toMillis()));
        addTexts(
                interaction.id().orElse(null),
                interaction.inReplyTo().orElse(null),
                interaction.conversation().orElse(null));
    }

    /**
     * Adds rows that have no more than value and cost.
     *
     * @param customers their customers
     * @param kindNumbers what the numbers of their kinds are here
     */
    void addAll(int[] customers, Columns more, int[] kindNumbers) {
        if (more.size > ArrayLengths.LONGEST - size) {
            throw tooMany();
        }
        if (more.size > at.length - size) {
            grow(Math.max(ArrayLengths.longer(at.length), size + more.size));
        }
        System.arraycopy(customers, 0, customer, size, more.size);
        System.arraycopy(more.at, 0, at, size, more.size);
        for (int i = 0; i < more.size; i++) {
            kind[size + i] = kindNumbers[more.kind[i]];
        }
        value = with(value, more.value, more.size);
        cost = with(cost, more.cost, more.size);
        size += more.size;
    }

    private double[] with(double[] column, double[] more, int rows) {
        if (more.length == 0) {
            return column;
        }
        double[] roomy = withRoom(column, size + rows - 1);
        System.arraycopy(more, 0, roomy, size, Math.min(rows, more.length));
        return roomy;
    }

    private static IllegalStateException tooMany() {
        return new IllegalStateException("a log holds at most " + ArrayLengths.LONGEST + " interactions; split it");
    }

    /** Makes room for this many rows, so that adding them copies nothing. */
    void expect(int rows) {
        if (rows > at.length) {
            grow(Math.min(rows, ArrayLengths.LONGEST));
        }
    }

    private void grow(int capacity) {
        customer = Arrays.copyOf(customer, capacity);
        at = Arrays.copyOf(at, capacity);
        kind = Arrays.copyOf(kind, capacity);
    }

    /** To the row added last; NaN for none. */
    void addSatisfaction(double share) {
        if (!Double.isNaN(share)) {
            satisfaction = withRoom(satisfaction, size - 1);
            satisfaction[size - 1] = share;
        }
    }

    /** To the row added last; NaN for none. */
    void addDuration(double millis) {
        if (!Double.isNaN(millis)) {
            duration = withRoom(duration, size - 1);
            duration[size - 1] = millis;
        }
    }

    /** To the row added last; null for none. */
    void addTexts(@Nullable String ownId, @Nullable String answeredId, @Nullable String conversationId) {
        id = with(id, ownId);
        inReplyTo = with(inReplyTo, answeredId);
        conversation = with(conversation, conversationId);
    }

    private @Nullable String[] with(@Nullable String[] column, @Nullable String text) {
        if (text == null) {
            return column;
        }
        @Nullable String[] roomy = size <= column.length ? column : Arrays.copyOf(column, at.length);
        roomy[size - 1] = text;
        return roomy;
    }

    /** Optional columns follow the capacity of the others, filled with "none". */
    private double[] withRoom(double[] column, int row) {
        if (row < column.length) {
            return column;
        }
        double[] longer = Arrays.copyOf(column, at.length);
        Arrays.fill(longer, column.length, longer.length, Double.NaN);
        return longer;
    }

    static double get(double[] column, int row) {
        return row < column.length ? column[row] : Double.NaN;
    }

    static @Nullable String get(@Nullable String[] column, int row) {
        return row < column.length ? column[row] : null;
    }

    /** Everything about a row but its customer; kinds must be numbered in their natural order. */
    int compareContent(int a, int b, int[] kindRank) {
        int order = Long.compare(at[a], at[b]);
        if (order == 0) {
            order = Integer.compare(kindRank[kind[a]], kindRank[kind[b]]);
        }
        if (order == 0) {
            order = compareNumbers(a, b);
        }
        return order == 0 ? compareTexts(a, b) : order;
    }

    private int compareNumbers(int a, int b) {
        int order = Double.compare(get(value, a), get(value, b));
        if (order == 0) {
            order = Double.compare(get(cost, a), get(cost, b));
        }
        if (order == 0) {
            order = Double.compare(get(satisfaction, a), get(satisfaction, b));
        }
        return order == 0 ? Double.compare(get(duration, a), get(duration, b)) : order;
    }

    private int compareTexts(int a, int b) {
        int order = compare(get(id, a), get(id, b));
        if (order == 0) {
            order = compare(get(inReplyTo, a), get(inReplyTo, b));
        }
        return order == 0 ? compare(get(conversation, a), get(conversation, b)) : order;
    }

    private static int compare(@Nullable String a, @Nullable String b) {
        if (Objects.equals(a, b)) {
            return 0;
        }
        return a == null || (b != null && a.compareTo(b) < 0) ? -1 : 1;
    }

    /** Rows in another order, trimmed; whose they are is no longer told, as that is where they stand. */
    Columns gather(RowOrder order) {
        Columns gathered = new Columns();
        gathered.size = order.times().length;
        gathered.customer = new int[0];
        gathered.at = order.times();
        gathered.kind = order.gather(kind);
        gathered.value = gather(value, order);
        gathered.cost = gather(cost, order);
        gathered.satisfaction = gather(satisfaction, order);
        gathered.duration = gather(duration, order);
        gathered.id = gather(id, order);
        gathered.inReplyTo = gather(inReplyTo, order);
        gathered.conversation = gather(conversation, order);
        return gathered;
    }

    /** Rows of customers in another order of these, each column let go when it was moved; without texts and customers. */
    Columns moved(int[] order, int[] starts) {
        Columns moved = new Columns();
        moved.size = size;
        moved.customer = new int[0];
        moved.value = movedNumbers(value, order, starts);
        value = NO_DOUBLES;
        moved.cost = movedNumbers(cost, order, starts);
        cost = NO_DOUBLES;
        moved.satisfaction = movedNumbers(satisfaction, order, starts);
        satisfaction = NO_DOUBLES;
        moved.duration = movedNumbers(duration, order, starts);
        duration = NO_DOUBLES;
        moved.kind = moved(kind, new int[size], order, starts);
        moved.at = moved(at, new long[size], order, starts);
        size = 0;
        customer = new int[0];
        kind = new int[0];
        at = NO_NUMBERS;
        return moved;
    }

    /** A column whose last rows may be missing. */
    private double[] movedNumbers(double[] column, int[] order, int[] starts) {
        if (column.length == 0) {
            return column;
        }
        double[] all = withRoom(column, size - 1);
        return moved(all, new double[size], order, starts);
    }

    /** An array of primitives. */
    private static <T> T moved(T column, T into, int[] order, int[] starts) {
        int to = 0;
        for (int each : order) {
            int rows = starts[each + 1] - starts[each];
            System.arraycopy(column, starts[each], into, to, rows);
            to += rows;
        }
        return into;
    }

    private static double[] gather(double[] column, RowOrder order) {
        return column.length == 0 ? NO_DOUBLES : order.gather(column);
    }

    private static @Nullable String[] gather(@Nullable String[] column, RowOrder order) {
        return column.length == 0 ? NO_TEXT : order.gather(column);
    }
}
