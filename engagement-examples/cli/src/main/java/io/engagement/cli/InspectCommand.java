package io.engagement.cli;

import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.FilePattern;
import io.engagement.connect.Inspection;
import io.engagement.connect.Layout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A look at a file before it is read. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement inspect [--sheet NAME] [--save FILE] [--json] FILE",
        description =
                "Looks at the first thousand rows of a file and says what it is (of a CSV text its encoding and delimiter,"
                        + " and what is before its header; of a workbook its sheets), its columns with examples and what they would be taken for, what"
                        + " is missing, and a mapping to start from, which --mapping of the other commands reads; and the"
                        + " preset that reads it, if it looks like an export of a well-known program.",
        footer = {
            "",
            "Example:",
            "  engagement inspect orders.csv --save orders.toml",
            "  engagement score --input orders.csv --mapping orders.toml --out scores.csv"
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "The file, as --input takes it; - for standard input. Or the address of a database, with"
                    + " --query.")
    private String given = "";

    @ArgGroup(exclusive = false)
    private @Nullable DatabaseOptions database;

    @Option(names = "--sheet", paramLabel = "NAME", description = LayoutOptions.SHEET)
    private Optional<String> sheet = Optional.empty();

    @Option(names = "--save", paramLabel = "FILE", description = "Write the mapping to a file.")
    private Optional<Path> save = Optional.empty();

    @Mixin
    private JsonOption page = new JsonOption();

    @Override
    public Integer call() {
        Inspection seen = seen();
        String mapping = text(seen);
        // First the file: who reads what is printed may go away.
        save.ifPresent(each -> OutputFile.writeText(each, mapping));
        page.print(
                new Page()
                        .with("file", "File", layout(seen), layout(seen))
                        .table("columns", "Columns", seen)
                        .value("preset", seen.preset().orElse(""))
                        .with("guessed", "Guessed", lines(seen.guessed(), "nothing"), seen.guessed())
                        .with("missing", "Missing", lines(seen.missing(), "nothing"), seen.missing())
                        .with("mapping", "Mapping", mapping, mapping),
                spec.commandLine());
        PrintWriter messages = new Messages(spec.commandLine().getErr());
        seen.preset()
                .ifPresent(preset -> messages.println(
                        "note: looks like " + PresetsCommand.title(preset) + ": read it with" + " --preset " + preset));
        if (seen.preset().isEmpty() && !seen.unused().isEmpty()) {
            messages.println("note: nothing is made of " + String.join(", ", seen.unused())
                    + ", which may say which rows count: take some only with where = [\"COLUMN=TEXT\"]");
        }
        save.ifPresent(each -> messages.println("wrote " + each));
        return 0;
    }

    private Inspection seen() {
        DatabaseOptions asked = database == null ? new DatabaseOptions() : database;
        if (DatabaseQuery.isAddress(given)) {
            if (sheet.isPresent()) {
                throw new UsageError("--sheet is of a workbook, and FILE is a database: leave it out");
            }
            check(asked.passwordFile().stream().toList());
            return Inspection.of(asked.at(given));
        }
        if (database != null) {
            asked.refuseFor(given);
        }
        List<Path> files = FilePattern.files("FILE", given);
        check(files);
        if (files.size() > 1) {
            new Messages(spec.commandLine().getErr())
                    .println("note: looked at is " + files.get(0) + ", the first of " + files.size() + " files");
        }
        return Inspection.of(files.get(0), sheet.map(Layout.usual()::withSheet).orElse(Layout.usual()));
    }

    /** Nothing that is read is written. */
    private void check(List<Path> read) {
        save.ifPresent(each -> OutputFile.check(each, read));
        save.ifPresent(OutputFile::checkText);
        OutputFile.checkStandardOutput(read);
    }

    private static String layout(Inspection seen) {
        if (seen.format().isPresent()) {
            return seen.format().get() + before(seen) + "\n";
        }
        String delimiter = seen.layout().delimiter() == '\t'
                ? "a tab"
                : "'" + seen.layout().delimiter() + "'";
        return "encoding " + seen.layout().charset() + ", fields separated by " + delimiter + before(seen) + "\n";
    }

    private static String before(Inspection seen) {
        return seen.before().isEmpty() ? "" : "\nbefore the header: " + String.join(", ", seen.before());
    }

    private static String lines(List<String> lines, String otherwise) {
        return (lines.isEmpty() ? otherwise : String.join("\n", lines)) + "\n";
    }

    /** With what is guessed and missing as comments. */
    private static String text(Inspection seen) {
        StringBuilder text = new StringBuilder();
        seen.guessed().forEach(each -> text.append("# guessed: ").append(each).append('\n'));
        seen.missing().forEach(each -> text.append("# missing: ").append(each).append('\n'));
        return text.append(seen.mapping().toToml()).toString();
    }
}
