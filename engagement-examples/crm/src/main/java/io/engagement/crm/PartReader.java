package io.engagement.crm;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Reading;
import io.engagement.connect.Report;
import io.engagement.history.InteractionLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a CRM into files, a part of the customers at a time: no more than that is in memory. {@link
 * io.engagement.history.PartitionedLog} does not do for it: its files end with the run, and here those of customers who did not change
 * stay from night to night.
 */
final class PartReader {
    private static final Logger LOG = LoggerFactory.getLogger(PartReader.class);

    private final Connection crm;
    private final CrmTables tables;
    private final Identities identities;
    private final RunLogs logs;
    private final RefusedRows refused = new RefusedRows();
    private final List<String> files = new ArrayList<>();
    private int customers;
    private long rows;
    private long interactions;

    PartReader(Connection crm, CrmTables tables, Identities identities, RunLogs logs) {
        this.crm = crm;
        this.tables = tables;
        this.identities = identities;
        this.logs = logs;
    }

    /** Reads all of it, into so many parts. */
    Parts all(int parts) throws SQLException {
        if (parts > 1) {
            PartContacts.stage(crm, identities, parts);
        }
        for (int part = 0; part < parts; part++) {
            logs.letGo();
            InteractionLog log =
                    read(InteractionLog.builder().build(), parts == 1 ? Contacts.all() : Contacts.ofPart(part));
            customers += log.customers();
            keep(logs.write(log), log);
        }
        refused.check(Map.of());
        return parts(true);
    }

    /**
     * Reads those customers anew who changed.
     *
     * @param known the files of the last run
     * @param allRows how many rows each feed has
     * @return empty if one of the files cannot be used
     */
    Optional<Parts> changed(List<String> known, Changed changed, Map<String, Long> allRows) {
        for (int part = 0; part < known.size(); part++) {
            Optional<InteractionLog> before = logs.read(known.get(part));
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Set<String> own = new HashSet<>(changed.owners(before.get()));
            for (String customer : changed.customers()) {
                if (PartContacts.part(customer, known.size()) == part) {
                    own.add(customer);
                }
            }
            customers += own.size();
            if (own.isEmpty()) {
                keep(known.get(part), before.get());
            } else {
                InteractionLog now = read(before.get().without(own), Contacts.of(identities.contacts(own)));
                keep(logs.write(now), now);
            }
        }
        refused.check(allRows);
        return Optional.of(parts(false));
    }

    private void keep(String file, InteractionLog log) {
        files.add(file);
        interactions += log.size();
    }

    private Parts parts(boolean isFull) {
        if (interactions == 0) {
            throw new DataRefused(
                    "no feed has a row that its mapping takes for an interaction: nothing is written. Is it the"
                            + " right database, and is it filled?");
        }
        return new Parts(List.copyOf(files), isFull, customers, rows, interactions);
    }

    private InteractionLog read(InteractionLog kept, Contacts contacts) {
        Reading reading = Reading.under(Clock.system(ZoneOffset.UTC));
        reading.add(kept);
        new CustomerRows(crm, tables, identities).read(contacts, reading::add);
        for (Feed feed : tables.feeds()) {
            FeedRows read = new FeedRows(crm, feed, identities, contacts);
            reading.add(read, feed.mapping(), done -> {});
            rows += read.taken();
        }
        return reading.loadUnjudged(report -> {
            told(report, contacts).lines().forEach(LOG::info);
            refused.add(report);
        });
    }

    /** Of a few rows it says nothing that a mapping names what none of them has. */
    static Report told(Report report, Contacts contacts) {
        return contacts.equals(Contacts.all())
                ? report
                : new Report(
                        report.log(),
                        report.leftOut(),
                        report.repeated(),
                        report.around(),
                        report.sources(),
                        report.customers(),
                        List.of());
    }
}
