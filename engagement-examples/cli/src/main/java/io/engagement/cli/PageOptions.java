package io.engagement.cli;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a page is printed, or one of its tables written. */
final class PageOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Write one of the tables, by its name in JSON, and not the page: with all digits, to standard"
                    + " output or --out.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where --table goes: its name tells --format, and .gz or .zst behind it compresses.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private TableOptions form = new TableOptions();

    @Mixin
    private RawOption raw = new RawOption();

    /**
     * Where a table goes, if to a file.
     *
     * @throws UsageError if options of a table are given without one
     */
    Optional<Path> file() {
        if (table.isEmpty()) {
            IdleOptions.refuse(
                    spec, "is of one table: name it with --table", "--out", "--format", "--excel", "--digits", "--raw");
        } else if (json.isGiven()) {
            throw new UsageError("--json prints the page and --table one table of it: leave out one of them");
        }
        output();
        return file;
    }

    /**
     * Sees to it that what is written destroys nothing that is read.
     *
     * @param read all files that are
     */
    void check(Path... read) {
        file().ifPresent(each -> OutputFile.check(each, List.of(read)));
        OutputFile.checkStandardOutput(List.of(read));
    }

    private TableOutput output() {
        return form.to(file, raw, ZoneOffset.UTC);
    }

    /**
     * Sees to it that no page is asked for.
     *
     * @param why there is none
     * @throws UsageError if one is
     */
    void refuse(String why) {
        IdleOptions.refuse(spec, why, "--json", "--table", "--out", "--format", "--excel", "--digits", "--raw");
    }

    void print(Page page, CommandLine command) {
        if (table.isEmpty()) {
            json.print(page, command);
            return;
        }
        TableRows rows = new TableRows(page.table(table.get()));
        List<String> notes = output().write(rows.columns(), rows::writeTo, command.getOut());
        page.withheld(table.get())
                .map(why -> "note: the table " + table.get() + " is empty. " + why)
                .ifPresent(command.getErr()::println);
        Stream.concat(notes.stream(), file.stream().map(each -> "wrote " + each))
                .forEach(command.getErr()::println);
    }
}
