package io.engagement.connect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows that a query gives in a database of PostgreSQL or H2, streamed, in a transaction that changes nothing. Times with a
 * zone are instants; others are local ones.
 */
public final class DatabaseQuery implements Source {
    /** Rows that the driver holds at a time. */
    private static final int FETCHED = 2_000;

    private static final Pattern COMMENTS = Pattern.compile("(?s)(?:\\s|\\(|--[^\n]*(?:\n|$)|/\\*.*?\\*/)*+");
    private static final Pattern READS = Pattern.compile("(?is)(?:select|with|values|table)\\b.*");

    /** What H2 lets even a query do that changes no table: read and write files, run scripts, reach other databases. */
    private static final Pattern REACHES_OUT = Pattern.compile(
            "(?is).*(?:\\b(?:file_read|file_write|csvread|csvwrite|link_schema|mem_\\w+|abort_session|cancel_session)\\b|\\bu&).*");

    private final DatabaseUrl url;
    private final String query;
    private final Optional<String> user;
    private final Optional<String> password;

    private DatabaseQuery(DatabaseUrl url, String query, Optional<String> user, Optional<String> password) {
        this.url = url;
        this.query = query;
        this.user = user;
        this.password = password;
    }

    /**
     * Whether a text is meant to be the address of a database, not a file's name.
     *
     * @param text any
     * @return true if it begins as one
     */
    public static boolean isAddress(String text) {
        return DatabaseUrl.isMeant(Objects.requireNonNull(text, "text must not be null"));
    }

    /**
     * A query.
     *
     * @param address such as {@code jdbc:postgresql://localhost/shop} or {@code jdbc:h2:./shop}; of the drivers' settings only
     *     those are let through that neither run code nor write files
     * @param query one that reads: it begins with select, with, values or table
     * @return the query, not yet asked, of no user
     * @throws MappingRefused if the address is another one or holds a secret, or the query does not only read
     */
    public static DatabaseQuery of(String address, String query) {
        DatabaseUrl url = DatabaseUrl.of(Objects.requireNonNull(address, "address must not be null"));
        return new DatabaseQuery(
                url,
                checked(url, Objects.requireNonNull(query, "query must not be null")),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * This query asked by a user.
     *
     * @param name the user's
     * @return the changed copy
     */
    public DatabaseQuery withUser(String name) {
        return new DatabaseQuery(
                url, query, Optional.of(Objects.requireNonNull(name, "name must not be null")), password);
    }

    /**
     * This query asked with a password.
     *
     * @param secret which no message repeats
     * @return the changed copy
     */
    public DatabaseQuery withPassword(String secret) {
        return new DatabaseQuery(
                url, query, user, Optional.of(Objects.requireNonNull(secret, "secret must not be null")));
    }

    /** The query without the semicolon that may end it. */
    private static String checked(DatabaseUrl url, String told) {
        String one = told.strip().replaceFirst(";$", "").strip();
        if (one.indexOf(';') >= 0) {
            throw new MappingRefused("--query has a ';': give one query; for a ';' in a text write chr(59)");
        }
        String bare = one.substring(end(one));
        if (!READS.matcher(bare).matches()) {
            throw new MappingRefused("--query must begin with select, with, values or table: it only reads");
        }
        if (url.isH2() && REACHES_OUT.matcher(one).matches()) {
            throw new MappingRefused("--query names a function that reaches files or other databases, such as csvwrite,"
                    + " or writes names as U&: it only reads tables");
        }
        return one;
    }

    /** Where what is before a query's first word ends. */
    private static int end(String one) {
        Matcher before = COMMENTS.matcher(one);
        return before.lookingAt() ? before.end() : 0;
    }

    @Override
    public String label() {
        return url.label();
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public void read(Rows rows) {
        try (Connection connection = connected();
                Statement statement = statement(connection);
                ResultSet found = asked(statement)) {
            ResultRows all = new ResultRows(found, this::lost);
            rows.read(all.names(), all);
        } catch (SQLException e) {
            throw new DataRefused(label() + ": " + told(e));
        }
    }

    private Connection connected() {
        Properties all = new Properties();
        all.putAll(url.settings());
        user.ifPresent(name -> all.setProperty("user", name));
        password.ifPresent(secret -> all.setProperty("password", secret));
        try {
            return DriverManager.getConnection(url.address(), all);
        } catch (SQLException e) {
            throw new DataRefused("cannot connect to " + label() + ": " + told(e) + remedy(e));
        }
    }

    private static String remedy(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        boolean isLogin = state.startsWith("28") || state.equals("08004");
        return isLogin
                ? ". Name the user with --user, and give the password in the environment variable"
                        + " ENGAGEMENT_DB_PASSWORD or with --password-file"
                : "";
    }

    /** Drivers hold all rows of a query that may be committed meanwhile. */
    private Statement statement(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(FETCHED);
        return statement;
    }

    private ResultSet asked(Statement statement) {
        try {
            return statement.executeQuery(query);
        } catch (SQLException e) {
            throw new DataRefused(label() + " does not answer the query: " + told(e));
        }
    }

    private DataRefused lost(long rows, SQLException fault) {
        return new DataRefused(label() + " failed after " + rows + " rows of the query: " + told(fault));
    }

    /** What the database says, without what it may repeat of the login. */
    private String told(SQLException fault) {
        String message = String.valueOf(fault.getMessage()).replaceFirst("(?s); SQL statement:.*", "");
        String open = password.filter(secret -> !secret.isBlank())
                .map(secret -> message.replace(secret, "***"))
                .orElse(message);
        return Excerpt.ofMessage(open.strip().replaceAll("\\s*[\r\n]+\\s*", "; "));
    }

    @Override
    public String toString() {
        return label();
    }
}
