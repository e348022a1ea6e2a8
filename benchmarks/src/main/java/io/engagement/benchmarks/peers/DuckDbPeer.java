package io.engagement.benchmarks.peers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * DuckDB in memory, through JDBC. The query is the fastest of several that were tried: column types are told instead of
 * sniffed, a day is cut from the text instead of parsed as a timestamp, rows need not keep their order, and the first
 * day's spend is taken from the total instead of joined.
 */
final class DuckDbPeer {
    private DuckDbPeer() {}

    static void run(Path input, Path output, LocalDate asOf) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
            statement.execute("SET preserve_insertion_order = false");
            statement.execute(query(input, output, asOf));
        }
    }

    private static String query(Path input, Path output, LocalDate asOf) {
        return """
            COPY (
              WITH days AS (
                SELECT customer_id, CAST(substr("at", 1, 10) AS DATE) AS day, sum(value) AS spent
                FROM read_csv('%s', header = true, auto_detect = false, delim = ',', columns = {
                  'customer_id': 'VARCHAR', 'at': 'VARCHAR', 'purpose': 'VARCHAR', 'initiator': 'VARCHAR',
                  'channel': 'VARCHAR', 'value': 'DOUBLE', 'cost': 'DOUBLE'})
                WHERE purpose = 'PURCHASE' AND "at" < '%s'
                GROUP BY ALL),
              summary AS (
                SELECT customer_id, count(*) - 1 AS x, max(day) - min(day) AS t_x, DATE '%s' - min(day) AS T,
                  (sum(spent) - arg_min(spent, day)) / nullif(count(*) - 1, 0) AS mean_repeat_spend, max(day) AS last_day
                FROM days
                GROUP BY customer_id)
              SELECT customer_id, x, t_x, T, mean_repeat_spend,
                ntile(5) OVER (ORDER BY last_day, customer_id) AS recency_quintile,
                ntile(5) OVER (ORDER BY x, customer_id) AS frequency_quintile
              FROM summary
            ) TO '%s' (HEADER, DELIMITER ',')
            """.formatted(quoted(input), asOf, asOf, quoted(output));
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "''");
    }
}
