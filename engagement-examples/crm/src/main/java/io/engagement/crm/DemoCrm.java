package io.engagement.crm;

import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.simulate.SimulatedCustomer;
import io.engagement.simulate.Simulation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Fills a CRM with simulated customers, and with what real ones have: cancelled orders, planned calls, merged contacts, tests. */
final class DemoCrm {
    private static final int BATCH = 1_000;

    private final SplittableRandom random;
    private final Map<String, List<@Nullable Object[]>> rows = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    private DemoCrm(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Makes the tables and fills them, if they are not there. */
    static void fill(DataSource database, Simulation simulation) throws SQLException {
        Schemas.migrate(database, "crm", CrmDemo.TABLES);
        if (hasRows(database, "accounts")) {
            return;
        }
        DemoCrm crm = new DemoCrm(simulation.seed());
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < simulation.customers(); i++) {
                crm.add(simulation.customer(i));
                if (i % BATCH == BATCH - 1) {
                    crm.write(connection);
                }
            }
            crm.write(connection);
            connection.commit();
        }
    }

    private void add(SimulatedCustomer simulated) {
        String contact = simulated.customer().id();
        List<Interaction> interactions = simulated.interactions();
        Instant created = simulated
                .customer()
                .since()
                .orElseGet(() -> interactions.isEmpty()
                        ? Instant.EPOCH
                        : interactions.get(0).at());
        boolean isTest = random.nextInt(400) == 0;
        add("accounts", "a-" + contact, "Account " + contact, random.nextInt(3) == 0 ? "AT" : "DE", created);
        add(
                "contacts",
                contact,
                "a-" + contact,
                contact + "@example.com",
                null,
                random.nextInt(400) == 0,
                isTest,
                created,
                created);
        String second = random.nextInt(50) == 0 ? contact + "-double" : contact;
        if (!second.equals(contact)) {
            add("contacts", second, "a-" + contact, null, contact, false, false, created, created);
        }
        for (Interaction each : interactions) {
            add(each, random.nextInt(3) == 0 ? second : contact);
        }
        if (random.nextInt(10) == 0) {
            add("consents", contact, "EMAIL", random.nextBoolean(), created);
        }
    }

    private void add(Interaction each, String contact) {
        Instant at = each.at();
        if (each.kind().purpose().equals(Purpose.PURCHASE)) {
            long order = number("orders");
            add("orders", order, contact, status("PAID", "CANCELLED", 40), "WEB", at, at);
            double amount = each.value().orElse(1);
            add("order_lines", number("order_lines"), order, "item", 1, Math.round(amount * 100) / 100.0);
        } else if (each.kind().initiator() == Initiator.COMPANY) {
            add("newsletter_sends", number("newsletter_sends"), contact, campaign(at), at, random.nextInt(50) == 0, at);
        } else if (each.kind().purpose().equals(Purpose.COMPLAINT)) {
            add("tickets", number("tickets"), contact, "COMPLAINT", "PHONE", at, random.nextInt(5) / 4.0, at);
        } else {
            add(
                    "activities",
                    number("activities"),
                    contact,
                    "EMAIL",
                    "IN",
                    "t-" + numbers.get("activities"),
                    status("DONE", "PLANNED", 40),
                    at,
                    3.5,
                    at);
        }
    }

    private static String campaign(Instant at) {
        return "newsletter " + at.atOffset(ZoneOffset.UTC).getYear() + "-"
                + at.atOffset(ZoneOffset.UTC).getMonthValue();
    }

    private String status(String usual, String rare, int oneIn) {
        return random.nextInt(oneIn) == 0 ? rare : usual;
    }

    private long number(String table) {
        return numbers.merge(table, 1L, Long::sum);
    }

    private void add(String table, @Nullable Object... values) {
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(values);
    }

    private void write(Connection connection) throws SQLException {
        for (String table : List.of(
                "accounts",
                "contacts",
                "activities",
                "orders",
                "order_lines",
                "tickets",
                "newsletter_sends",
                "consents")) {
            List<@Nullable Object[]> added = rows.getOrDefault(table, List.of());
            if (!added.isEmpty()) {
                write(connection, table, added);
            }
        }
        rows.clear();
    }

    private static void write(Connection connection, String table, List<@Nullable Object[]> added) throws SQLException {
        String values = Sql.list(added.get(0).length);
        try (PreparedStatement insert = connection.prepareStatement("insert into crm." + table + " values " + values)) {
            for (@Nullable Object[] row : added) {
                Sql.set(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static boolean hasRows(DataSource database, String table) throws SQLException {
        AtomicBoolean hasRows = new AtomicBoolean();
        try (Connection connection = database.getConnection()) {
            Sql.query(connection, "select 1 from crm." + table + " fetch first 1 row only", row -> hasRows.set(true));
        }
        return hasRows.get();
    }

    /** Whether the next day is there. */
    static boolean hasDayGoneBy(DataSource database) throws SQLException {
        return hasRows(database, "deletions");
    }

    /** What a day brings: orders, a cancelled one, a merged contact, a deleted one; nothing if it is there. */
    static void nextDay(DataSource database, Instant today) throws SQLException {
        if (hasDayGoneBy(database)) {
            return;
        }
        try (Connection connection = database.getConnection();
                Session session = Session.of(connection)) {
            session.begin(Connection.TRANSACTION_READ_COMMITTED);
            nextDay(connection, today.plus(12, ChronoUnit.HOURS));
            connection.commit();
        }
    }

    private static void nextDay(Connection connection, Instant noon) throws SQLException {
        Sql.update(connection, """
                insert into crm.orders select 1000000 + o.id, o.contact_id, 'PAID', 'WEB', ?, ? from crm.orders o
                where mod(o.id, 400) = 0""", noon, noon);
        Sql.update(connection, """
                insert into crm.order_lines select 1000000 + l.id, 1000000 + l.order_id, l.product, 1, l.unit_price
                from crm.order_lines l where mod(l.order_id, 400) = 0""");
        Sql.update(connection, "update crm.orders set status = 'CANCELLED', updated_at = ? where id = 77", noon);
        Sql.update(
                connection,
                "update crm.contacts set merged_into = '0000010', updated_at = ? where id = '0000011'",
                noon);
        Sql.update(connection, "delete from crm.activities where id = 5");
        Sql.update(connection, "insert into crm.deletions values ('activities', '5', ?)", noon);
    }
}
