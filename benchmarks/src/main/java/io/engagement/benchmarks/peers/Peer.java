package io.engagement.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The contenders. Each reads a file of interactions as {@link BaseFile} writes it and writes a CSV file with one row for
 * each customer who ever bought: x, t_x, T (days), the mean spend on a repeat purchase day, and quintiles of recency and
 * frequency (5 is best). All use as many threads as the JVM has processors.
 */
enum Peer {
    /** SQL in an embedded database. */
    DUCKDB,
    /** A map of lists and Java streams. */
    STREAMS,
    /** The same figures from this library's measures. */
    LIBRARY_SUMMARY,
    /** The same figures, and four scores of models that are fitted to the file, for every customer. */
    LIBRARY_SCORES;

    /** The header of what all write; scores come behind it. */
    static final String HEADER = "customer_id,x,t_x,T,mean_repeat_spend,recency_quintile,frequency_quintile";

    static Peer of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From a file to a file, as of the start of a day in UTC. */
    void run(Path input, Path output, LocalDate asOf) throws IOException, SQLException {
        switch (this) {
            case DUCKDB -> DuckDbPeer.run(input, output, asOf);
            case STREAMS -> StreamsPeer.run(input, output, asOf);
            case LIBRARY_SUMMARY -> LibrarySummary.run(input, output, asOf);
            case LIBRARY_SCORES -> LibraryScores.run(input, output, asOf);
        }
    }
}
