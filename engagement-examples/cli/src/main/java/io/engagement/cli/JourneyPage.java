package io.engagement.cli;

import io.engagement.domain.Initiator;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.Journey;
import io.engagement.journey.JourneyBreakdown;
import io.engagement.journey.PathPositions;
import io.engagement.journey.PathVariants;
import io.engagement.journey.StagePath;
import io.engagement.journey.StageReturns;
import io.engagement.journey.Stages;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways of customers, for a manager. */
final class JourneyPage {
    private static final int WAYS = 10;
    private static final int FEW = 10;
    private static final String LAPSED = "lapsed";
    private static final double MONTH = 30;

    private final LogView view;
    private final Journey journey;
    private final Stages stages;
    private final Duration within;
    private final Page page = new Page();

    JourneyPage(LogView view, Journey journey, Duration within) {
        this.view = view;
        this.journey = journey;
        this.stages = journey.stages();
        this.within = within;
    }

    /** One customer. */
    Page of(String id) {
        StagePath path = journey.path(id).orElseThrow();
        page.value("as_of", view.asOf()).value("customer", id);
        page.table("path", "The way of " + Shown.value(id), path);
        Map<String, Object> ahead = new LinkedHashMap<>();
        StringBuilder words = new StringBuilder();
        for (String stage : silent()) {
            Optional<Instant> from = journey.silentFrom(id, stage);
            ahead.put(stage, from);
            from.ifPresent(at -> words.append(
                    String.format(Locale.ROOT, "%s %s %s\n", stage, at.isAfter(view.asOf()) ? "from" : "since", at)));
        }
        page.with(
                "if_silent",
                "When, if nothing is heard",
                words.isEmpty() ? "It cannot be said: nothing is known of a purchase or an act.\n" : words.toString(),
                ahead);
        double complexity = journey.complexity(id);
        page.with(
                "complexity",
                "How many turns the way takes, from 0 to 1",
                Double.isNaN(complexity) ? "There is no way.\n" : String.format(Locale.ROOT, "%.3f\n", complexity),
                complexity);
        return page;
    }

    /** The base. */
    Page of(Optional<String> by, Instant from, Instant to) {
        page.value("as_of", view.asOf());
        addStages();
        addFunnel();
        table("stays", "How long they stay in a stage", journey.stays());
        Table exits = journey.stays().exits(within);
        page.table(
                "exits",
                "Where they have gone from it " + Table.words(within) + " after they came",
                rows(exits),
                () -> exits);
        table("transitions", "Of those who took a step, where to, whenever it came", journey.transitions());
        table("flows", "Who was where on " + from + ", and where on " + to, journey.flows(from, to));
        addReturns();
        addVariants();
        addPositions();
        addNext();
        by.ifPresent(this::addGroups);
        return page;
    }

    private void table(String key, String title, Tabular table) {
        page.table(key, title, rows(table.table()), table);
    }

    private static String rows(Table table) {
        return table.rows().isEmpty() ? "Nobody.\n" : table.toString();
    }

    private List<String> silent() {
        return stages.names().stream()
                .filter(name -> stages.rules(name).stream()
                        .anyMatch(rule -> rule.toString().startsWith("silent")))
                .toList();
    }

    private void addStages() {
        String silences = stages.habit().map(this::words).orElse("");
        page.table("stages", "Where customers are", journey + silences, journey);
        page.value("rules", stages.toString().lines().toList());
    }

