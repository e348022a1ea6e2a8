package io.engagement.dialogue;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * The private messages between students of {@code college_messages}, seen as customers of the network: a message sent is
 * the sender's own initiative, a message received is a contact that somebody else started.
 */
final class CollegeMessages {
    private CollegeMessages() {}

    static InteractionLog read(Path file) throws IOException {
        InteractionLog.Builder builder = InteractionLog.builder();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            Iterator<String> rows = lines.lines().skip(1).iterator();
            while (rows.hasNext()) {
                List<String> row = List.of(rows.next().split(" "));
                Instant at = Instant.ofEpochSecond(Long.parseLong(row.get(2)));
                builder.add(Interaction.of(row.get(0), at, Channel.CHAT, Initiator.CUSTOMER, Purpose.OTHER));
                builder.add(Interaction.of(row.get(1), at, Channel.CHAT, Initiator.COMPANY, Purpose.OTHER));
            }
        }
        return builder.build();
    }
}
