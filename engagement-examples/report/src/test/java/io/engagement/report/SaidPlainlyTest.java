package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.answers.ModelledExcess;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a manager would take for more than it is says so itself. */
class SaidPlainlyTest {
    private static final Analysis BASE = Given.SIMULATED.get();
    private static final String BEYOND = "How much of it is more than coincidence";

    @Test
    void whereTwoEstimatesDisagreeNeitherIsDrawn() {
        Analysis many = Analysis.of(Given.simulated(1000), ScoringSetup.of());
        List<ResponseRates.Row> unsaid = many.rates().rows().stream()
                .filter(row -> ContactedGroups.isAsked(row)
                        && many.isAnswerShown(row.purpose(), row.channel())
                        && row.model().estimatesDisagree())
                .toList();
        assertThat(unsaid).isNotEmpty();
        Section section = AnswersSection.of(many);
        Figure beyond = Given.figure(section, BEYOND);
        for (ResponseRates.Row row : unsaid) {
            ModelledExcess.Row model = row.model();
            String name = row.purpose().equals("all") ? "all together" : Say.contact(row.purpose(), row.channel());
            assertThat(Given.number(Given.cell(beyond, name, "Acted (%)"))).isEqualTo(100 * model.acted());
            for (String column : List.of(
                    "Would have anyway (%)", "Beyond coincidence (points)", "Lower (points)", "Upper (points)")) {
                assertThat(Given.number(Given.cell(beyond, name, column))).isNaN();
            }
            assertThat(Given.cell(beyond, name, "note"))
                    .isEqualTo(String.format(
                            "Cannot be said: two estimates disagree, %.1f points by their own rhythm and %.1f by as long a time before"
                                    + " each contact.",
                            100 * model.byModel().value(), 100 * model.byShift().value()));
        }
        assertThat(beyond.meaning()).endsWith("Where two estimates disagree, it cannot be said, and is not drawn.");
        assertThat(section.certainty())
                .containsPattern("two estimates of what would have come anyway disagree: (there )?it cannot be said");
    }

    @Test
    void valuesNameTheirMarginAndHowManyAreNegative() {
        long below = Arrays.stream(BASE.scores().orElseThrow().column("lifetime_value"))
                .filter(value -> value < 0)
                .count();
        assertThat(below).isBetween(20L, 280L);
        String usual = meaning(BASE, "Value to come");
        assertThat(usual)
                .startsWith("Expected profit at a margin of 100.0 %, discounted, ")
                .contains("About " + Math.round(below / 10.0) * 10 + " who have bought have a value below zero:");
        assertThat(Given.figure(TrustSection.of(BASE), "Lifetime value").meaning())
                .contains("margin of 100.0 %: all of what they pay, as if it cost nothing to make.");
        Analysis told = Analysis.of(BASE.view(), BASE.setup().withMargin(0.4));
        assertThat(meaning(told, "Value to come")).contains("margin of 40.0 %");
        assertThat(Scores.meaning("lifetime_value", told)).endsWith(" It is counted with a margin of 40.0 %.");
        Analysis free = Analysis.of(BASE.view(), BASE.setup().withoutCosts());
        assertThat(meaning(free, "Value to come")).doesNotContain("below zero");
    }

    private static String meaning(Analysis analysis, String row) {
        return String.valueOf(Given.cell(Given.figure(Glance.of(analysis).section(), "Key figures"), row, "meaning"));
    }

    @Test
    void thatOnePurchaseIsTakenForCertainIsSaidWhereverItIsDrawn() {
        CustomerBaseModel model = BASE.setup().purchases().orElseThrow();
        assertThat(model.name()).isEqualTo("bg-nbd");
        assertThat(model.probabilityAlive(0, 0, 50)).isEqualTo(1);
        String once = "who has bought once is a customer for certain, however long they have been silent";

        Section customer = CustomerSection.of(BASE);
        assertThat(customer.meaning()).doesNotContain("silence worse");
        assertThat(Given.figure(
                                customer,
                                "Chance that they are still customers of "
                                        + customer.title().substring(14))
                        .meaning())
                .contains(once);
        assertThat(meaning(BASE, "Still customers")).contains(once);
        Section rhythm = RhythmSection.of(BASE);
        assertThat(Given.figure(rhythm, "Chance that they are still customers").meaning())
                .contains("Who never bought again is in no row")
                .contains("their chance is 100 %");
        assertThat(Given.figure(rhythm, "Purchases to expect within 90 days").meaning())
                .containsPattern("Who never bought again is in no row.*expected of them are [0-9.]+\\.");
    }

