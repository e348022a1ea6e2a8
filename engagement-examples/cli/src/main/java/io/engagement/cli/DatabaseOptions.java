package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.FileFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of a database, and who asks. A secret is neither an option nor a part of an address: all users see these. */
final class DatabaseOptions {
    private static final String VARIABLE = "ENGAGEMENT_DB_PASSWORD";

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "What to read of a database, where --input is its address: one query, which only reads. Its"
                    + " columns are those of a file. Times with a time zone are instants, others are read in --zone.")
    private @Nullable String query;

    @Option(names = "--user", paramLabel = "NAME", description = "The user who asks the database.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the user's password. Without it, the password is that in the"
                    + " environment variable " + VARIABLE + ". An address that holds one is refused.")
    private @Nullable Path passwordFile;

    /** So that it is refused without being repeated. */
    @Option(names = "--password", hidden = true, arity = "0..1", fallbackValue = "")
    private @Nullable String password;

    Optional<Path> passwordFile() {
        return Optional.ofNullable(passwordFile);
    }

    /** The query to a database. */
    DatabaseQuery at(String address) {
        checkNoPassword();
        return query(
                "--input",
                address,
                Optional.ofNullable(query),
                Optional.ofNullable(user),
                Optional.ofNullable(passwordFile));
    }

    /**
     * A query to a database, whose password is that of a file or of the environment.
     *
     * @param option that names the database
     */
    static DatabaseQuery query(
            String option, String address, Optional<String> query, Optional<String> user, Optional<Path> passwordFile) {
        DatabaseQuery asked = DatabaseQuery.of(
                address,
                query.orElseThrow(() -> new UsageError(option + " is a database: tell with "
                        + (option.equals("--input") ? "--query" : option + "-query") + " what to read of it")));
        DatabaseQuery named = user.map(asked::withUser).orElse(asked);
        return secret(passwordFile).map(named::withPassword).orElse(named);
    }

    /** Sees to it that nothing is told of a database where a file is read. */
    void refuseFor(String file) {
        checkNoPassword();
        throw noDatabase("--input", file);
    }

    /** What is said where something is told of a database and a file is named. */
    static UsageError noDatabase(String option, String file) {
        String begin = option.equals("--input") ? "--" : option + "-";
        return new UsageError(begin + "query, " + begin + "user and " + begin
                + "password-file are of a database, whose address is " + option
                + ", such as jdbc:postgresql://localhost/shop; it is the file " + file);
    }

    private void checkNoPassword() {
        if (password != null) {
            throw noPassword("--password-file");
        }
    }

    /** What is said where a password is given as an option. */
    static UsageError noPassword(String option) {
        return new UsageError("a password is not given as an option, which others can see: put it into the environment"
                + " variable " + VARIABLE + ", or into a file that " + option + " names");
    }

    private static Optional<String> secret(Optional<Path> told) {
        return told.map(DatabaseOptions::firstLine).or(() -> Optional.ofNullable(System.getenv(VARIABLE)));
    }

    private static String firstLine(Path passwordFile) {
        try (BufferedReader lines = Files.newBufferedReader(passwordFile, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first == null || first.isEmpty()) {
                throw new DataRefused("the first line of " + passwordFile + " is empty: it is to be the password");
            }
            return first;
        } catch (IOException e) {
            throw new DataRefused("cannot read the password file " + passwordFile + ": " + FileFault.why(e));
        }
    }
}
