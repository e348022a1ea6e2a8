package io.engagement.crm;

import com.google.common.base.Throwables;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is. Who asks it, and by which password, is told by the environment: addresses and arguments all
 * users of a machine see. Of the driver's settings those are let through that neither run code nor write files.
 */
final class PostgresAddress {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:postgresql://([A-Za-z0-9_.:,\\[\\]-]+/[^/?&;#]+)(?:\\?(.*))?");
    private static final Pattern PORT = Pattern.compile(":(\\d+)(?=[,/])");
    private static final int LAST_PORT = 65_535;
    private static final Set<String> SETTINGS =
            new TreeSet<>(Set.of("connectTimeout", "socketTimeout", "ssl", "sslmode", "sslrootcert"));
    private static final String USER = "ENGAGEMENT_DB_USER";
    private static final String PASSWORD = "ENGAGEMENT_DB_PASSWORD";
    private static final String PASSWORD_FILE = "ENGAGEMENT_DB_PASSWORD_FILE";

    private PostgresAddress() {}

    /**
     * The database at an address.
     *
     * @throws IllegalArgumentException if it is another address, or has a setting that is not let through
     * @throws CrmException if the file of the password cannot be read
     */
    static DataSource database(String address, Map<String, String> environment) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the address must be jdbc:postgresql://HOST/NAME or"
                    + " jdbc:postgresql://HOST:PORT/NAME, with settings behind a ?; this one is not. User and password are not in"
                    + " it: they are in the environment variables " + USER + " and " + PASSWORD
                    + ", or the password is in the"
                    + " file that " + PASSWORD_FILE + " names");
        }
        checkPorts(parts.group(1));
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL("jdbc:postgresql://" + parts.group(1));
        database.setUser(environment.get(USER));
        database.setPassword(password(environment));
        // All rows of a batch in one statement.
        database.setReWriteBatchedInserts(true);
        String settings = parts.group(2);
        for (String setting : settings == null ? List.<String>of() : List.of(settings.split("&", -1))) {
            set(database, setting);
        }
        return database;
    }

    /** The driver says of another only that the address is wrong. */
    private static void checkPorts(String place) {
        Matcher port = PORT.matcher(place);
        while (port.find()) {
            if (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > LAST_PORT) {
                throw new IllegalArgumentException(
                        "the address has port " + port.group(1) + ": ports are from 1 to " + LAST_PORT);
            }
        }
    }

    /** The same, if it lets the user in. */
    static DataSource reached(String address, Map<String, String> environment) {
        DataSource database = database(address, environment);
        try {
            database.getConnection().close();
        } catch (SQLException e) {
            boolean isLogin = String.valueOf(e.getSQLState()).startsWith("28");
            throw new CrmException(
                    "cannot connect to " + address.replaceFirst("\\?.*", "")
                            + (isLogin ? " (the user is in " + USER + ", the password in " + PASSWORD + ")" : ""),
                    Throwables.getRootCause(e) instanceof UnknownHostException unknown
                            ? new UnknownHostException("unknown host " + unknown.getMessage())
                            : e);
        }
        return database;
    }

    private static void set(PGSimpleDataSource database, String setting) {
        int end = setting.indexOf('=');
        String name = end < 0 ? setting : setting.substring(0, end);
        if (end < 0 || !SETTINGS.contains(name)) {
            throw new IllegalArgumentException("the address has the setting '" + shown(name)
                    + "', which is not let through; allowed are " + String.join(", ", SETTINGS)
                    + ". User and password are in"
                    + " the environment variables " + USER + " and " + PASSWORD);
        }
        try {
            database.setProperty(name, setting.substring(end + 1));
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is none of the driver's: " + e.getMessage(), e);
        }
    }

    /** What is no name may be a part of a secret. */
    private static String shown(String name) {
        return name.matches("[A-Za-z_]{1,60}") ? name : "?";
    }

    private static @Nullable String password(Map<String, String> environment) {
        String file = environment.get(PASSWORD_FILE);
        return file == null ? environment.get(PASSWORD) : firstLine(Path.of(file));
    }

    private static String firstLine(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first == null || first.isEmpty()) {
                throw new CrmException("the first line of " + file + " is empty: it is to be the password");
            }
            return first;
        } catch (IOException e) {
            throw new CrmException("cannot read the password in " + file, e);
        }
    }
}
