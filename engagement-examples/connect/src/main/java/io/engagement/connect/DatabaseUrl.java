package io.engagement.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is: PostgreSQL on a server, or a file of H2. Of what the drivers take besides only that is let through which
 * neither runs code nor writes files nor tells a secret; messages repeat no value, as one may be a password.
 *
 * @param label without settings, for messages
 * @param address what the driver is given
 * @param settings what the driver is given beside the login
 * @param isH2 or PostgreSQL
 */
record DatabaseUrl(String label, String address, Properties settings, boolean isH2) {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";
    private static final Pattern SERVER = Pattern.compile("//([A-Za-z0-9_.:,\\[\\]-]+)/([^/?&;#]+)(?:\\?(.*))?");
    private static final Pattern FILE = Pattern.compile("(?:file:)?((?:~|\\.{1,2}|[A-Za-z]:)?/[^:;\\\\]+)((?:;.*)?)");
    private static final Set<String> SERVER_SETTINGS = new TreeSet<>(Set.of(
            "ApplicationName",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "loginTimeout",
            "socketTimeout",
            "ssl",
            "sslmode",
            "sslnegotiation",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive"));
    private static final Set<String> FILE_SETTINGS = new TreeSet<>(Set.of(
            "CASE_INSENSITIVE_IDENTIFIERS", "DATABASE_TO_LOWER", "DATABASE_TO_UPPER", "MODE", "SCHEMA", "TIME ZONE"));

    /** Only what is there is opened, nothing in it is changed, and rows are not collected before the first one is given. */
    private static final String AS_IT_IS =
            ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1;DB_CLOSE_ON_EXIT=FALSE";

    /** Whether a text is meant to be a database's address. */
    static boolean isMeant(String text) {
        return text.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length());
    }

    /**
     * An address, taken apart.
     *
     * @throws MappingRefused if it is none of those that are read, or has a setting that is not
     */
    static DatabaseUrl of(String text) {
        if (text.startsWith(POSTGRES)) {
            return postgres(text.substring(POSTGRES.length()));
        }
        if (text.startsWith(H2)) {
            return h2(text.substring(H2.length()));
        }
        throw new MappingRefused("a database is read from jdbc:postgresql://HOST/NAME or jdbc:h2:FILE, in lower case;"
                + " this is another address");
    }

    private static DatabaseUrl postgres(String rest) {
        Matcher parts = SERVER.matcher(rest);
        if (!parts.matches()) {
            throw new MappingRefused("the address of a PostgreSQL database is jdbc:postgresql://HOST/NAME or"
                    + " jdbc:postgresql://HOST:PORT/NAME, with settings behind a ?; this one is not. User and password"
                    + " are not in it: name the user with --user, and see --password-file");
        }
        Properties settings = new Properties();
        settings.setProperty("tcpKeepAlive", "true");
        String told = parts.group(3);
        for (String each : told == null ? List.<String>of() : List.of(told.split("&", -1))) {
            put(settings, each, SERVER_SETTINGS, false);
        }
        settings.setProperty("readOnly", "true");
        String place = "//" + parts.group(1) + "/" + parts.group(2);
        return new DatabaseUrl(POSTGRES + place, POSTGRES + place, settings, false);
    }

    private static DatabaseUrl h2(String rest) {
        Matcher parts = FILE.matcher(rest);
        if (!parts.matches()) {
            throw new MappingRefused(
                    "a database of H2 is read from its file, as jdbc:h2:./shop for ./shop.mv.db, with a"
                            + " path that begins with /, ./, ../, ~/ or a drive; servers, memory, archives and backslashes are"
                            + " not read");
        }
        Properties settings = new Properties();
        for (String each : parts.group(2).isEmpty()
                ? List.<String>of()
                : List.of(parts.group(2).substring(1).split(";", -1))) {
            if (!each.isEmpty()) {
                put(settings, each, FILE_SETTINGS, true);
            }
        }
        List<String> all = new ArrayList<>();
        settings.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> all.add(";" + name + "=" + settings.getProperty(name)));
        return new DatabaseUrl(
                H2 + parts.group(1),
                H2 + "file:" + parts.group(1) + String.join("", all) + AS_IT_IS,
                new Properties(),
                true);
    }

    private static void put(Properties settings, String setting, Set<String> allowed, boolean anyCase) {
        int end = setting.indexOf('=');
        String told = end < 0 ? setting : setting.substring(0, end);
        String name = anyCase ? told.strip().toUpperCase(Locale.ROOT) : told;
        checkSecret(name);
        if (end < 0 || !allowed.contains(name)) {
            throw new MappingRefused("the database's address has the setting '" + shown(name)
                    + "', which is not let through; allowed are " + String.join(", ", allowed));
        }
        if (settings.containsKey(name) && !name.equals("tcpKeepAlive")) {
            throw new MappingRefused("the database's address has the setting '" + name + "' twice");
        }
        settings.setProperty(name, setting.substring(end + 1));
    }

    private static void checkSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("password") || lower.contains("pwd")) {
            throw new MappingRefused("the database's address holds a password, which others can see there: take it out,"
                    + " and give it in the environment variable ENGAGEMENT_DB_PASSWORD or with --password-file");
        }
        if (lower.equals("user")) {
            throw new MappingRefused("the database's address holds the user: name it with --user");
        }
    }

    /** What is no name may be a part of a secret. */
    private static String shown(String name) {
        return name.matches("[A-Za-z_ ]{1,60}") ? name : "?";
    }
}
