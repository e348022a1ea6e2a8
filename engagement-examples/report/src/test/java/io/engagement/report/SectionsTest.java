package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.InitiativeClass;
import io.engagement.dialogue.InitiativeSummary;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Evaluation;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.journey.Journey;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Evidence;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.score.ScoreTable;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import io.engagement.strategy.objective.BaseFigure;
import io.engagement.strategy.objective.Objective;
import io.engagement.strategy.objective.ObjectiveProgress;
import io.engagement.strategy.objective.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sections say is what the library says. */
class SectionsTest {
    private static final Analysis BASE = Given.SIMULATED.get();
    private static final LogView VIEW = BASE.view();
    private static final ScoreTable SCORES = BASE.scores().orElseThrow();
    private static final CalendarPeriods MONTHS = CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC);

    /** Small groups are hidden, others may be, so that these cannot be told from a sum; see {@link SmallGroupsTest}. */
    private static boolean isShownAs(@Nullable Object cell, long number) {
        boolean isHidden = cell == null || (cell instanceof Double nan && Double.isNaN(nan));
        boolean isSmall = number > 0 && number < SmallGroups.FEWEST;
        return isHidden ? number > 0 : !isSmall && Given.number(cell) == (double) number;
    }

    @Test
    void theGlanceCountsAndAddsUp() {
        Figure figure = Given.figure(Glance.of(BASE).section(), "Key figures");
        double alive = Arrays.stream(SCORES.column("p_alive"))
                .filter(each -> !Double.isNaN(each))
                .sum();
        InitiativeSummary own = BASE.initiative();

        assertThat(Given.cell(figure, "Customers", "value")).isEqualTo("300");
        assertThat(Given.cell(figure, "Still customers", "value")).isEqualTo(Say.about(alive));
        assertThat(Given.cell(figure, "Conversations that they began", "value")).isEqualTo(Say.percent(own.share()));
        assertThat(Given.cell(figure, "Conversations that they began", "how_sure"))
                .isEqualTo(Say.percents(own.interval()) + ", with 95 % confidence");
        assertThat(Given.column(figure, "how_sure")).doesNotContain("");
    }

    @Test
    void theBiasOfATrialStandsBesideWhatIsExpected() {
        Figure figure = Given.figure(Glance.of(BASE).section(), "Key figures");
        Evaluation tried = BASE.evaluation("expected_purchases").orElseThrow();
        double bias = tried.figure("bias").orElseThrow().value();

        assertThat(String.valueOf(Given.cell(figure, "Purchases to come", "how_sure")))
                .contains(String.format("%.0f %% too %s", Math.abs(100 * bias), bias < 0 ? "low" : "high"));
    }

    @Test
    void whoIsToBeCalledIsOfTheUpperQuarterAndTheRiskFalls() {
        Figure figure = Given.figure(PeopleSection.of(BASE), "Worth much, and most at risk");
        double[] ranks = SCORES.ranks("lifetime_value");
        double last = 100;
        for (List<Object> row : figure.table().rows()) {
            int place = SCORES.row(String.valueOf(row.get(0))).orElseThrow();
            double known =
                    Arrays.stream(ranks).filter(each -> !Double.isNaN(each)).count();
            assertThat(ranks[place]).isLessThanOrEqualTo(Math.ceil(known / 4));
            assertThat(Given.number(row.get(2)))
                    .isEqualTo(100 * SCORES.get(place, "retention_risk"))
                    .isLessThanOrEqualTo(last);
            assertThat(String.valueOf(row.get(3)))
                    .startsWith(
                            SCORES.explain(place, "retention_risk").whyHigh().substring(0, 5));
            last = Given.number(row.get(2));
        }
        assertThat(figure.table().rows()).hasSize(20);
    }

    /** A reason that argues against what it stands for is none. */
    @Test
    void whatStandsAsAReasonRaisesTheRiskOrTheValue() {
        Section people = PeopleSection.of(BASE);
        Pattern reason =
                Pattern.compile(": (risk|value) \\+[0-9]|^(Nothing|Hardly anything) raises the (risk|value) above ");
        assertThat(BASE.atRisk())
                .filteredOn(
                        row -> !SCORES.explain(row, "retention_risk").reason().contains(": risk +"))
                .as("of whom the reason of the score argues against the risk")
                .isNotEmpty();
        for (String title : List.of("Worth much, and most at risk", "Worth most")) {
            assertThat(Given.column(Given.figure(people, title), "why"))
                    .hasSize(20)
                    .allSatisfy(why -> assertThat(String.valueOf(why)).containsPattern(reason));
        }
    }

    @Test
    void worthAndRiskCountEveryCustomerOfAShownGroupOnce() {
        Figure figure = Given.figure(PeopleSection.of(BASE), "How many there are");
        double[] quarters = SCORES.bands("lifetime_value", 4);
        double[] risks = SCORES.column("retention_risk");
        for (int quarter = 0; quarter < 4; quarter++) {
            for (int band = 0; band < 4; band++) {
                int worth = quarter + 1;
                double low = band / 4.0;
                double high = band == 3 ? 2 : (band + 1) / 4.0;
                long count = IntStream.range(0, risks.length)
                        .filter(row -> quarters[row] == worth && risks[row] >= low && risks[row] < high)
                        .count();
                assertThat(isShownAs(figure.table().rows().get(quarter).get(band + 1), count))
                        .isTrue();
            }
        }
    }

    /** Who knows a sum would know the cell. */
    @Test
    void noCellIsHiddenAloneWhereASumIsKnown() {
        Figure stages = Given.figure(LifecycleSection.of(BASE), "Where customers are now");
        Figure classes = Given.figure(InitiativeSection.of(BASE), "Who leads, customer by customer");
        Figure risks = Given.figure(TrustSection.of(BASE), "Risk of losing them");
        Figure worth = Given.figure(PeopleSection.of(BASE), "How many there are");
        Figure months = Given.figure(LifecycleSection.of(BASE), "Customers by month");
        List<List<@Nullable Object>> sums = new ArrayList<>(List.of(
                Given.column(stages, "customers"),
                Given.column(classes, "customers"),
                Given.column(risks, "customers"),
                Given.column(months, "new")));
        worth.table().rows().forEach(row -> sums.add(row.subList(1, row.size())));
        worth.table().columns().stream().skip(1).forEach(column -> sums.add(Given.column(worth, column)));

        // What is known of a sum in which only one cell is not empty is that it is under ten.
        assertThat(sums).hasSize(12);
        long hidden = 0;
        for (List<@Nullable Object> sum : sums) {
            assertThat(hidden(sum) != 1 || shown(sum) == 0).as("%s", sum).isTrue();
            hidden += hidden(sum);
        }
        assertThat(hidden).isPositive();
    }

    private static double shown(List<@Nullable Object> cells) {
        return cells.stream()
                .filter(cell -> cell instanceof Number number && !Double.isNaN(number.doubleValue()))
                .mapToDouble(Given::number)
                .sum();
    }

    private static long hidden(List<@Nullable Object> cells) {
        return cells.stream()
                .filter(cell -> cell == null || (cell instanceof Double nan && Double.isNaN(nan)))
                .count();
    }

    @Test
    void thePathOfACustomerEndsAtTheScoreOfToday() {
        Section section = CustomerSection.of(BASE);
        int row = BASE.atRisk().get(0);

        assertThat(section.title()).isEqualTo("One customer: " + SCORES.customerId(row));
        for (Figure figure : section.figures()) {
            String score = figure.title().startsWith("Engagement") ? "engagement" : "p_alive";
            List<List<Object>> points = figure.table().rows().stream()
                    .filter(cells -> !Double.isNaN(Given.number(cells.get(1))))
                    .toList();
            List<Object> last = points.get(points.size() - 1);
            assertThat(last.get(0)).isEqualTo(VIEW.asOf());
            // A plan of one score counts in days, which rounds otherwise.
            assertThat(Given.number(last.get(1))).isCloseTo(Scores.shown(score, SCORES.get(row, score)), within(1e-9));
            assertThat(figure.table().rows().size() - points.size())
                    .isEqualTo(VIEW.history(row).size());
        }
    }

    @Test
    void whoBeganIsCountedForEveryMonth() {
        Section section = InitiativeSection.of(BASE);
        Figure figure = Given.figure(section, "Contacts by month, by who began");
        long shown = 0;
        for (String column : List.of("they_began", "we_began", "not_known")) {
            for (Object cell : Given.column(figure, column)) {
                shown += cell == null ? 0 : (long) Given.number(cell);
            }
        }
        ContactMap map = ContactMap.of(VIEW, Instant.EPOCH);

        assertThat(shown).isBetween(map.contacts() - 100L, (long) map.contacts());
        assertThat(section.certainty()).contains(Say.percents(BASE.initiative().interval()));
    }

    @Test
    void whoLeadsIsWhatTheDialogueSays() {
        Figure figure = Given.figure(InitiativeSection.of(BASE), "Who leads, customer by customer");
        long silent = BASE.initiative().classes().getOrDefault(InitiativeClass.SILENT, 0L);

        assertThat(Given.column(figure, "customers")).contains(silent);
    }

    @Test
    void theMapShowsCellsOfTenCustomersAndMore() {
        Section section = ContactMapSection.of(BASE);
        Figure table = Given.figure(section, "Every kind of contact");
        ContactMap map = ContactMap.of(VIEW, Instant.MIN);
        ContactMap.Cell most = map.cells().stream()
                .max((one, other) -> Integer.compare(one.contacts(), other.contacts()))
                .orElseThrow();

        // Of 300 customers 9 had none of the most frequent.
        assertThat(most.customers()).isEqualTo(291);
        assertThat(table.table().rows().get(0).subList(4, 6)).isEqualTo(Arrays.asList(most.contacts(), null));
        assertThat(Given.column(table, "customers"))
                .filteredOn(Objects::nonNull)
                .hasSizeGreaterThan(10)
                .allSatisfy(cell -> assertThat(Given.number(cell)).isBetween(10.0, 290.0));
        assertThat(section.certainty()).contains(Say.count(map.contacts()) + " contacts");
        Figure heat = Given.figure(section, "Contacts by purpose, initiator and channel");
        int byPhone = map.by(Dimension.PURPOSE, Dimension.CHANNEL, Dimension.INITIATOR).cells().stream()
                .filter(cell -> cell.names().equals(List.of("OFFER", "phone", "COMPANY")))
                .findFirst()
                .orElseThrow()
                .contacts();
        assertThat(Given.number(Given.cell(heat, "offer, we began", "phone"))).isEqualTo(byPhone);
    }

    @Test
    void contactsAnswersAndCostsAreOfOneTime() {
        assertThat(Stream.of(
                        InitiativeSection.of(BASE),
                        ContactMapSection.of(BASE),
                        AnswersSection.of(BASE),
                        WasteSection.of(BASE)))
                .extracting(Section::certainty)
                .allMatch(text -> text.startsWith(BASE.period()));
        assertThat(BASE.period()).isEqualTo("From 2023-01-02 to 2025-01-01. ");
        long began = Given.figure(ContactMapSection.of(BASE), "Every kind of contact").table().rows().stream()
                .filter(row -> "we began".equals(row.get(3)))
                .mapToLong(row -> (long) Given.number(row.get(4)))
                .sum();
        long byMonth = Given.column(
                        Given.figure(InitiativeSection.of(BASE), "Contacts by month, by who began"), "we_began")
                .stream()
                .mapToLong(cell -> cell == null ? 0 : (long) Given.number(cell))
                .sum();
        assertThat(began).isCloseTo(byMonth, within(byMonth / 50));
    }

    @Test
    void eachTrialSaysOfWhatItWasAndValuesThatMostOfThemWasNone() {
        Figure figure = Given.figure(Glance.of(BASE).section(), "Key figures");
        String day = BASE.day(
                BASE.evaluation("lifetime_value").orElseThrow().origins().get(0));

        for (String row : List.of("Purchases to come", "Value to come")) {
            assertThat(String.valueOf(Given.cell(figure, row, "how_sure")))
                    .startsWith("In a trial on the past, of what was to come within 90 days of " + day + ", it was ");
        }
        assertThat(String.valueOf(Given.cell(figure, "Value to come", "how_sure")))
                .endsWith(
                        "Values are of 3 years, and only the first 90 days of them could be tried: how far off the rest is nobody"
                                + " knows.");
        Figure tried = Given.figure(TrustSection.of(BASE), "How each score did");
        assertThat(Given.cell(tried, "Expected purchases", "what_was_foretold"))
                .isEqualTo("number of purchases within 90 days");
        assertThat(Given.cell(tried, "Expected purchases", "as_of")).isEqualTo(day);
        assertThat(TrackingSection.of(BASE).certainty()).contains("tried over 90 days; these lines are neither");
    }

    /** Nobody bought twice: by one model three in four are still customers, and nobody will buy. */
    @Test
    void whereAModelIsAtItsEndAllItsFiguresSaySo() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 100; i++) {
            log.add(Given.bought("c" + i, i * 3.5).withValue(10));
        }
        Analysis once = Given.analysis(log.build().asOf(Given.day(400)));
        assertThat(once.setup().fitted(Subject.PURCHASES).orElseThrow().converged())
                .isFalse();
        String doubt =
                "A model behind it is in doubt, so that this may contradict other figures: see \"What is in doubt\".";

        Figure keys = Given.figure(Glance.of(once).section(), "Key figures");
        for (String row : List.of("Still customers", "Purchases to come")) {
            assertThat(String.valueOf(Given.cell(keys, row, "how_sure"))).endsWith(doubt);
        }
        Section rhythm = RhythmSection.of(once);
        assertThat(rhythm.certainty()).endsWith(doubt);
        assertThat(rhythm.figures())
                .extracting(Figure::meaning)
                .allMatch(text -> text.endsWith("By this model it makes no difference how long ago that was."));
        Section trust = TrustSection.of(once);
        assertThat(Given.figure(trust, "Chance that they are still customers").meaning())
                .contains(doubt);
        assertThat(Given.figure(trust, "What is in doubt").table().toString())
                .contains("no customer bought a second time");
        Section people = PeopleSection.of(once);
        assertThat(people.certainty()).endsWith(doubt);
        assertThat(Given.figure(people, "Worth much, and most at risk").meaning())
                .endsWith("As far as can be told these all have the same risk: nobody stands out.");
        assertThat(Given.figure(people, "Worth most").meaning())
                .endsWith("As far as can be told these all are worth the same: nobody stands out.");
        Stream.of(Glance.of(BASE).section(), PeopleSection.of(BASE), RhythmSection.of(BASE), TrustSection.of(BASE))
                .forEach(section -> assertThat(section.toString()
                                + section.figures().stream().map(Figure::table).toList())
                        .doesNotContain(doubt, "nobody stands out", "makes no difference"));
        String day =
                BASE.day(BASE.evaluation("engagement").orElseThrow().origins().get(0));
        assertThat(Given.figure(TrustSection.of(BASE), "Engagement: what was said, and what happened")
                        .meaning())
                .contains("Said as of " + day + ", by models of what was known then");
    }

    /** All customers less those who bought are three. */
    @Test
    void fewWhoHaveNotBoughtAreNotToldByThoseWhoHave() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 90; i++) {
            log.add(Given.bought("c" + i, i * 3.1).withValue(10))
                    .add(Given.bought("c" + i, i * 3.1 + 40).withValue(12));
            log.add(Given.sent("c" + i, 250));
        }
        for (int i = 90; i < 93; i++) {
            log.add(Given.sent("c" + i, 300));
        }
        Analysis few = Given.analysis(log.build().asOf(Given.day(400)));
        Glance glance = Glance.of(few);
        Figure keys = Given.figure(glance.section(), "Key figures");

        assertThat(Given.cell(keys, "Customers who have bought", "value")).isEqualTo("All but fewer than 10");
        assertThat(glance.headline().get(0).note()).isEqualTo("all but fewer than 10 have bought");
        assertThat(Given.column(Given.figure(LifecycleSection.of(few), "Customers by month"), "new"))
                .filteredOn(Objects::isNull)
                .isNotEmpty();
        assertThat(hidden(Given.figure(PeopleSection.of(few), "How many there are").table().rows().stream()
                        .<@Nullable Object>flatMap(List::stream)
                        .toList()))
                .isPositive();
        assertThat(TrustSection.of(few).certainty()).contains("How \"Risk of losing them\" is spread is left out");
        assertThat(TrustSection.of(few).figures()).extracting(Figure::title).doesNotContain("Risk of losing them");
        assertThat(hidden(Given.column(Given.figure(TrustSection.of(few), "Expected purchases"), "customers")))
                .isPositive();
        assertThat(Given.figure(DataSection.of(few), "What is kept of small groups")
                        .table()
                        .texts())
                .hasSize(5)
                .first()
                .isEqualTo(List.of(
                        "How many customers",
                        "Hidden",
                        "Groups of fewer than 10 customers, and others where sums of this page's tables would give them away; also"
                                + " those who have not bought, have no score, or lie beyond a chart."));
    }

    /** The highest one in a hundred are three of three hundred. */
    @Test
    void thoseWhoAreTooHighToBeDrawnAreNotWhatTheBarsLeaveOfAll() {
        assertThat(Given.figure(TrustSection.of(BASE), "Lifetime value").meaning())
                .contains("The highest 1 %");
        long[] bars = LongStream.generate(() -> 40).limit(20).toArray();
        assertThat(IntStream.range(0, 20).filter(TrustSection.groups(bars, 3, 0, false)::isHidden))
                .hasSize(1);
        assertThat(IntStream.range(0, 20).filter(TrustSection.groups(bars, 0, 3, false)::isHidden))
                .hasSize(1);
        assertThat(IntStream.range(0, 20).filter(TrustSection.groups(bars, 12, 30, true)::isHidden))
                .isEmpty();
    }

    @Test
    void ofOneCustomerItIsNotSaidHowSureItIs() {
        Analysis one = Given.analysis(Given.view(
                Given.bought("a", 3),
                Given.sent("a", 20),
                Given.bought("a", 40),
                Given.sent("a", 200),
                Given.sent("b", 300)));
        Figure keys = Given.figure(Glance.of(one).section(), "Key figures");
        assertThat(one.initiative().inConversation()).isEqualTo(2);
        assertThat(String.valueOf(Given.cell(keys, "Conversations that they began", "how_sure")))
                .contains("95 %");
        Analysis alone = Given.analysis(
                Given.view(Given.bought("a", 3), Given.sent("a", 20), Given.bought("a", 40), Given.sent("a", 200)));
        Figure of = Given.figure(Glance.of(alone).section(), "Key figures");
        assertThat(Given.cell(of, "Conversations that they began", "how_sure")).isEqualTo("One customer: not judged.");
        assertThat(InitiativeSection.of(alone).certainty())
                .contains("(one customer: not judged)")
                .doesNotContain("95 %");
    }

    @Test
    void inWhichCurrencyAmountsAreIsSaidOrThatItIsNotKnown() {
        assertThat(Glance.of(BASE).section().certainty())
                .endsWith(" Amounts are as the data have them, in a currency that was not told.");
        Analysis euro = Given.SIMULATED.get().withCurrency(Currency.getInstance("EUR"));
        assertThat(Glance.of(euro).section().certainty()).endsWith(" Amounts are in EUR.");
        assertThat(Given.figure(WasteSection.of(euro), "Cost by channel and purpose")
                        .table()
                        .columns())
                .filteredOn(column -> column.toLowerCase(Locale.ROOT).contains("answer"))
                .hasSize(4)
                .allMatch(column -> column.endsWith(" (EUR)"));
        Analysis none = Given.analysis(Given.view(Given.bought("a", 3), Given.bought("b", 20)));
        assertThat(Glance.of(none).section().certainty()).doesNotContain("urrency");
    }

    @Test
    void answersAreTheLibrarysWithTheirIntervals() {
        Section section = AnswersSection.of(BASE);
        ResponseRates.Row all =
                Answers.of(VIEW, AnswerPolicy.withDefaults()).rates().all();
        Figure answered = Given.figure(section, "How often our contacts are answered");
        Figure beyond = Given.figure(section, "How much of it is more than coincidence");

        assertThat(Given.number(Given.cell(answered, "all together", "Answered (%)")))
                .isEqualTo(100 * all.counts().rate());
        assertThat(Given.number(Given.cell(answered, "all together", "Upper (%)")))
                .isEqualTo(100 * all.interval().upper());
        ResponseRates.Row agreed = BASE.rates().rows().stream()
                .filter(row -> BASE.isAnswerShown(row.purpose(), row.channel()))
                .filter(row -> row.model().acted() > 0 && !row.model().estimatesDisagree())
                .findFirst()
                .orElseThrow();
        assertThat(Given.number(Given.cell(
                        beyond, Say.contact(agreed.purpose(), agreed.channel()), "Beyond coincidence (points)")))
                .isEqualTo(100 * agreed.model().byModel().value());
        CompanyAnswers.Row ours = CompanyAnswers.of(VIEW, CompanyAnswers.policy(), Duration.ofDays(1))
                .all()
                .orElseThrow();
        assertThat(Given.number(Given.cell(
                        Given.figure(section, "How we answer them"), "all together", "Answered within a day (%)")))
                .isEqualTo(100 * ours.withinPromise());
    }

    @Test
    void whereAllWereAnsweredThatIsSaid() {
        assertThat(answeredByUs(12)).endsWith("how soon we answer. All have had an answer.");
        assertThat(answeredByUs(11)).endsWith("how soon we answer. Hardly any have had no answer so far.");
        assertThat(answeredByUs(2)).endsWith("how soon we answer. 10 have had no answer so far.");
    }

    private static String answeredByUs(int answered) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 12; i++) {
            log.add(Interaction.of("c" + i, Given.day(300), Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION)
                    .withDirection(Direction.INBOUND));
            if (i < answered) {
                log.add(Interaction.of("c" + i, Given.day(300.1), Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP)
                        .withDirection(Direction.OUTBOUND));
            }
        }
        return Given.figure(AnswersSection.of(Given.analysis(log.build().asOf(Given.day(400)))), "How we answer them")
                .meaning();
    }

    @Test
    void thatNoneOfFewIsAnsweredIsNotSure() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 12; i++) {
            log.add(Given.sent("c" + i, 300));
        }
        Figure answered = Given.figure(
                AnswersSection.of(Given.analysis(log.build().asOf(Given.day(400)))),
                "How often our contacts are answered");

        assertThat(Given.number(Given.cell(answered, "all together", "Answered (%)")))
                .isZero();
        assertThat(Given.number(Given.cell(answered, "all together", "Lower (%)")))
                .isZero();
        assertThat(Given.number(Given.cell(answered, "all together", "Upper (%)")))
                .isBetween(10.0, 30.0);
    }

    @Test
    void theRateOfAFewCustomersIsNotTold() {
        Analysis few = Given.analysis(Given.view(Given.sent("a", 3), Given.bought("b", 20), Given.bought("b", 40)));

        assertThat(Given.cell(
                        Given.figure(Glance.of(few).section(), "Key figures"),
                        "Our contacts that they answer",
                        "value"))
                .isEqualTo("not known");
    }

    @Test
    void wasteIsTheLibrarysAndTheMostCostlyComesFirst() {
        Section section = WasteSection.of(BASE);
        Figure figure = Given.figure(section, "Cost by channel and purpose");
        Waste waste = Answers.of(VIEW, AnswerPolicy.withDefaults()).waste();
        List<Double> wasted =
                Given.column(figure, "Not answered").stream().map(Given::number).toList();

        assertThat(wasted).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(wasted.stream().mapToDouble(each -> each).sum())
                .isCloseTo(waste.all().wasted(), within(1e-6 * waste.all().wasted()));
        assertThat(section.certainty()).contains(Say.money(waste.all().wasted()) + " of ");
    }

    @Test
    void whoComesAndGoesIsTheLibrarysLifecycle() {
        Figure figure = Given.figure(LifecycleSection.of(BASE), "Customers by month");
        // The view ends with the year, and the first instant of January is no month.
        List<LifecyclePeriod> all =
                Lifecycle.of(VIEW, BASE.purchases().filter(), MONTHS).periods();
        List<LifecyclePeriod> periods = all.subList(0, all.size() - 1);

        assertThat(figure.table().rows()).hasSameSizeAs(periods);
        for (int i = 0; i < periods.size(); i++) {
            List<Object> row = figure.table().rows().get(i);
            assertThat(isShownAs(row.get(1), periods.get(i).newcomers())).isTrue();
            assertThat(isShownAs(row.get(2), periods.get(i).returning())).isTrue();
            assertThat(isShownAs(row.get(3), periods.get(i).resurrected())).isTrue();
        }
        // The simulation begins and ends with a year.
        assertThat(figure.meaning()).doesNotContain("Not seen whole");
    }

    @Test
    void stagesAndFlowsAreTheJourneys() {
        Section section = LifecycleSection.of(BASE);
        Journey journey = Journey.of(VIEW);
        Figure now = Given.figure(section, "Where customers are now");
        Figure flows = Given.figure(section, "Where they went in 90 days");

        assertThat(isShownAs(Given.cell(now, "Repeat", "customers"), journey.customers("repeat")))
                .isTrue();
        long stayed = journey.flows(VIEW.asOf().minus(Duration.ofDays(90)), VIEW.asOf())
                .count("lapsed", "lapsed");
        assertThat(stayed).isGreaterThan(10);
        assertThat(Given.number(Given.cell(flows, "Lapsed", "to lapsed"))).isEqualTo((double) stayed);
    }

    @Test
    void cohortsAreTheLibrarysAndThePresentMonthIsLeftOut() {
        Section section = CohortSection.of(BASE);
        Cohorts cohorts = Cohorts.of(VIEW, BASE.purchases().filter(), MONTHS);
        Figure stay = Given.figure(section, "Who buys again");
        Figure bring = Given.figure(section, "What they bring");
        int cohort = IntStream.range(0, cohorts.size())
                .filter(each -> BASE.lifecycle().isCohortShown(cohorts.label(each)))
                .findFirst()
                .orElseThrow();
        String label = cohorts.label(cohort);

        assertThat(Given.number(Given.cell(stay, label, "+3")))
                .isEqualTo(100.0 * cohorts.customers(cohort)[3] / cohorts.came(cohort));
        assertThat(Given.number(Given.cell(bring, label, "+0")))
                .isEqualTo(cohorts.revenue(cohort)[0] / cohorts.came(cohort));
        assertThat(Given.column(stay, "customers"))
                .allSatisfy(cell -> assertThat(Given.number(cell)).isGreaterThanOrEqualTo(10));
        assertThat(stay.table().columns())
                .contains("+" + (cohorts.size() - 2))
                .doesNotContain("+" + (cohorts.size() - 1));
        assertThat(Given.figure(section, "All together").table().rows().get(0))
                .isEqualTo(List.of(1, 100 * cohorts.retention(1)));
    }

    @Test
    void theMatrixIsTheModels() {
        Section section = RhythmSection.of(BASE);
        CustomerBaseModel model = BASE.setup().purchases().orElseThrow();
        double age = Math.round(model.typical().age());
        Figure alive = Given.figure(section, "Chance that they are still customers");
        Figure expected = Given.figure(section, "Purchases to expect within 90 days");
        double level = BASE.setup().level().orElseThrow().factor(Duration.ofDays(90));

        assertThat(Given.number(Given.cell(alive, "3 times", "0 weeks")))
                .isEqualTo(100 * model.probabilityAlive(3, age, age));
        assertThat(Given.number(Given.cell(expected, "2 times", "0 weeks")))
                .isEqualTo(level * model.expectedPurchases(2, age, age, TimeScale.WEEKS.of(Duration.ofDays(90))));
    }

    @Test
    void theTrackingPlotAddsUpAndSaysHowFarOffItIs() {
        Section section = TrackingSection.of(BASE);
        Figure steps = Given.figure(section, "Repeat purchases by week");
        Figure soFar = Given.figure(section, "The same, added up");
        double bought = Given.column(steps, "bought").stream()
                .mapToDouble(Given::number)
                .sum();
        List<Object> last = soFar.table().rows().get(soFar.table().rows().size() - 1);

        assertThat(Given.number(last.get(1))).isEqualTo(bought);
        assertThat(Given.column(steps, "Known to the model")).contains("yes", "no");
        assertThat(section.certainty()).containsPattern("\\d+ % too (few|many)");
    }

    @Test
    void calibrationIsThatOfTheTrial() {
        Section section = TrustSection.of(BASE);
        Evaluation tried = BASE.evaluation("engagement").orElseThrow();
        Figure figure = Given.figure(section, "Engagement: what was said, and what happened");

        assertThat(figure.table().rows()).hasSameSizeAs(tried.reliability());
        for (int i = 0; i < tried.reliability().size(); i++) {
            List<Object> row = figure.table().rows().get(i);
            assertThat(Given.number(row.get(1)))
                    .isEqualTo(100 * tried.reliability().get(i).said());
            assertThat(Given.number(row.get(2)))
                    .isEqualTo(100 * tried.reliability().get(i).happened())
                    .isBetween(Given.number(row.get(3)) - 1e-9, Given.number(row.get(4)) + 1e-9);
        }
    }

    @Test
    void aDistributionHoldsAllWhoHaveTheScore() {
        Figure figure = Given.figure(TrustSection.of(BASE), "Risk of losing them");
        double[] risks = SCORES.column("retention_risk");
        for (List<Object> row : figure.table().rows()) {
            double from = Given.number(row.get(0)) / 100;
            double to = Given.number(row.get(1)) / 100;
            long count = Arrays.stream(risks)
                    .filter(each -> each >= from - 1e-12 && (each < to - 1e-12 || to > 0.999))
                    .count();
            assertThat(isShownAs(row.get(2), count)).as("%s to %s", from, to).isTrue();
        }
    }

    @Test
    void campaignsOfTheLogHaveAnAccountEach() {
        LogView view = campaigns();
        Section section = OutcomesSection.of(Given.analysis(view));
        Figure ledger = Given.figure(section, "The ledger");
        OutcomeLedger own = OutcomeLedger.of(
                view,
                List.of(Campaign.ofLog(view, "spring")),
                OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28)),
                OutcomeRules.standard());
        Account account = own.accounts(AccountLevel.CAMPAIGN).get(0);

        assertThat(Given.cell(ledger, "spring", "in_words")).isEqualTo(account.sentence());
        assertThat(section.certainty()).startsWith("Nobody was held out by chance.");
        assertThat(Given.figure(section, "What a contact brought")
                        .table()
                        .rows()
                        .get(0)
                        .subList(2, 5))
                .isEqualTo(List.of(
                        account.finding(OutcomeStatistic.VALUE_SHORT).effect().estimate(),
                        account.finding(OutcomeStatistic.VALUE_SHORT).interval().lower(),
                        account.finding(OutcomeStatistic.VALUE_SHORT).interval().upper()));
    }

    @Test
    void aLedgerThatIsGivenIsTakenAsItIs() {
        LogView view = campaigns();
        OutcomeLedger ledger = OutcomeLedger.of(
                view,
                List.of(Campaign.ofLog(view, "spring")),
                OutcomeWindows.of(Duration.ofDays(3), Duration.ofDays(9)),
                OutcomeRules.standard());
        Section section = OutcomesSection.of(Given.analysis(view).withLedger(ledger));
        Account account = ledger.accounts().get(0);

        assertThat(Given.cell(Given.figure(section, "The ledger"), "spring", "contacted"))
                .isEqualTo((long) account.contacted());
        assertThat(section.certainty()).doesNotContain("7 days");
    }

    @Test
    void whatIsDescribedOnlyIsToldByItsReasonsAndNotDrawn() {
        LogView view = campaigns();
        OutcomeLedger ledger = OutcomeLedger.of(
                view,
                List.of(Campaign.ofLog(view, "spring")),
                OutcomeWindows.of(Duration.ofDays(3), Duration.ofDays(9)),
                OutcomeRules.standard());
        Section section = OutcomesSection.of(Given.analysis(view).withLedger(ledger));
        Account account = ledger.accounts().get(0);

        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(String.valueOf(Given.cell(Given.figure(section, "The ledger"), "spring", "in_words")))
                .startsWith("Nobody was held out; ")
                .contains(account.reasons().get(1).toString())
                .doesNotContain("0.");
        assertThat(section.figures()).hasSize(1);
    }

    @Test
    void oneRandomisedCampaignSpeaksForItselfAlone() {
        assertThat(OutcomesSection.evidence(List.of(Evidence.RANDOMISED, Evidence.RANDOMISED)))
                .isEqualTo("Chance decided who was held out, so that the differences are the campaigns' own.");
        assertThat(OutcomesSection.evidence(List.of(Evidence.CREDIBLE, Evidence.DESCRIBED_ONLY)))
                .startsWith("Nobody was held out by chance.");
        assertThat(OutcomesSection.evidence(List.of())).startsWith("Nobody was held out by chance.");
        assertThat(OutcomesSection.evidence(List.of(Evidence.RANDOMISED, Evidence.CREDIBLE, Evidence.DESCRIBED_ONLY)))
                .startsWith("Where the evidence says " + Evidence.RANDOMISED + ", chance decided who was held out")
                .contains("Of other campaigns customers who were contacted are compared with others");
    }

    private static LogView campaigns() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 300; i++) {
            String id = "c" + i;
            log.add(Given.bought(id, i % 200).withValue(10 + i % 7));
            log.add(Given.bought(id, 200 + i % 150).withValue(10 + i % 5));
            if (i % 2 == 0) {
                log.add(Given.sent(id, 250).withCampaign("spring"));
            }
        }
        return log.build().asOf(Given.day(400));
    }

    @Test
    void objectivesSayHowFarItIsToGo() {
        Measure recent = Measure.countWithin(Filter.ownInitiative(), Duration.ofDays(90));
        Objectives aims = Objectives.of(Objective.atLeast(
                "active", BaseFigure.share(recent, BaseFigure.Side.AT_LEAST, 1), 0.9, "Ada", Given.day(900)));
        Section section = ObjectivesSection.of(BASE.withObjectives(aims));
        ObjectiveProgress progress = aims.progress(VIEW).all().get(0);
        Figure figure = Given.figure(section, "Where they stand");

        assertThat(Given.cell(figure, "active", "to_go")).isEqualTo(progress.toGo());
        assertThat(Given.cell(figure, "active", "verdict")).isEqualTo(progress.verdict());
        assertThat(Given.column(Given.figure(section, "active"), "value")).isEqualTo(progress.history());
        assertThat(ObjectivesSection.of(BASE).certainty()).startsWith("No objectives were given");
    }

    @Test
    void anObjectiveOfAScoreThatIsNotThereIsNoFailureOfThePage() {
        Objectives aims =
                Objectives.of(Objective.atMost("churn", BaseFigure.meanScore("churn_risk"), 0.1, "Bo", Given.day(900)));

        assertThat(ObjectivesSection.of(BASE.withObjectives(aims)).certainty())
                .startsWith("They cannot be looked at: ")
                .contains("churn_risk");
    }

    @Test
    void whatWasRefusedInferredAndUnknownIsCounted() {
        InteractionLog log = InteractionLog.builder()
                .add(Given.bought("a", 1))
                .add(Interaction.of("a", Given.day(2), Channel.PHONE, Initiator.UNKNOWN, Purpose.QUESTION))
                .add(Given.bought("b", 500))
                .refuse("the time cannot be read", "secret@example.org;tomorrow")
                .build();
        Section section =
                DataSection.of(Given.analysis(log.asOf(Given.day(400))).withReading(Reading.of(log.loadReport())));
        Figure rows = Given.figure(section, "Rows");
        Figure known = Given.figure(section, "What is known of interactions");

        assertThat(section.certainty()).isEqualTo("1 of 4 rows (25.0 %) were refused, and are in no figure.");
        assertThat(Given.cell(rows, "Refused", "number")).isEqualTo(1L);
        assertThat(Given.cell(rows, "Later than this page", "number")).isEqualTo(1);
        assertThat(Given.cell(Given.figure(section, "Why rows were refused"), "The time cannot be read.", "rows"))
                .isEqualTo(1L);
        assertThat(Given.cell(known, "Initiator not known", "interactions")).isEqualTo(1L);
        assertThat(Given.cell(known, "Purchases without an amount", "interactions"))
                .isEqualTo(1L);
        assertThat(section.figures().toString()).doesNotContain("secret@example.org");
    }

    @Test
    void aLargeBaseIsToldOfByASample() {
        LogView many = InteractionLog.builder().build().asOf(Given.day(400));
        assertThat(Analysis.of(many, BASE.setup()).sampled()).isEmpty();
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < Shared.SAMPLE + 100; i++) {
            log.add(Given.sent("c" + i, i % 300).withCost(1));
            log.add(Interaction.of("c" + i, Given.day(i % 300), Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));
        }
        Analysis large = Analysis.of(log.build().asOf(Given.day(400)), BASE.setup());

        assertThat(large.sample().customers()).isEqualTo(Shared.SAMPLE);
        assertThat(AnswersSection.of(large).certainty())
                .startsWith("From 2024-01-01 to 2025-02-04. Of a random sample of 5,000 customers. ");
        assertThat(WasteSection.of(large).certainty())
                .startsWith("From 2024-01-01 to 2025-02-04. Of a random sample of 5,000 customers. ");
        List<Figure> ofSample = Stream.of(AnswersSection.of(large), WasteSection.of(large))
                .flatMap(each -> each.figures().stream())
                .toList();
        assertThat(ofSample)
                .extracting(Figure::title)
                .contains("How often our contacts are answered", "How we answer them", "Cost by channel and purpose");
        assertThat(ofSample)
                .extracting(Figure::meaning)
                .allMatch(meaning -> meaning.startsWith("Of a random sample of 5,000 customers. "));
        Section glance = Glance.of(large).section();
        assertThat(glance.certainty())
                .startsWith("What is counted is exact, but for answers, which are of a random sample. ");
        assertThat(String.valueOf(
                        Given.cell(Given.figure(glance, "Key figures"), "Our contacts that they answer", "meaning")))
                .startsWith("Of a random sample of 5,000 customers. ");
        assertThat(Optional.of(large.view().customers())).hasValue(Shared.SAMPLE + 100);
    }

    @Test
    void eachScoreIsToldOverItsOwnHorizon() {
        LogView view = Given.simulated(300);
        FitChoices choices = FitChoices.usual()
                .withBacktest(0)
                .withEngagement(EngagementDefinition.withDefaults().withHorizon(Duration.ofDays(60)));
        Analysis by60 = Analysis.of(view, ScoringSetup.fit(view, choices));
        Analysis byGaps = Analysis.of(view, ScoringSetup.fit(view, choices.withOwnGaps(3)));

        assertThat(Given.column(Given.figure(Glance.of(by60).section(), "Key figures"), "figure"))
                .contains("Reach out within 60 days")
                .doesNotContain("Reach out within 30 days");
        assertThat(Scores.meaning("engagement", by60)).contains("of their own accord within 60 days.");
        assertThat(Scores.meaning("retention_risk", by60)).contains("do not buy again within 90 days.");
        assertThat(Scores.meaning("retention_risk", byGaps))
                .contains("do not buy again in the time that is usual for them.");
        assertThat(Scores.meaning("expected_purchases", byGaps)).contains("within 90 days.");
    }

    @Test
    void namesOfDataStayAsTheyAre() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 20; i++) {
            log.add(Given.sent("c" + i, 350).withDepartment("<script>alert(1)</script>"));
        }
        Figure figure = Given.figure(
                ContactMapSection.of(Given.analysis(log.build().asOf(Given.day(400)))), "Every kind of contact");

        assertThat(Objects.requireNonNull(figure.table().rows().get(0).get(0))).isEqualTo("<script>alert(1)</script>");
    }
}
