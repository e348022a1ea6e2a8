package io.engagement.spark;

import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** States to scores, in chunks that become columns: no shuffle, and the library's plan as it is. */
public final class Scores {
    private Scores() {}

    /**
     * Scores all customers.
     *
     * @param states rows of {@link CustomerStates#SCHEMA}
     * @param layout of the states, with all measures that the scorers read
     * @param scorers of the library and of one's own
     * @param asOf as of when; states have seen nothing later
     * @return one row a customer: the id, then each score under its scorer's name, null where it does not exist
     */
    public static Dataset<Row> of(Dataset<Row> states, StateLayout layout, PlanMaker scorers, Instant asOf) {
        StructType schema = new StructType().add(Interactions.CUSTOMER, DataTypes.StringType, false);
        for (String name : names(scorers.plan(), layout, asOf)) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        MapPartitionsFunction<Row, Row> score = rows -> new Scored(rows, layout, scorers.plan(), asOf);
        return states.mapPartitions(score, Encoders.row(schema));
    }

    private static List<String> names(ScoringPlan plan, StateLayout layout, Instant asOf) {
        return plan.score(layout.table(new double[0], 0, row -> "", asOf, plan.timeScale()))
                .names();
    }

    /** The scores of one partition. */
    private static final class Scored implements Iterator<Row> {
        /** Customers scored at once. */
        private static final int CHUNK = 4096;

        private final Iterator<Row> rows;
        private final StateLayout layout;
        private final ScoringPlan plan;
        private final Instant asOf;
        private final double[] slots;
        private Iterator<Row> scored = List.<Row>of().iterator();

        Scored(Iterator<Row> rows, StateLayout layout, ScoringPlan plan, Instant asOf) {
            this.rows = rows;
            this.layout = layout;
            this.plan = plan;
            this.asOf = asOf;
            this.slots = new double[CHUNK * layout.slots()];
        }

        @Override
        public boolean hasNext() {
            if (!scored.hasNext() && rows.hasNext()) {
                scored = chunk().iterator();
            }
            return scored.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return scored.next();
        }

        private List<Row> chunk() {
            List<String> customers = new ArrayList<>(CHUNK);
            while (customers.size() < CHUNK && rows.hasNext()) {
                Row row = rows.next();
                layout.read(ByteBuffer.wrap(row.getAs(1)), slots, customers.size() * layout.slots());
                customers.add(row.getString(0));
            }
            ScoreTable table =
                    plan.score(layout.table(slots, customers.size(), customers::get, asOf, plan.timeScale()));
            double[][] columns = table.names().stream().map(table::column).toArray(double[][]::new);
            List<Row> out = new ArrayList<>(customers.size());
            for (int row = 0; row < customers.size(); row++) {
                out.add(row(customers.get(row), columns, row));
            }
            return out;
        }

        private static Row row(String customer, double[][] columns, int row) {
            Object[] fields = new Object[columns.length + 1];
            fields[0] = customer;
            for (int i = 0; i < columns.length; i++) {
                double score = columns[i][row];
                if (!Double.isNaN(score)) {
                    fields[i + 1] = score;
                }
            }
            return RowFactory.create(fields);
        }
    }
}
