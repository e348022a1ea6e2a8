package io.engagement.cli;

import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.answers.ControlGroup;
import io.engagement.history.LogView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who reaches out, and who answers. */
@Command(
        name = "dialogue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement dialogue [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Who reaches out, and does the company listen? How much of the conversation is the customers', how"
                        + " often they answer and how much of that is beyond chance, how often and how fast the company answers,"
                        + " what unanswered contacts cost, what pressure does, how customers like to be contacted and how well the"
                        + " company keeps to it; of the base, or of one --customer.",
        footer = {
            "",
            "Examples:",
            "  engagement dialogue --input interactions.csv",
            "",
            "Of one customer:",
            "  engagement dialogue --customer c42 --input interactions.csv",
            "",
            "Beyond chance by customers who were left out, marked in customers.csv:",
            "  engagement dialogue --hold-out group=control --by country \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "Most answers that are no replies are coincidence: without a hold-out what is",
            "beyond chance is estimated from the customers' own rhythm, which shows no cause.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class DialogueCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--customer", paramLabel = "ID", description = "One customer. Default: the base.")
    private Optional<String> customer = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "ATTRIBUTE",
            description = "Break down how much is theirs by an attribute, a column of --customers. Groups of fewer than"
                    + " ten customers are put together.")
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--promise",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Within what time the company promises to answer: 1d unless told.")
    private Duration promise = Duration.ofDays(1);

    @Mixin
    private AnswerOptions options = new AnswerOptions();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    DialogueCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        options.check();
        customer.ifPresent(id -> checkOfOne());
        base.checkOutput(pages.file(), List.of());
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        BaseNames names = new BaseNames(view);
        by.ifPresent(attribute -> names.attribute("--by", attribute));
        Answers answers = options.of(view);
        Page page = customer.map(id -> new CustomerPage(view, base.zone()).of(names.row("--customer", id), answers))
                .orElseGet(() -> whole(view, answers));
        pages.print(page, spec.commandLine());
        return 0;
    }

    private void checkOfOne() {
        options.checkOfOne();
        IdleOptions.refuseOfOne(spec, "breaks down the base", "--by");
        IdleOptions.refuseOfOne(spec, "is of how fast the company answers all customers", "--promise");
    }

    private Page whole(LogView view, Answers answers) {
        Optional<ControlGroup> controls = options.controls(view);
        CompanyAnswers company = CompanyAnswers.of(view, CompanyAnswers.policy(), promise);
        return new DialoguePage(view, base.zone()).of(by, answers, controls, company);
    }
}
