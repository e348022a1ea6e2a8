package io.engagement.benchmarks.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;

/** One contender in a process of its own: prints how many ms each run in a row took, the first one from the JVM's start. */
final class RunPeer {
    private RunPeer() {}

    /**
     * Runs a contender.
     *
     * @param arguments its name, the file, where to write, how many times
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Peer peer = Peer.of(arguments[0]);
        int runs = Integer.parseInt(arguments[3]);
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        for (int run = 0; run < runs; run++) {
            peer.run(Path.of(arguments[1]), Path.of(arguments[2]), BaseFile.AS_OF);
            long now = System.currentTimeMillis();
            System.out.println(now - begun);
            begun = now;
        }
    }
}
