package io.engagement.report;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Purchases;
import io.engagement.evaluate.Tracking;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was bought week by week beside what a model expects that has seen the first two thirds of the time. */
final class TrackingSection {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FEW_WEEKS = 9;
    private static final double FAR = 0.2;

    private final Analysis analysis;
    private final Tracking tracking;

    private TrackingSection(Analysis analysis, Tracking tracking) {
        this.analysis = analysis;
        this.tracking = tracking;
    }

    static Section of(Analysis analysis) {
        Optional<CustomerBaseModel> model = analysis.setup().purchases();
        if (model.isEmpty()) {
            return section(analysis.why("expected_purchases"), List.of());
        }
        try {
            TrackingSection own = new TrackingSection(analysis, tracking(analysis, model.get()));
            return own.tracking.customers() < SmallGroups.FEWEST
                    ? section(
                            "Fewer than " + SmallGroups.FEWEST
                                    + " customers had bought in the first two thirds of the time.",
                            List.of())
                    : section(own.certainty(), List.of(own.byStep(), own.soFar()));
        } catch (FitException | IllegalArgumentException none) {
            return section("It cannot be said: " + analysis.toldOfBase(none.getMessage()), List.of());
        }
    }

    /** Of a model of the same family, which has not seen what comes after the split. */
    private static Tracking tracking(Analysis analysis, CustomerBaseModel model) {
        if (!(model instanceof FamilyMember<?> member)) {
            throw new IllegalArgumentException(
                    model.name() + " is of no family that could be fitted to an earlier time");
        }
        Duration span = analysis.time().span();
        Duration step = span.compareTo(WEEK.multipliedBy(FEW_WEEKS)) < 0 ? DAY : WEEK;
        long heldOut = span.dividedBy(3).dividedBy(step);
        Instant split = startOfDay(
                analysis.asOf().minus(step.multipliedBy(heldOut)),
                model.definition().zone());
        LogView known = analysis.view().asOf(split.minusMillis(1));
        Purchases purchases = Purchases.of(
                known, model.timeScale(), model.definition(), member.family().covariates());
        if (purchases.size() == 0 || heldOut == 0) {
            throw new IllegalArgumentException("there is too little time to hold a third of it out");
        }
        return Tracking.of(analysis.view(), member.family().fit(purchases).model(), split, step);
    }

    /** Purchases are by days, and a day is wholly known to the model or not at all. */
    private static Instant startOfDay(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "tracking",
                "Does the model keep track?",
                "The model was fitted to the first two thirds of the time. If it goes on with what was bought after that, its forecasts can be"
                        + " used.",
                certainty,
                figures);
    }

    private String certainty() {
        double bias = tracking.bias();
        String said = "Of the " + Say.count(tracking.customers()) + " customers who had bought before "
                + analysis.day(tracking.split())
                + ", " + Say.about(tracking.heldOutExpected()) + " further purchases were expected after that day, and "
                + Say.count(tracking.heldOutBought()) + " came";
        if (Double.isNaN(bias)) {
            return said + ".";
        }
        return said
                + String.format(
                        Locale.ROOT,
                        ": %.0f %% too %s.%s",
                        100 * Math.abs(bias),
                        bias < 0 ? "few" : "many",
                        Math.abs(bias) > FAR
                                ? " That is far off: something has changed, such as a season or a price, and forecasts follow only"
                                        + " slowly."
                                : "")
                + level()
                + " Seasons are in no such model: a Christmas shows as a hump above the line.";
    }

    /** What is tracked is the model alone. */
    private String level() {
        return analysis.setup().level().isPresent()
                ? " The expected purchases and values of this page are corrected by what such a model missed before, and tried over "
                        + analysis.setup().horizon().map(Say::span).orElse("another time")
                        + "; these lines are neither, so that they are off by another share."
                : "";
    }

    /** A day may have 23 or 25 hours. */
    private String step() {
        return tracking.steps().size() > 1
                        && Duration.between(
                                                tracking.steps().get(0).from(),
                                                tracking.steps().get(0).until())
                                        .compareTo(DAY.multipliedBy(2))
                                < 0
                ? "day"
                : "week";
    }

    private Figure byStep() {
        Table.Builder table = Table.builder()
                .column("from")
                .column("Known to the model")
                .column("bought")
                .column("expected", "%.1f");
        tracking.steps()
                .forEach(each ->
                        table.row(each.from(), each.isHeldOut() ? "no" : "yes", each.bought(), each.expected()));
        return Figure.of(
                "Repeat purchases by " + step(),
                "What was bought and what was expected, of customers who had bought before "
                        + analysis.day(tracking.split()) + ". From that day on the model had not seen what came.",
                table.build(),
                Chart.lines("from", Chart.Line.of("bought"), Chart.Line.of("expected"))
                        .withAxis("purchases a " + step()));
    }

    private Figure soFar() {
        Table.Builder table =
                Table.builder().column("until").column("bought_so_far").column("expected_so_far", "%.0f");
        tracking.steps().forEach(each -> table.row(each.until(), each.boughtSoFar(), each.expectedSoFar()));
        return Figure.of(
                "The same, added up",
                "Two lines that stay together: the model is right in all. Lines that part after "
                        + analysis.day(tracking.split()) + ": it is not.",
                table.build(),
                Chart.lines("until", Chart.Line.of("bought_so_far"), Chart.Line.of("expected_so_far"))
                        .withAxis("purchases so far"));
    }
}