    @Test
    void ofAFewCustomersNothingIsExpectedAndTheTopOfThePageSaysSo() throws IOException {
        LogView few = Given.view(Given.bought("a", 3).withValue(7), Given.bought("a", 33), Given.sent("a", 90));
        Analysis analysis = Given.analysis(few);
        assertThat(analysis.setup().fitted(Subject.PURCHASES)).isPresent();
        Report page = analysis.report("Few", Names.byId());
        StringWriter html = new StringWriter();
        page.writeTo(html);
        String warning = "One customer is too few: nothing that this page expects of customers can be judged.";

        assertThat(html.toString().substring(0, html.toString().indexOf("<nav")))
                .contains(warning);
        assertThat(page.headline())
                .extracting(KeyFigure::label)
                .contains("Customers")
                .doesNotContain("Still customers", "Purchases to come", "Reach out within 30 days");
        Figure keys = Given.figure(page.sections().get(0), "Key figures");
        assertThat(Given.cell(keys, "Still customers", "value")).isEqualTo("not known");
        assertThat(String.valueOf(Given.cell(keys, "Still customers", "how_sure")))
                .contains("too few");

        StringWriter usual = new StringWriter();
        BASE.report("Many", Names.byId()).writeTo(usual);
        assertThat(usual.toString()).doesNotContain("too few:");
    }

    /** Of fewer core says that even four parameters are too many. */
    @Test
    void howManyAreTooFewIsWhatTheModelsDoubt() {
        for (int customers : List.of(39, 40)) {
            InteractionLog.Builder log = InteractionLog.builder();
            for (int i = 0; i < customers; i++) {
                log.add(Given.bought("c" + i, i * 1.1).withValue(10))
                        .add(Given.bought("c" + i, i * 1.1 + 40 + 3 * (i % 7)).withValue(12))
                        .add(Given.bought("c" + i, i * 1.1 + 150 + 9 * (i % 5)).withValue(12));
            }
            Analysis analysis = Given.analysis(log.build().asOf(Given.day(400)));
            assertThat(analysis.setup().doubts().stream()
                            .anyMatch(doubt -> doubt.startsWith("purchases: " + customers + " customers are few")))
                    .isEqualTo(customers == 39);
            assertThat(Glance.of(analysis).headline().stream()
                            .anyMatch(key -> key.label().equals("Still customers")))
                    .isEqualTo(customers == 40);
        }
    }

    @Test
    void cardsOfWhatIsExpectedSayHowFarOffTheyWere() {
        double bias = BASE.evaluation("expected_purchases")
                .flatMap(tried -> tried.figure("bias"))
                .orElseThrow()
                .value();
        List<KeyFigure> cards = Glance.of(BASE).headline();
        assertThat(note(cards, "Purchases to come"))
                .endsWith(String.format(
                        "; when tried on the past, %.0f %% too %s", Math.abs(100 * bias), bias < 0 ? "low" : "high"));
        assertThat(note(cards, "Value to come"))
                .containsPattern("; when tried on the past, the first 90 days were (\\d+ % too |right )");
        assertThat(note(cards, "Reach out within 30 days")).containsPattern("when tried on the past, .* % came");
        assertThat(note(cards, "Still customers")).endsWith("; how far off is not known");
    }

    private static String note(List<KeyFigure> cards, String label) {
        return cards.stream()
                .filter(card -> card.label().equals(label))
                .map(KeyFigure::note)
                .findFirst()
                .orElseThrow();
    }

    /** Options are for whoever makes the page. */
    @Test
    void onlyTheSectionOnDataNamesOptions() {
        Report page = BASE.report("Base", Names.byId());
        Figure told = Given.figure(DataSection.of(BASE), "What else could be told");

        assertThat(Given.column(told, "option")).isEqualTo(List.of("--currency", "--margin", "--objectives"));
        assertThat(page.sections().stream().filter(section -> !section.id().equals("data")))
                .allSatisfy(section -> assertThat(texts(section)).noneMatch(text -> text.contains("--")));
        Analysis more =
                Analysis.of(BASE.view(), BASE.setup().withMargin(0.4)).withCurrency(Currency.getInstance("EUR"));
        assertThat(Given.column(Given.figure(DataSection.of(more), "What else could be told"), "option"))
                .isEqualTo(List.of("--objectives"));
    }

    private static List<String> texts(Section section) {
        return Stream.concat(
                        Stream.of(section.meaning(), section.certainty()),
                        section.figures().stream()
                                .flatMap(figure -> Stream.concat(
                                        Stream.of(figure.meaning()),
                                        figure.table().rows().stream()
                                                .flatMap(List::stream)
                                                .filter(Objects::nonNull)
                                                .map(String::valueOf))))
                .toList();
    }
}
