package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.journey.Journey;
import io.engagement.journey.motive.Consistency;
import io.engagement.journey.motive.NewcomersFavoured;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.HelpingSelling;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Do customers live through the same when they are new and later? */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement consistency [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Do customers live through the same when they are new and later? Satisfaction, time to an answer, help,"
                        + " offers and what they cost: after the first 90 days against these, within customers; by tenure and by"
                        + " stage; and whether newcomers get more incentives than customers of the same value.",
        footer = {
            "",
            "Example:",
            "  engagement consistency --input interactions.csv",
            "",
            "Old customers are those who stayed: means of new and old ones, which stand",
            "beside what changes within customers, differ for that alone.",
            "",
            "time_to_answer is in hours, and what gets no answer within a week counts as a",
            "week; offers are a month, incentives are what offers cost a month, help_share",
            "is that of help in what the company sends.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ConsistencyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ConsistencyCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        base.checkOutput(pages.file(), List.of());
        PrintWriter messages = spec.commandLine().getErr();
        LogView view = base.view(List.of(), messages);
        Journey journey = Journey.of(view, BaseStages.of(view, base.zone(), messages));
        Consistency consistency = Consistency.of(view).withStages(journey);
        HelpingSelling helping = HelpingSelling.of(view, Instant.EPOCH, ContactPurposes.standard(), journey)
                .withWorth(ValueScores.spent());
        String findings = consistency.findings().isEmpty()
                ? "nothing that matters is found\n"
                : consistency.findings().stream()
                        .map(each -> each.sentence() + "\n")
                        .collect(Collectors.joining());
        pages.print(
                new Page()
                        .with(
                                "findings",
                                "What is found",
                                findings,
                                consistency.findings().stream()
                                        .map(ConsistencyCommand::finding)
                                        .toList())
                        .table(
                                "honeymoon",
                                "After the first 90 days against these, within customers",
                                consistency.table())
                        .with(
                                "newcomers",
                                "Incentives of the first year against later ones",
                                consistency.newcomers() + "\n",
                                newcomers(consistency.newcomers()))
                        .table("tenure", "By tenure: means of all, and changes within customers", consistency.tenure())
                        .table(
                                "stages",
                                "By stage: means of all, changes within customers against their other stages, and after 90"
                                        + " days",
                                consistency.stages())
                        .table(
                                "helping",
                                "Contacts that help and contacts that sell, by the stage of the customer",
                                helping.table())
                        .table(
                                "worth",
                                "What customers have spent by what they got from a department or in a stage, not because of it",
                                helping.worthTable()),
                spec.commandLine());
        return 0;
    }

    private static Map<String, Object> finding(Consistency.Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", finding.name());
        json.put("strength", finding.strength());
        json.put("sentence", finding.sentence());
        return json;
    }

    private static Map<String, Object> newcomers(NewcomersFavoured newcomers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("favoured", newcomers.isFavour());
        json.put("ratio", newcomers.ratio());
        json.put("lower", newcomers.interval().lower());
        json.put("upper", newcomers.interval().upper());
        json.put("log_ratio", newcomers.logRatio());
        json.put("standard_error", newcomers.standardError());
        json.put("margin", newcomers.margin());
        json.put("new_customers", newcomers.newCustomers());
        json.put("old_customers", newcomers.oldCustomers());
        json.put("new_rate", newcomers.newRate());
        json.put("old_rate", newcomers.oldRate());
        return json;
    }
}
