package io.engagement.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Snapshots as versions of the library wrote them: one shard; a customer with two purchases and one to come; ids of three; a
 * feed.
 */
final class SnapshotFiles {
    private SnapshotFiles() {}

    static byte[] format(int number) throws IOException {
        String name = "snapshot-" + number + ".live";
        try (InputStream in = Objects.requireNonNull(SnapshotFiles.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
