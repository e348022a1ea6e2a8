package io.engagement.cli;

import io.engagement.fit.ChiSquareTest;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.GroupTimeEffects;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.Overlap;
import io.engagement.outcome.observational.Panel;
import io.engagement.table.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is told of effects without a hold-out. */
final class PanelPage {
    private PanelPage() {}

    static void addLevels(Page page, Panel panel, FirstContacts contacts, int block) {
        try {
            Table table = panel.levels(contacts, block);
            page.table("levels", "What each group had before and after", table);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--levels: " + e.getMessage());
        }
    }

    static void addEffects(Page page, GroupTimeEffects effects) {
        Table.Builder events = effects("event");
        effects.dynamic().forEach((event, effect) -> add(events, String.valueOf(event), effect));
        Table.Builder groups = effects("group");
        effects.byGroup().forEach((name, effect) -> add(groups, String.valueOf(name), effect));
        Table.Builder overall = effects("over");
        add(overall, "all", effects.overall());
        Table byEvent = events.build();
        Table byGroup = groups.build();
        Table all = overall.build();
        page.table("effects", "Effects by group and period", effects)
                .table("events", "By periods since the contact", byEvent)
                .table("groups", "By group, from the contact on", byGroup)
                .table("overall", "Mean over periods from the contact on", all);
    }

    private static Table.Builder effects(String first) {
        return Table.builder()
                .column(first)
                .column("effect")
                .column("standard_error")
                .column("lower")
                .column("upper");
    }

    private static void add(Table.Builder table, String name, Effect effect) {
        table.row(
                name,
                effect.estimate(),
                effect.standardError(),
                effect.interval(0.95).lower(),
                effect.interval(0.95).upper());
    }

    static void addPretest(Page page, Optional<ChiSquareTest> test) {
        Map<String, Object> json = new LinkedHashMap<>();
        test.ifPresent(each -> {
            json.put("statistic", each.statistic());
            json.put("degrees_of_freedom", each.degreesOfFreedom());
            json.put("p_value", each.pValue());
        });
        String words = test.map(each -> String.format(
                        Locale.ROOT,
                        "W %.6g, df %d, p %.5f. A slow drift passes this test: what is claimed rests on%nplacebo dates before the contact (--window), not on it.%n",
                        each.statistic(),
                        each.degreesOfFreedom(),
                        each.pValue()))
                .orElse("There is no period before the contact to be tested.\n");
        page.with("pretest", "Did the groups move alike before the contact?", words, json);
    }

    static void addEvidence(Page page, ObservationalEvidence evidence) {
        Table.Builder overlap = Table.builder()
                .column("group")
                .column("contacted")
                .column("controls")
                .column("effective_controls", "%.1f")
                .column("largest_difference", "%.3f")
                .column("auc", "%.3f")
                .column("trimmed")
                .column("good");
        evidence.overlap().forEach((name, each) -> add(overlap, name, each));
        Table built = overlap.build();
        page.table("windows", "What may be claimed", evidence + "\n" + evidence.table(), evidence)
                .table(
                        "overlap",
                        "Are controls ("
                                + evidence.controls()
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + " contacted) like the contacted?",
                        built);
    }

    private static void add(Table.Builder table, int group, Overlap each) {
        double largest = each.after().isEmpty()
                ? Double.NaN
                : Collections.max(each.after().stream().map(Math::abs).toList());
        table.row(
                String.valueOf(group),
                each.treated(),
                each.controls(),
                each.effectiveControls(),
                largest,
                each.propensities().auc(),
                each.trimmed(),
                each.isGood() ? "yes" : "no");
    }
}
