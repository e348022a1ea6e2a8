package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.journey.Journey;
import io.engagement.journey.Stages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where customers are on their way, and where they go. */
@Command(
        name = "journey",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement journey [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Where are customers on their way, how long do they stay there, and where do they go? By stages from"
                        + " prospect to advocate, at risk and lapsed: how many are in each, how many go on and how many are lost, how"
                        + " long they stay, where they go next, who comes back, and which ways they take; of the base, or of one"
                        + " --customer.",
        footer = {
            "",
            "Examples:",
            "  engagement journey --input interactions.csv",
            "",
            "One customer's way:",
            "  engagement journey --customer c42 --input interactions.csv",
            "",
            "Between two dates, by a column of customers.csv:",
            "  engagement journey --from 2025-01-01 --to 2025-07-01 --by country \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "At risk is who is silent for longer than 90 % of their own gaps, lapsed",
            "for longer than 99 %: a customer with few gaps is judged by those of all.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class JourneyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(names = "--customer", paramLabel = "ID", description = "One customer's way. Default: the base.")
    private Optional<String> customer = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "ATTRIBUTE",
            description = "Break the tables down by an attribute, a column of --customers. Groups of fewer than ten"
                    + " customers are put together.")
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Flows between stages from then on. Default: --within before --to.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Until then. Default: the present.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--within",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Where customers have gone from a stage within this time: 90d unless told.")
    private Duration within = Duration.ofDays(90);

    @Option(
            names = "--stages",
            paramLabel = "FILE",
            description = "The stages, as --save-stages writes them. Default: the usual ones, with the"
                    + " habit of silence of this base.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--save-stages",
            paramLabel = "FILE",
            description = "Write the stages, with their habit, so that a later run judges by the same.")
    private Optional<Path> saved = Optional.empty();

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    JourneyCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        if (customer.isPresent()) {
            checkOfOne();
        }
        base.checkOutput(saved, file.stream().toList());
        saved.ifPresent(OutputFile::checkText);
        base.checkOutput(pages.file(), file.stream().toList());
        saved.ifPresent(path -> pages.file().ifPresent(out -> OutputFile.checkDifferent(path, out)));
        PrintWriter messages = spec.commandLine().getErr();
        LogView view = base.view(List.of(), messages);
        BaseNames names = new BaseNames(view);
        by.ifPresent(attribute -> names.attribute("--by", attribute));
        Stages stages = file.map(path -> Policies.read("--stages", path, "list of stages", Stages::read))
                .orElseGet(() -> BaseStages.of(view, base.zone(), messages));
        saved.ifPresent(path -> OutputFile.writeText(path, stages.toText()));
        Journey journey = Journey.of(view, stages);
        JourneyPage page = new JourneyPage(view, journey, within);
        pages.print(
                customer.map(id -> page.of(view.customerId(names.row("--customer", id))))
                        .orElseGet(() -> whole(view, page)),
                spec.commandLine());
        return 0;
    }

    private void checkOfOne() {
        IdleOptions.refuseOfOne(spec, "breaks down the base", "--by");
        IdleOptions.refuseOfOne(spec, "is of how the base moves between stages", "--from", "--to", "--within");
    }

    private Page whole(LogView view, JourneyPage page) {
        Instant end = to.map(text -> base.instant("--to", text)).orElse(view.asOf());
        Instant begin = from.map(text -> base.instant("--from", text)).orElse(end.minus(within));
        if (begin.isAfter(end) || end.isAfter(view.asOf())) {
            throw new UsageError("--from must not be after --to, nor --to after the present " + view.asOf() + ", were "
                    + begin + " and " + end);
        }
        return page.of(by, begin, end);
    }
}
