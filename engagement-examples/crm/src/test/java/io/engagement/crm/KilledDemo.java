package io.engagement.crm;

import io.engagement.simulate.Simulation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/** The example with few customers, to be killed. */
final class KilledDemo {
    private static final int CUSTOMERS = 150;

    private KilledDemo() {}

    public static void main(String[] args) throws SQLException {
        new CrmDemo(Databases.at(args[0]), new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .run(Simulation.withDefaults().withCustomers(CUSTOMERS), Path.of(args[1]));
    }
}
