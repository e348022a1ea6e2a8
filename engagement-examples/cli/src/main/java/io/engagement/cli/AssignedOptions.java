package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import io.engagement.connect.TimeFormat;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.LogFigure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** An experiment's customers in a file of who was assigned when, and their outcomes in a log. */
final class AssignedOptions {
    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A file of customer_id, arm and at, as 'experiment assign' writes it, for outcomes from files of"
                            + " interactions.")
    private Optional<Path> assignments = Optional.empty();

    @Option(
            names = "--campaign",
            paramLabel = "NAME",
            description =
                    "Which campaign of --assignments, if its column campaign names several; without such a column the one that the"
                            + " experiment's contacts have in the log.")
    private Optional<String> campaign = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How long after the assignment interactions count. Default: 30d.")
    private Duration window = Duration.ofDays(30);

    @Option(
            names = "--before-window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Adjust for the value in this time before the assignment.")
    private Optional<Duration> beforeWindow = Optional.empty();

    @Option(
            names = "--acts",
            split = ",",
            paramLabel = "PURPOSE",
            description = "Further outcomes of a log: whether there were interactions of a purpose, e.g. COMPLAINT.")
    private List<String> acts = new ArrayList<>();

    /** Of the experiment's contacts in the log, if the file or an option names it. */
    private Optional<String> read = Optional.empty();

    private List<String> warnings = List.of();

    Optional<Path> file() {
        return assignments;
    }

    Duration window() {
        return window;
    }

    /** Of who got contacts, once the data were asked for. */
    List<String> warnings() {
        return warnings;
    }

    private Assignments assigned(Optional<String> holdOut, LogView view, TimeFormat times) {
        Path path = assignments.orElseThrow(() -> new UsageError("--assignments is missing"));
        UnitsFile file = UnitsFile.read(
                TableFile.of(path, Layout.usual()), List.of("customer_id", "arm", "at"), List.of("campaign"));
        List<String> ids = file.texts("customer_id");
        List<String> arms = file.texts("arm");
        List<String> at = file.texts("at");
        String heldOut = HoldOuts.of(holdOut, "--assignments", arms);
        int[] rows = ofCampaign(file, arms, heldOut, view);
        List<String> own = Arrays.stream(rows).mapToObj(arms::get).toList();
        if (!own.contains(heldOut)) {
            throw HoldOuts.nobodyIn(heldOut, own);
        }
        Assignments.Builder all = Assignments.builder(heldOut);
        for (int row : rows) {
            all.assign(ids.get(row), arms.get(row), Instant.ofEpochMilli(file.time(row, "at", at.get(row), times)));
        }
        return all.build();
    }

    /** Who is held out without a campaign is so of all of them. */
    private int[] ofCampaign(UnitsFile file, List<String> arms, String heldOut, LogView view) {
        IntStream all = IntStream.range(0, file.rows());
        if (!file.has("campaign")) {
            campaign.ifPresent(name -> new BaseNames(view).campaigns("--campaign", List.of(name)));
            read = campaign;
            return all.toArray();
        }
        List<String> campaigns = file.textsOrBlank("campaign");
        for (int row = 0; row < campaigns.size(); row++) {
            if (campaigns.get(row).isEmpty() && !arms.get(row).equals(heldOut)) {
                throw file.refused(row, "its campaign is empty: only who is held out is so of all campaigns");
            }
        }
        List<String> names = campaigns.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new DataRefused("--assignments has a column campaign, and nobody was in one: leave out the column");
        }
        if (campaign.isEmpty() && names.size() > 1) {
            throw new UsageError("--campaign NAME is missing: --assignments has the campaigns ["
                    + Excerpt.ofNames(names) + "], and each is an experiment of its own");
        }
        String wanted = campaign.orElse(names.get(0));
        if (!names.contains(wanted)) {
            throw new UsageError("--campaign '" + Excerpt.of(wanted) + "': --assignments has none of that name; its"
                    + " campaigns are [" + Excerpt.ofNames(names) + "]");
        }
        read = Optional.of(wanted);
        return all.filter(row ->
                        campaigns.get(row).isEmpty() || campaigns.get(row).equals(wanted))
                .toArray();
    }

    /** What the ledger takes for spend, returns too, in the window. */
    LogFigure spend() {
        return spend("spend", Duration.ZERO, window);
    }

    private static LogFigure spend(String name, Duration from, Duration to) {
        return new LogFigure(name, LogFigure.Kind.VALUE, OutcomeRules.standard().spend(), from, to);
    }

    ExperimentData data(LogView view, Optional<String> holdOut, TimeFormat times, PrintWriter messages) {
        try {
            Assignments all = assigned(holdOut, view, times);
            tellUnknown(all, view, messages);
            ExperimentData data = ExperimentData.of(all)
                    .withOutcome(view, spend())
                    .withOutcome(view, act("bought", Purpose.PURCHASE));
            for (String purpose : acts) {
                Purpose known = new BaseNames(view).purposeOfContact("--acts", purpose);
                data = data.withOutcome(view, act(known.name().toLowerCase(Locale.ROOT), known));
            }
            if (beforeWindow.isPresent()) {
                data = data.withCovariate(
                        view, spend("spend before", beforeWindow.get().negated(), Duration.ZERO));
            }
            ArmContacts contacts = new ArmContacts(view, all, read, window);
            warnings = contacts.warnings();
            warnings.forEach(warning -> messages.println("note: " + warning));
            return data;
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }

    private static void tellUnknown(Assignments all, LogView view, PrintWriter messages) {
        List<String> unknown = IntStream.range(0, all.size())
                .mapToObj(all::customer)
                .filter(id -> view.row(id).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            messages.println("note: --assignments names " + unknown.size() + " of " + all.size()
                    + " customers whom no file knows, who count as customers who did nothing: "
                    + Excerpt.ofNames(unknown));
        }
    }

    private LogFigure act(String name, Purpose purpose) {
        return new LogFigure(name, LogFigure.Kind.ANY, Filter.purpose(purpose), Duration.ZERO, window);
    }
}
