package io.engagement.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Snapshots as versions of the library wrote them: one shard; a customer with two purchases and one to come; ids of three; a
 * feed. From format 3 on the first is of a campaign and of a conversation that tells its initiator, and the one to come is an answer.
 */
final class SnapshotFiles {
    private SnapshotFiles() {}

    static byte[] format(int number) throws IOException {
        return read("snapshot-" + number + ".live");
    }

    /** Of format 1, with the age of a contract as it was kept then. */
    static byte[] contracts() throws IOException {
        return read("contracts-1.live");
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SnapshotFiles.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
