package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.ScoringSetup;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole pages, of bases that lack this or that. */
class AnalysisTest {
    private static Report page(Analysis analysis) {
        return analysis.report("Our customers", Names.byId());
    }

    private static Section section(Report page, String id) {
        return page.sections().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static LogView unknownInitiators() {
        return log(i ->
                Interaction.of("c" + i % 40, Given.day(i % 300), Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION));
    }

    private static LogView noPurchases() {
        return log(i -> Interaction.of(
                "c" + i % 40, Given.day(i * 1.7 % 300), Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION));
    }

    private static LogView noContacts() {
        return log(i -> Given.bought("c" + i % 60, i * 2.3 % 390).withValue(5 + i % 7));
    }

    private static LogView noAmounts() {
        return log(i -> Given.bought("c" + i % 60, i * 2.3 % 390));
    }

    private static LogView log(java.util.function.IntFunction<Interaction> row) {
        InteractionLog.Builder log = InteractionLog.builder();
        IntStream.range(0, 400).mapToObj(row).forEach(log::add);
        return log.build().asOf(Given.day(400));
    }

    private record Base(String name, LogView view) {}

    private static List<Base> bases() {
        return List.of(
                new Base("nobody", Given.view()),
                new Base("one customer", Given.view(Given.bought("a", 3).withValue(7), Given.bought("a", 33))),
                new Base("one contact", Given.view(Given.sent("a", 3))),
                new Base("unknown initiators", unknownInitiators()),
                new Base("no purchases", noPurchases()),
                new Base("no contacts", noContacts()),
                new Base("no amounts", noAmounts()));
    }

    @TestFactory
    Stream<DynamicTest> whatTheDataLackIsSaidInASentenceAndNothingIsDrawnEmpty() {
        return bases().stream()
                .map(base -> DynamicTest.dynamicTest(base.name(), () -> {
                    Report page = page(Given.analysis(base.view()));
                    assertThat(page.sections()).hasSize(15).allSatisfy(AnalysisTest::isWhole);
                }));
    }

    @Test
    void aRichBaseHasAllButCampaignsAndObjectives() {
        Report page = page(Given.SIMULATED.get());

        assertThat(page.headline()).hasSizeBetween(3, 6);
        assertThat(page.sections()).allSatisfy(AnalysisTest::isWhole);
        assertThat(page.sections().stream()
                        .filter(each -> each.figures().isEmpty())
                        .map(Section::id))
                .containsExactlyInAnyOrder("outcomes", "objectives");
    }

    private static void isWhole(Section section) {
        List<String> texts = new ArrayList<>(List.of(section.title(), section.meaning(), section.certainty()));
        section.figures().forEach(figure -> {
            texts.add(figure.title());
            texts.add(figure.meaning());
            assertThat(figure.table().rows()).as(figure.title()).isNotEmpty();
            figure.table()
                    .rows()
                    .forEach(row -> row.forEach(cell -> {
                        if (cell instanceof String text) {
                            texts.add(text);
                        }
                    }));
        });
        assertThat(section.meaning()).endsWith(".");
        assertThat(section.certainty()).endsWith(".");
        assertThat(texts).allSatisfy(text -> assertThat(text)
                .doesNotContain("NaN", "null", "Optional", "Infinity", "  ", "..", "PT", " .")
                .isEqualTo(text.strip()));
    }

    @Test
    void whereOnlyCustomersAreHeardNobodySaysThatAllIsTheirInitiative() {
        Report page = page(Given.analysis(noContacts()));

        assertThat(page.headline()).extracting(KeyFigure::label).doesNotContain("Conversations that they began");
        assertThat(section(page, "initiative").certainty())
                .startsWith("No contact that the company began is in the data, ")
                .doesNotContain("%");
        assertThat(section(page, "initiative").figures()).hasSize(1);
        assertThat(page(Given.SIMULATED.get()).headline())
                .extracting(KeyFigure::label)
                .contains("Conversations that they began");
    }

    @Test
    void atMostFiftyCustomersAreNamed() {
        Set<String> named = new HashSet<>();
        page(Given.SIMULATED.get()).sections().forEach(section -> section.figures()
                .forEach(figure -> {
                    if (figure.table().columns().contains("customer")) {
                        Given.column(figure, "customer").forEach(cell -> named.add(String.valueOf(cell)));
                    }
                }));

        assertThat(named).hasSizeBetween(20, Names.MOST).allMatch(name -> name.matches("\\d{7}"));
    }

    @Test
    void withPseudonymsNoIdIsOnThePage() {
        LogView view = Given.simulated(60);
        Report page = Given.analysis(view).report("Our customers", Names.pseudonyms());
        StringBuilder all = new StringBuilder();
        page.sections().forEach(section -> {
            all.append(section);
            section.figures().forEach(figure -> all.append(figure.table()));
        });

        assertThat(all).contains("Customer 001");
        for (int row = 0; row < view.customers(); row++) {
            assertThat(all).doesNotContain(view.customerId(row));
        }
    }

    @Test
    void withPseudonymsNoMessageOnThePageNamesACustomer() {
        List<String> ids = List.of("anna@example.org", "</script>7", "O'Neil 12", "alice");
        InteractionLog.Builder log = InteractionLog.builder();
        ids.forEach(id -> log.add(Given.bought(id, 3)).add(Given.bought(id, 33)));
        log.refuse("customer anna@example.org has two rows that differ", "anna@example.org;x");
        log.refuse("customer alice has two rows that differ", "alice;x");
        InteractionLog read = log.build();
        Reading reading = new Reading(
                read.loadReport(), 0, 0, List.of("ids that look alike: anna@example.org and Anna@example.org"));
        Analysis analysis = Analysis.of(read.asOf(Given.day(400)), ScoringSetup.of())
                .withMissing(java.util.Map.of(
                        "engagement", "customer alice did nothing",
                        "p_alive", "none is like O'Neil 12",
                        "expected_purchases", "</script>7 is too much"))
                .withReading(reading);

        String named = String.join("\n", words(analysis.report("All", Names.byId())));
        assertThat(named).contains("anna@example.org", "alice", "O'Neil 12", "</script>7", "Anna@example.org");
        String unnamed = String.join("\n", words(analysis.report("All", Names.pseudonyms())));
        assertThat(unnamed)
                .doesNotContainIgnoringCase("anna@example.org")
                .doesNotContain("alice", "O'Neil 12", "</script>7")
                .contains("Customer *** has two rows that differ.");
    }

    private static List<String> words(Report page) {
        return page.sections().stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.title(), section.meaning(), section.certainty()),
                        section.figures().stream()
                                .map(figure -> figure.title()
                                        + figure.meaning()
                                        + figure.table().rows())))
                .toList();
    }

    @Test
    void anyNumberOfThreadsWritesTheSamePage() throws Exception {
        LogView view = Given.simulated(120);
        Analysis analysis = Given.analysis(view);
        List<String> pages = new ArrayList<>();
        for (int threads : new int[] {1, 2, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                pages.add(pool.submit(() -> {
                            StringWriter out = new StringWriter();
                            Analysis.of(view, analysis.setup())
                                    .report("All", Names.byId())
                                    .writeTo(out);
                            return out.toString();
                        })
                        .get());
            } finally {
                pool.shutdown();
            }
        }
        assertThat(pages.get(0).length()).isGreaterThan(1_000_000);
        assertThat(pages.get(1).equals(pages.get(0))).isTrue();
        assertThat(pages.get(2).equals(pages.get(0))).isTrue();
    }

    @Test
    void withoutACurrencyAmountsAreWithoutOne() {
        assertThat(section(page(Given.SIMULATED.get()), "glance").figures().toString())
                .doesNotContain("EUR");
        Analysis euro = Given.SIMULATED.get().withCurrency(java.util.Currency.getInstance("EUR"));
        Figure people = Given.figure(PeopleSection.of(euro), "Worth most");

        assertThat(people.table().columns()).contains("Lifetime value (EUR)");
    }

    @Test
    void theSamePageHasTheSameFigures() {
        Analysis analysis = Given.analysis(noContacts());

        assertThat(texts(page(analysis))).isEqualTo(texts(page(analysis)));
    }

    private static List<String> texts(Report page) {
        return page.sections().stream()
                .flatMap(section -> section.figures().stream())
                .map(figure -> figure.title() + figure.meaning() + figure.table())
                .toList();
    }

    @Test
    void whatIsMissingIsToldByItsReason() {
        Analysis none = Analysis.of(noContacts(), ScoringSetup.of())
                .withMissing(java.util.Map.of("p_alive", "too few bought twice"));

        assertThat(RhythmSection.of(none).certainty()).isEqualTo("Too few bought twice.");
        assertThat(TrustSection.of(none).figures()).isEmpty();
    }
}
