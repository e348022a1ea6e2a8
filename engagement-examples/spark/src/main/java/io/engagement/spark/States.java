package io.engagement.spark;

import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** States as bytes and in rows. */
final class States {
    private States() {}

    static byte[] bytes(StateLayout layout, double[] slots) {
        ByteBuffer out = ByteBuffer.allocate(layout.encodedBytes());
        layout.write(slots, 0, out);
        return out.array();
    }

    /** A state on its way: {@link CustomerStates#PARTS}. */
    static Row part(String customer, long at, StateLayout layout, double[] slots) {
        Object[] part = new Object[CustomerStates.PARTS.length()];
        part[0] = customer;
        part[1] = at;
        part[CustomerStates.STATE_COLUMN] = bytes(layout, slots);
        return RowFactory.create(part);
    }

    /** A customer's state: {@link CustomerStates#SCHEMA}. */
    static Row state(String customer, StateLayout layout, double[] slots) {
        return RowFactory.create(customer, bytes(layout, slots));
    }
}
