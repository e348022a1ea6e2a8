package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.MappingRefused;
import io.engagement.connect.Reading;
import io.engagement.connect.Strictness;
import io.engagement.history.InteractionLog;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file of interactions, for programs that read one as the commands do. */
public final class LogFile {
    private LogFile() {}

    /**
     * Reads a file into a log. Rows that cannot be used are counted in the log's report and told.
     *
     * @param zone whose days count, and whose clock times without an offset are in
     * @param messages where to tell what was refused
     * @param options the file and how its columns are read, in the words of {@code engagement score --help}, such as
     *     {@code --input base.csv --where purpose=PURCHASE}
     * @return all that could be used
     * @throws IllegalArgumentException if the options are wrong
     * @throws IllegalStateException if the file cannot be read, if more than 5 % of its rows are refused, or if nothing
     *     in it can be used
     */
    public static InteractionLog read(ZoneId zone, PrintWriter messages, String... options) {
        try {
            Reading loader = Reading.under(Clock.system(zone));
            InputFile input = CommandLine.populateCommand(new InputFile(), options);
            LogOptions.add(loader, input);
            PrintWriter checked = new Messages(messages);
            return loader.load(Strictness.usual(), report -> LogOptions.tell(report, checked));
        } catch (ParameterException | UsageError | MappingRefused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (DataRefused e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
