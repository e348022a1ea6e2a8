package io.engagement.evaluate;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Bases of {@link SharedData} as logs. */
final class RealBases {
    private RealBases() {}

    /** All 23,570 customers, with purchases of a day as one. */
    static InteractionLog cdnow() throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        List<String> lines = Files.readAllLines(SharedData.file("data/cdnow/cdnow_master.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            Instant at = LocalDate.parse(row[1]).atStartOfDay().toInstant(ZoneOffset.UTC);
            log.add(Interaction.of(row[0], at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(Double.parseDouble(row[3])));
        }
        return log.build();
    }
}
