package io.engagement.report;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.FitException;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bases that tests look at, and how they read pages. */
final class Given {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** Three hundred simulated customers over two years, with models that were tried on the past. */
    static final Supplier<Analysis> SIMULATED = new Lazy<>(() -> analysis(simulated(300)));

    private Given() {}

    static LogView simulated(int customers) {
        Simulation simulation = Simulation.withDefaults().withCustomers(customers);
        return simulation.log().asOf(simulation.end());
    }

    static LogView view(Interaction... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (Interaction row : rows) {
            log.add(row);
        }
        return log.build().asOf(day(400));
    }

    static Analysis analysis(LogView view) {
        try {
            return Analysis.of(view, ScoringSetup.fit(view, FitChoices.usual().withBacktest(1)));
        } catch (FitException nothing) {
            return Analysis.of(view, ScoringSetup.of()).withMissing(Map.of("engagement", nothing.happened()));
        }
    }

    static Instant day(double day) {
        return START.plusMillis(Math.round(day * 86_400_000));
    }

    static Interaction bought(String customer, double day) {
        return Interaction.of(customer, day(day), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    static Interaction sent(String customer, double day) {
        return Interaction.of(customer, day(day), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
    }

    static Figure figure(Section section, String title) {
        return section.figures().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure \"" + title + "\" among "
                        + section.figures().stream().map(Figure::title).toList()));
    }

    static List<@Nullable Object> column(Figure figure, String name) {
        return column(figure.table(), name);
    }

    private static List<@Nullable Object> column(Table table, String name) {
        int place = table.columns().indexOf(name);
        if (place < 0) {
            throw new AssertionError("no column " + name + " among " + table.columns());
        }
        return table.rows().stream()
                .<@Nullable Object>map(row -> row.get(place))
                .toList();
    }

    /** The cell of the row that begins with a text. */
    static @Nullable Object cell(Figure figure, String row, String column) {
        int place = figure.table().columns().indexOf(column);
        return figure.table().rows().stream()
                .filter(cells -> row.equals(cells.get(0)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row + " in\n" + figure.table()))
                .get(place);
    }

    static double number(@Nullable Object cell) {
        return ((Number) Objects.requireNonNull(cell)).doubleValue();
    }
}
