package io.engagement.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

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

    static Report report(Analysis analysis, String title) {
        List<Supplier<List<Section>>> parts = new ArrayList<>();
        Lazy<Glance> glance = new Lazy<>(() -> Glance.of(analysis));
        parts.add(() -> List.of(glance.get().section()));
        // Names are given in the order in which the page asks for them.
        parts.add(() -> List.of(PeopleSection.of(analysis), CustomerSection.of(analysis)));
        UNNAMED.forEach(section -> parts.add(() -> List.of(section.apply(analysis))));
        List<Section> sections =
                parts.parallelStream().map(Supplier::get).flatMap(List::stream).toList();
        return new Report(
                title,
                analysis.asOf(),
                analysis.zone(),
                analysis.tooFew(),
                glance.get().headline(),
                sections);
    }
}
