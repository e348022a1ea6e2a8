package io.engagement.crm;

import io.engagement.score.ScoreTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Writes scores where they differ from those that are there. */
final class ScoreRows {
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_ID = 200;

    private static final String STAGED = """
            create local temporary table if not exists staged_scores (
                customer_id varchar(200) not null,
                score_name varchar(40) not null,
                score double precision,
                reason varchar(1000) not null,
                primary key (customer_id, score_name)
            )""";

    private static final String MERGE = """
            merge into engagement.scores s using staged_scores t
            on s.customer_id = t.customer_id and s.score_name = t.score_name
            when matched and (s.score is distinct from t.score or s.score is null and s.reason <> t.reason)
                then update set score = t.score, reason = t.reason, run_id = %1$d
            when not matched
                then insert (customer_id, score_name, score, reason, run_id)
                values (t.customer_id, t.score_name, t.score, t.reason, %1$d)""";

    private static final String DELETE = """
            delete from engagement.scores s where not exists (
                select 1 from staged_scores t where t.customer_id = s.customer_id and t.score_name = s.score_name)""";

    private final MathContext digits;

    ScoreRows(int digits) {
        this.digits = new MathContext(digits);
    }

    /** Makes the table of the connection's own to which scores go first. Some databases end a transaction at that. */
    static void prepare(Connection connection) throws SQLException {
        Sql.update(connection, STAGED);
        Sql.update(connection, "delete from staged_scores");
    }

    void stage(Connection connection, ScoreTable scores) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into staged_scores values (?, ?, ?, ?)")) {
            int waiting = 0;
            for (int row = 0; row < scores.size(); row++) {
                for (String name : scores.names()) {
                    set(insert, scores, row, name);
                    insert.addBatch();
                    if (++waiting % Sql.BATCH == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private void set(PreparedStatement insert, ScoreTable scores, int row, String name) throws SQLException {
        insert.setString(1, checked(scores.customerId(row)));
        insert.setString(2, name);
        double score = scores.get(row, name);
        if (Double.isFinite(score)) {
            insert.setDouble(3, BigDecimal.valueOf(score).round(digits).doubleValue());
        } else {
            insert.setNull(3, Types.DOUBLE);
        }
        String reason = scores.explain(row, name).reason();
        insert.setString(4, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    }

    private static String checked(String customer) {
        if (customer.length() > LONGEST_ID) {
            throw new CrmException("the id of a customer has " + customer.length() + " characters, at most "
                    + LONGEST_ID + " are stored: nothing is written. It begins with " + customer.substring(0, 60));
        }
        return customer;
    }

    /** How many rows were new or differed. */
    static int merge(Connection connection, long run) throws SQLException {
        return Sql.update(connection, MERGE.formatted(run));
    }

    /** How many were nobody's any more. */
    static int delete(Connection connection) throws SQLException {
        return Sql.update(connection, DELETE);
    }
}
