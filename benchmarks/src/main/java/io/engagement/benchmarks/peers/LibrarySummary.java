package io.engagement.benchmarks.peers;

import io.engagement.cli.LogFile;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The figures that the others write, from this library's measures: purchases are read, all else is left out. */
final class LibrarySummary {
    private LibrarySummary() {}

    static void run(Path input, Path output, LocalDate asOf) throws IOException {
        InteractionLog log = LogFile.read(
                ZoneOffset.UTC,
                new PrintWriter(PrintWriter.nullWriter()),
                "--input",
                input.toString(),
                "--where",
                "purpose=PURCHASE");
        SummaryColumns summary = SummaryColumns.of(log.asOf(BaseFile.start(asOf)));
        RowText.write(output, Peer.HEADER, summary.table().size(), summary::append);
    }
}
