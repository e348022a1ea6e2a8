package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.util.List;
import java.util.SplittableRandom;

/** Interactions at random over two years, ten a customer on average, unsorted, the same with every run. */
final class RandomBase {
    static final long START = 1_672_531_200_000L;
    static final long LENGTH = 730L * 86_400_000;

    private static final int PER_CUSTOMER = 10;
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.INFORMATION));

    private final String[] customers;
    private final long[] numbers;
    private final long[] at;
    private final InteractionKind[] kinds;
    private final double[] values;
    private final double[] costs;

    RandomBase(int rows) {
        SplittableRandom random = new SplittableRandom(42);
        String[] ids = new String[Math.max(1, rows / PER_CUSTOMER)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = String.format("%09d", i);
        }
        customers = new String[rows];
        numbers = new long[rows];
        at = new long[rows];
        kinds = new InteractionKind[rows];
        values = new double[rows];
        costs = new double[rows];
        for (int row = 0; row < rows; row++) {
            int customer = random.nextInt(ids.length);
            customers[row] = ids[customer];
            numbers[row] = customer;
            at[row] = START + random.nextLong(LENGTH);
            kinds[row] = KINDS.get(random.nextInt(KINDS.size()));
            boolean ours = kinds[row].initiator() == Initiator.COMPANY;
            values[row] = ours ? Double.NaN : 100 * random.nextDouble();
            costs[row] = ours ? random.nextDouble() : Double.NaN;
        }
    }

    InteractionLog log() {
        InteractionLog.Builder builder = InteractionLog.builder().expecting(at.length);
        for (int row = 0; row < at.length; row++) {
            builder.add(customers[row], at[row], kinds[row], values[row], costs[row]);
        }
        return builder.build();
    }

    /** The same rows, customers by their numbers. */
    InteractionLog logOfNumbers() {
        InteractionLog.Builder builder = InteractionLog.builder().expecting(at.length);
        for (int row = 0; row < at.length; row++) {
            builder.add(numbers[row], at[row], kinds[row], values[row], costs[row]);
        }
        return builder.build();
    }

    /** A row of so many customers that is drawn and forgotten. */
    interface Sink {
        void add(String customer, long at, InteractionKind kind, double value, double cost);
    }

    /** Rows of customers in any number, none of which is kept. */
    static void draw(int customers, long rows, Sink sink) {
        SplittableRandom random = new SplittableRandom(42);
        for (long row = 0; row < rows; row++) {
            InteractionKind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean ours = kind.initiator() == Initiator.COMPANY;
            String customer = Integer.toString(10_000_000 + random.nextInt(customers));
            long at = START + random.nextLong(LENGTH);
            sink.add(customer, at, kind, ours ? Double.NaN : 100 * random.nextDouble(), ours ? 0.1 : Double.NaN);
        }
    }
}
