package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.RfmSegments;
import io.engagement.strategy.lifecycle.Stickiness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who is new, who stays, who comes back. */
@Command(
        name = "lifecycle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement lifecycle [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Who is new, who stays, who comes back? By calendar period: new, returning, resurrected and dormant"
                        + " customers; how many of those who came in one are active so many later; on how many days they are;"
                        + " and groups by how recently, how often and for how much customers buy.",
        footer = {
            "",
            "Examples:",
            "  engagement lifecycle --period months --input interactions.csv",
            "",
            "Of purchases alone, by a column of customers.csv:",
            "  engagement lifecycle --activity PURCHASE --by country \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class LifecycleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--activity",
            paramLabel = "PURPOSE",
            split = ",",
            description =
                    "What counts as being active: interactions of these purposes. Default: whatever customers do of"
                            + " their own accord.")
    private List<String> activity = new ArrayList<>();

    @Option(
            names = "--period",
            paramLabel = "UNIT",
            description = "DAYS, WEEKS, MONTHS (unless told) or YEARS of the calendar in --zone.")
    private TimeScale period = TimeScale.MONTHS;

    @Option(
            names = "--by",
            paramLabel = "ATTRIBUTE",
            description = "Break all tables down by an attribute, a column of --customers. Groups of fewer than ten"
                    + " customers are put together.")
    private Optional<String> by = Optional.empty();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    LifecycleCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        CalendarPeriods calendar = CalendarPeriods.of(Periods.checked(period), base.zone());
        base.checkOutput(pages.file(), List.of());
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        BaseNames names = new BaseNames(view);
        Filter active =
                activity.isEmpty() ? Filter.ownInitiative() : Filter.purpose(names.purposes("--activity", activity));
        by.ifPresent(attribute -> names.attribute("--by", attribute));
        Page page = by.map(attribute -> brokenDown(view, active, calendar, attribute))
                .orElseGet(() -> page(view, active, calendar));
        pages.print(page, spec.commandLine());
        return 0;
    }

    private Page page(LogView view, Filter active, CalendarPeriods calendar) {
        Lifecycle lifecycle = Lifecycle.of(view, active, calendar);
        Cohorts cohorts = Cohorts.of(view, active, calendar);
        Stickiness stickiness = Stickiness.of(view, active, calendar);
        RfmSegments rfm = RfmSegments.of(view, bought());
        return new Page()
                .table("lifecycle", lifecycleTitle(), lifecycle)
                .table("cohorts", cohortsTitle(), cohorts)
                .table("stickiness", stickinessTitle(), stickiness)
                .table("rfm", rfmTitle(), rfm);
    }

    private Page brokenDown(LogView view, Filter active, CalendarPeriods calendar, String attribute) {
        var lifecycle = Lifecycle.by(view, active, calendar, attribute);
        var cohorts = Cohorts.by(view, active, active, calendar, attribute);
        var stickiness = Stickiness.by(view, active, calendar, attribute);
        var rfm = RfmSegments.by(view, bought(), attribute);
        return new Page()
                .table("lifecycle", lifecycleTitle(), lifecycle)
                .table("cohorts", cohortsTitle(), cohorts)
                .table("stickiness", stickinessTitle(), stickiness)
                .table("rfm", rfmTitle(), rfm);
    }

    private static Filter bought() {
        return Filter.purpose(Purpose.PURCHASE);
    }

    private String active() {
        return activity.isEmpty() ? "own acts" : String.join(", ", activity);
    }

    private String lifecycleTitle() {
        return "Who is new, returns, comes back, rests: " + active() + " by " + period + " in " + base.zone();
    }

    private String cohortsTitle() {
        return "Of those who came in a period, who is active so many later: " + active();
    }

    private String stickinessTitle() {
        return "On how many days of a period they are active: " + active();
    }

    private static String rfmTitle() {
        return "How recently, how often and for how much they buy";
    }
}
