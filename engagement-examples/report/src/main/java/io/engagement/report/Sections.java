package io.engagement.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The sections of a page, from what is seen at a glance to what the data lack. */
final class Sections {
    private static final List<Function<Analysis, Section>> UNNAMED = List.of(
            InitiativeSection::of,
            ContactMapSection::of,
            AnswersSection::of,
            WasteSection::of,
            OutcomesSection::of,
            LifecycleSection::of,
            CohortSection::of,
            RhythmSection::of,
            TrackingSection::of,
            TrustSection::of,
            ObjectivesSection::of,
            DataSection::of);

    private Sections() {}

    static Report report(Analysis analysis, String title, Names names) {
        Glance glance = Glance.of(analysis);
        List<Section> sections = new ArrayList<>(List.of(glance.section()));
        // Names are given in the order in which the page asks for them.
        sections.add(PeopleSection.of(analysis, names));
        sections.add(CustomerSection.of(analysis, names));
        sections.addAll(
                UNNAMED.parallelStream().map(section -> section.apply(analysis)).toList());
        return new Report(title, analysis.asOf(), glance.headline(), sections);
    }
}
