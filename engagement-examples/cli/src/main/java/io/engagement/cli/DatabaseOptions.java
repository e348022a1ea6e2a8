package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.DatabaseQuery;
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
        if (query == null) {
            throw new UsageError("--input is a database: tell with --query what to read of it");
        }
        DatabaseQuery asked = DatabaseQuery.of(address, query);
        DatabaseQuery named = user == null ? asked : asked.withUser(user);
        return secret().map(named::withPassword).orElse(named);
    }

    /** Sees to it that nothing is told of a database where a file is read. */
    void refuseFor(String file) {
        checkNoPassword();
        throw new UsageError("--query, --user and --password-file are of a database, whose address is --input, such as"
                + " jdbc:postgresql://localhost/shop; it is the file " + file);
    }

    private void checkNoPassword() {
        if (password != null) {
            throw new UsageError(
                    "a password is not given as an option, which others can see: put it into the environment"
                            + " variable " + VARIABLE + ", or into a file that --password-file names");
        }
    }

    private Optional<String> secret() {
        if (passwordFile == null) {
            return Optional.ofNullable(System.getenv(VARIABLE));
        }
        try (BufferedReader lines = Files.newBufferedReader(passwordFile, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first == null || first.isEmpty()) {
                throw new DataRefused("the first line of " + passwordFile + " is empty: it is to be the password");
            }
            return Optional.of(first);
        } catch (IOException e) {
            throw new DataRefused("cannot read the password file " + passwordFile + ": " + e.getMessage());
        }
    }
}
