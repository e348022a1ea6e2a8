package io.engagement.crm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the example is asked to do.
 *
 * @param helps to print its help, and nothing else
 * @param creates whether it may make its schemas in the database at the address
 * @param address of PostgreSQL; empty for an embedded database
 * @param folder of the files of what was read; empty for one that is gone afterwards
 */
record DemoArguments(boolean helps, boolean creates, Optional<String> address, Optional<Path> folder) {
    static final String CREATE = "--create";

    static final String HELP = """
            Fills a CRM with 1,000 simulated customers, scores them, lets a day go by, scores them again, and prints whose
            scores moved most, with their reasons before and after.

            java -jar engagement-crm.jar                               in an embedded database, which is gone afterwards
            java -jar engagement-crm.jar [--create] ADDRESS [FOLDER]   in a database of PostgreSQL, from version 15 on

              ADDRESS   jdbc:postgresql://HOST/NAME or jdbc:postgresql://HOST:PORT/NAME, with settings behind a '?':
                        connectTimeout, socketTimeout, ssl, sslmode, sslrootcert
              FOLDER    where what was read is kept, so that a later start need not read all; without one it reads all
              --create  makes two schemas in that database, and nothing else: crm, the tables of the example's CRM with
                        their rows, and engagement, the scores and what runs remember. Where they are there, it is not
                        needed. The user needs: grant create on database NAME to USER
              --help    prints this, as -h and help do

            Environment: ENGAGEMENT_DB_USER; ENGAGEMENT_DB_PASSWORD, or ENGAGEMENT_DB_PASSWORD_FILE, whose first line it is.

            Exit codes: 0 fine, 1 the database or a file failed, 2 wrong usage.
            """;

    static DemoArguments of(String[] args) {
        List<String> places = new ArrayList<>();
        boolean creates = false;
        for (String each : args) {
            if (List.of("--help", "-h", "help").contains(each)) {
                return new DemoArguments(true, false, Optional.empty(), Optional.empty());
            }
            if (each.equals(CREATE)) {
                creates = true;
            } else if (each.startsWith("-")) {
                throw new IllegalArgumentException("there is no option " + each + "; --help tells of those there are");
            } else {
                places.add(each);
            }
        }
        if (places.size() > 2) {
            throw new IllegalArgumentException(
                    "the arguments are an address and a folder, or none; there are " + places.size());
        }
        if (creates && places.isEmpty()) {
            throw new IllegalArgumentException(
                    CREATE + " is for the database at an address, and there is none: the embedded one is always new");
        }
        return new DemoArguments(
                false,
                creates,
                places.stream().findFirst(),
                places.stream().skip(1).findFirst().map(Path::of));
    }
}