    private String words(SilenceHabit habit) {
        return silent().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Silences are judged by each customer's own gaps: one in ten of these is as long as that of those at risk,"
                                + " one in a\nhundred as that of lapsed ones, so that some of them come back. With no gap known, at"
                                + " risk is who is silent for more\nthan %.0f days, lapsed for more than %.0f.\n",
                        habit.longestSilence(0.9, 0, Double.NaN),
                        habit.longestSilence(0.99, 0, Double.NaN));
    }

    private void addFunnel() {
        page.table(
                "funnel",
                "How many go on to a later stage",
                rows(journey.funnel().table()),
                journey.funnel());
    }

    private void addReturns() {
        StageReturns returns = journey.returns();
        String lines =
                returns.returns().stream().limit(WAYS).map(each -> each + "\n").collect(Collectors.joining());
        page.table("returns", "Who comes back", lines.isEmpty() ? "Nobody.\n" : lines, returns);
    }

    private void addVariants() {
        PathVariants variants = journey.variants();
        List<String> lines = new ArrayList<>(variants.sentences(WAYS));
        long shown = variants.variants().stream()
                .limit(WAYS)
                .mapToLong(PathVariants.Variant::customers)
                .sum();
        if (shown < variants.customers()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of customers (%,d of %,d): %,d other ways",
                    100.0 * (variants.customers() - shown) / variants.customers(),
                    variants.customers() - shown,
                    variants.customers(),
                    Math.max(0, variants.variants().size() - WAYS)));
        }
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        page.with(
                "variants",
                "The ways they take",
                text.isEmpty() ? "Nobody.\n" : text,
                variants.variants().stream()
                        .limit(100)
                        .map(each -> Map.of("path", each.stages(), "customers", each.customers()))
                        .toList());
    }

    private void addPositions() {
        if (!stages.names().contains("repeat")) {
            return;
        }
        Filter contacts = Filter.initiatedBy(Initiator.COMPANY);
        PathPositions channels = journey.channelPositions("repeat", contacts);
        String words = channels.ways() == 0
                ? "No contact of the company stands before.\n"
                : channels
                        + "The part of the chance to come to repeat that would be missing if whoever was contacted so had come no"
                        + " further.\nA position in the way, not a cause.\n";
        page.table("positions", "Contacts on the way to repeat, by channel", words, channels);
    }

    /** Who will be lapsed next if nothing is heard of them. */
    private void addNext() {
        if (!silent().contains(LAPSED)) {
            return;
        }
        Measure until = stages.timeUntil(LAPSED);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(until));
        double[] days = IntStream.range(0, table.size())
                .mapToDouble(row -> table.column(until).get(row))
                .toArray();
        List<Integer> next = IntStream.range(0, days.length)
                .filter(row -> days[row] > 0 && days[row] <= MONTH)
                .filter(row -> journey.path(view.customerId(row))
                        .flatMap(StagePath::stage)
                        .filter(LAPSED::equals)
                        .isEmpty())
                .boxed()
                .sorted((one, other) -> Double.compare(days[one], days[other]))
                .toList();
        String head = String.format(
                Locale.ROOT, "%,d customers lapse within 30 days if nothing is heard of them.\n", next.size());
        String lines = next.stream()
                .limit(FEW)
                .map(row ->
                        String.format(Locale.ROOT, "%s: in %.1f days\n", Shown.value(view.customerId(row)), days[row]))
                .collect(Collectors.joining());
        page.with(
                "next_to_lapse",
                "Who is next to lapse",
                head + lines,
                next.stream()
                        .map(row -> Map.of("customer", view.customerId(row), "days", days[row]))
                        .toList());
    }

    private void addGroups(String attribute) {
        JourneyBreakdown groups = journey.by(attribute);
        group(groups, "stages_by", "Where customers are", each -> each);
        group(groups, "funnel_by", "How many go on", Journey::funnel);
        group(groups, "stays_by", "How long they stay", Journey::stays);
        group(groups, "returns_by", "Who comes back", Journey::returns);
    }

    private void group(JourneyBreakdown groups, String key, String title, Function<Journey, ? extends Tabular> of) {
        Table table = groups.table(of);
        page.table(
                key,
                title + ", by " + Shown.value(groups.attribute()),
                rows(table)
                        + (groups.suppressed() > 0
                                ? groups.suppressed() + " customers of groups under ten are left out.\n"
                                : ""),
                () -> table);
    }
}
