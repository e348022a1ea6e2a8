package io.engagement.cli;

import io.engagement.connect.Mapping;
import io.engagement.table.Table;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The mappings that come with the program. */
@Command(
        name = "presets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"engagement presets [--json]", "engagement presets NAME"},
        description =
                "Tells which presets there are and what each reads; or prints one as a mapping in TOML, with where it"
                        + " is documented and what it leaves out, to be kept and changed.",
        footer = {
            "",
            "Example:",
            "  engagement presets intercom > intercom.toml",
            "  engagement score --input conversation_part_history.csv --mapping intercom.toml --out scores.csv"
        })
final class PresetsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The preset to print.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    public Integer call() {
        if (name.isPresent()) {
            page.refuse("is of the list of presets, and " + name.get() + " is printed as the mapping that it is");
            PrintWriter out = new Messages(spec.commandLine().getOut());
            out.print(Mapping.presetText(name.get()));
            out.flush();
            return 0;
        }
        Table all = all();
        page.print(new Page().table("presets", "Presets", all), spec.commandLine());
        return 0;
    }

    private static Table all() {
        Table.Builder table = Table.builder().column("preset").column("reads");
        Mapping.presets().forEach(each -> table.row(each, title(each)));
        return table.build();
    }

    /** What a preset reads is the first line of its text. */
    static String title(String preset) {
        return Mapping.presetText(preset).lines().findFirst().orElse("").replaceAll("^# |\\.$", "");
    }
}
