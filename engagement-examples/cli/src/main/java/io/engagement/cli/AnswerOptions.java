package io.engagement.cli;

import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.AskUnit;
import io.engagement.dialogue.answers.ControlGroup;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is an ask, what an answer, and who was left out of the contacts at random. */
final class AnswerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--asks",
            paramLabel = "PURPOSE",
            split = ",",
            description = "Only contacts of these purposes ask. Default: all that the company's people send, but for"
                    + " answers of theirs.")
    private List<String> asks = new ArrayList<>();

    @Option(
            names = "--campaigns",
            paramLabel = "NAME",
            split = ",",
            description = "Look at contacts of these campaigns only; which act answers which contact stays as it is."
                    + " Default: all.")
    private List<String> campaigns = new ArrayList<>();

    @Option(
            names = "--answers",
            paramLabel = "PURPOSE",
            split = ",",
            description = "Only own acts of these purposes answer. Default: all.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How long a contact can be answered: 7d unless told.")
    private Optional<Duration> window = Optional.empty();

    @Option(names = "--any-channel", description = "Let acts on whatever channel answer; else only those on the ask's.")
    private boolean anyChannel;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description =
                    "What one ask is: CONTACT, TURN (unless told), contacts without an act between them, or OPENING,"
                            + " the turn that opens a conversation.")
    private Optional<AskUnit> unit = Optional.empty();

    @Option(
            names = "--at-once",
            description = "Let an act at the instant of a contact answer it: for clocks of hours or days.")
    private boolean atOnce;

    @Option(
            names = "--hold-out",
            paramLabel = "ATTRIBUTE=TEXT",
            description =
                    "Who was left out of all contacts at random, by a column of --customers: what they did is chance,"
                            + " and the rest is beyond it.")
    private Optional<String> holdOut = Optional.empty();

    @Option(
            names = "--random-campaigns",
            paramLabel = "NAME",
            split = ",",
            description = "Campaigns whose customers were drawn at random: all other customers are their hold-out.")
    private List<String> random = new ArrayList<>();

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if options are out of their range or do not go together
     */
    void check() {
        if (holdOut.isPresent() && !random.isEmpty()) {
            throw new UsageError("--hold-out is of all contacts and --random-campaigns of some: leave out one of them");
        }
        windowed(AnswerPolicy.withDefaults());
    }

    /**
     * What can be told if one customer is looked at.
     *
     * @throws UsageError if an option is of all customers
     */
    void checkOfOne() {
        IdleOptions.refuseOfOne(
                command, "tells what of all customers' answers is chance", "--hold-out", "--random-campaigns");
    }

    private AnswerPolicy windowed(AnswerPolicy policy) {
        try {
            return window.map(policy::withWindow).orElse(policy);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--window: " + e.getMessage());
        }
    }

    /** The asks and their answers; purposes and campaigns are those of the base. */
    Answers of(LogView view) {
        Answers all = Answers.of(view, policy(view));
        return campaigns.isEmpty()
                ? all
                : all.only(Filter.campaign(new BaseNames(view).campaigns("--campaigns", campaigns)));
    }

    private AnswerPolicy policy(LogView view) {
        BaseNames names = new BaseNames(view);
        AnswerPolicy policy = windowed(AnswerPolicy.withDefaults());
        if (!asks.isEmpty()) {
            policy = policy.withAsks(policy.asks().and(Filter.purpose(names.purposes("--asks", asks))));
        }
        if (!answers.isEmpty()) {
            policy = policy.withAnswers(policy.answers().and(Filter.purpose(names.purposes("--answers", answers))));
        }
        policy = unit.map(policy::withUnit).orElse(policy);
        policy = anyChannel ? policy.withAnswersOnAnyChannel() : policy;
        return atOnce ? policy.withAnswersAtOnce() : policy;
    }

    /** Who was left out at random; empty if nobody is told. */
    Optional<ControlGroup> controls(LogView view) {
        if (!random.isEmpty()) {
            return Optional.of(ControlGroup.restOf(view, new BaseNames(view).campaigns("--random-campaigns", random)));
        }
        return holdOut.map(words -> AttributeText.of("--hold-out", words, view))
                .map(chosen -> ControlGroup.of(IntStream.range(0, view.customers())
                        .filter(row -> chosen.holds(view.customer(row)))
                        .mapToObj(view::customerId)
                        .collect(Collectors.toSet())));
    }
}
