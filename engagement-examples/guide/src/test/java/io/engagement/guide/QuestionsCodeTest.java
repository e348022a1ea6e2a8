package io.engagement.guide;

import static io.engagement.guide.PlantedBase.ANSWERED;
import static io.engagement.guide.PlantedBase.ASKED;
import static io.engagement.guide.PlantedBase.A_MAIL;
import static io.engagement.guide.PlantedBase.CALLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.Waste;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.dialogue.preference.Suggestion;
import io.engagement.domain.Channel;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Evaluation;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Verdict;
import io.engagement.proportion.Proportions;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.score.ScoreComparison;
import io.engagement.score.ScoreTable;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twelve questions that a manager asks, in at most twelve lines each. */
class QuestionsCodeTest {
    private static final Instant NOW = PlantedBase.NOW;
    private static final InteractionLog LOG = PlantedBase.log();
    private static final LogView TODAY = LOG.asOf(NOW);
    private static final ScoringSetup SETUP =
            ScoringSetup.fit(TODAY, FitChoices.usual().withBacktest(0));

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(console);
    }

    private List<String> printed() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Days on which each customer bought, in Berlin. */
    private static Map<String, NavigableSet<LocalDate>> purchaseDays() {
        Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
        for (int row = 0; row < TODAY.customers(); row++) {
            for (int i = TODAY.start(row); i < TODAY.end(row); i++) {
                Interaction each = TODAY.interaction(i);
                if (each.purpose().equals(Purpose.PURCHASE)) {
                    days.computeIfAbsent(each.customerId(), id -> new TreeSet<>())
                            .add(LocalDate.ofInstant(each.at(), PlantedBase.BERLIN));
                }
            }
        }
        return days;
    }

    private static boolean boughtIn(NavigableSet<LocalDate> days, YearMonth month) {
        return !days.subSet(month.atDay(1), month.plusMonths(1).atDay(1)).isEmpty();
    }

    @Test
    void whoContactsUsAndWhomDoWeOnlyChase() {
        LogView today = TODAY;
        // guide
        Dialogue dialogue = Dialogue.of(today);
        System.out.println(dialogue); // how much of it is theirs
        for (int row : dialogue.muchContactLittleOfItTheirs()) {
            System.out.println(dialogue.customerId(row) + ": " + dialogue.initiative(row));
        }
        Instant quarterAgo = today.asOf().minus(Duration.ofDays(90));
        System.out.println(
                ContactMap.of(today, quarterAgo).by(Dimension.INITIATOR, Dimension.CHANNEL, Dimension.DEPARTMENT));
        // end
        assertThat(printed())
                .anyMatch(told -> told.startsWith("chased: "))
                .noneMatch(told -> told.startsWith("talker: "));
        assertThat(printed())
                .anyMatch(line -> line.matches("\\W*Collections\\W+phone\\W+COMPANY\\W+" + CALLS + "\\b.*"));
    }

    @Test
    void whichMailsAreIgnoredAndWhatDoTheyCost() {
        LogView today = TODAY;
        // guide
        Waste mails = Answers.of(today, AnswerPolicy.withDefaults())
                .only(Filter.channel(Channel.EMAIL))
                .waste();
        System.out.println(mails); // asks without an answer, and their cost, by purpose
        // end
        Waste.Row feedback = mails.rows().stream()
                .filter(row -> row.purpose().equals("FEEDBACK"))
                .findFirst()
                .orElseThrow();
        assertThat(feedback.asks()).isEqualTo(ASKED);
        assertThat(feedback.cost()).isCloseTo(ASKED * A_MAIL, within(1e-9));
        assertThat(feedback.wasted()).isCloseTo((ASKED - ANSWERED) * A_MAIL, within(1e-9));
    }

    @Test
    void whoIsLeavingAndWorthMostAndWhy() {
        LogView today = TODAY;
        ScoringSetup setup = SETUP;
        // guide
        ScoreTable scores = setup.plan().score(today);
        for (int row : scores.top("lifetime_value", 50)) {
            if (scores.get(row, "retention_risk") > 0.5) {
                System.out.println(scores.customerId(row) + " "
                        + scores.explain(row, "retention_risk").whyHigh());
            }
        }
        // end
        assertThat(printed())
                .anyMatch(line -> line.matches("leaver .*: risk \\+.*"))
                .noneMatch(line -> line.startsWith("loyal "));
    }

    @Test
    void whichChannelAndTimeDoTheyPrefer() {
        LogView today = TODAY;
        // guide
        ContactPreferences preferences = ContactPreferences.of(today, CustomerZones.all(ZoneId.of("Europe/Berlin")));
        Suggestion next = preferences.of("caller").orElseThrow().suggestion();
        System.out.println(next.channel() + ": " + next.reason());
        System.out.println(next.timeReason());
        System.out.println(preferences.byChannelTable()); // of all
        // end
        assertThat(next.channel()).contains(Channel.PHONE);
        assertThat(next.weekday()).contains(1);
        assertThat(next.block()).contains(4); // from four to eight in the evening
    }

    @Test
    void whatDidLastMonthsCampaignDo() {
        LogView today = TODAY;
        // guide
        Campaign november = Campaign.ofLog(today, "november"); // or with who was held out: see Outcomes
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28)); // short, long
        OutcomeLedger ledger = OutcomeLedger.of(today, List.of(november), windows, OutcomeRules.standard());
        ledger.accounts().forEach(account -> System.out.println(account.sentence()));
        System.out.println(ledger); // what it brought, what it cost, what stays
        // end
        assertThat(ledger.accounts().get(0).contacted()).isEqualTo(200);
        // It did nothing, as nobody's story reads it: no effect is claimed.
        assertThat(ledger.accounts()).allSatisfy(account -> assertThat(account.verdicts())
                .isSubsetOf(Verdict.NOTHING, Verdict.TOO_LITTLE_DATA, Verdict.NO_CAUSAL_CLAIM));
    }

    @Test
    void whoComplainsTooOften() {
        LogView today = TODAY;
        // guide
        Measure complaints = Measure.count(Filter.ownInitiative().and(Filter.purpose(Purpose.COMPLAINT)));
        Measure acts = Measure.count(Filter.ownInitiative());
        MeasureTable table = MeasureTable.of(today, TimeScale.DAYS, List.of(complaints, acts));
        SharePrior usual = SharePrior.of(Proportions.of(table.column(complaints), table.column(acts)));
        for (int row = 0; row < table.size(); row++) {
            Share own = usual.posterior((long) table.column(complaints).get(row), (long)
                    table.column(acts).get(row));
            if (own.probabilityAbove(2 * usual.mean()) > 0.8) { // twice the usual share, with four chances in five
                System.out.println(table.customerId(row) + ": " + own);
            }
        }
        // end
        assertThat(printed())
                .anyMatch(told -> told.startsWith("grumbler: "))
                .noneMatch(told -> told.startsWith("content: "))
                .hasSizeLessThan(60);
    }

    @Test
    void howDidLastQuartersScoreDo() {
        LogView today = TODAY;
        // guide
        LogView quarterAgo = today.asOf(today.asOf().minus(Duration.ofDays(90)));
        ScoringSetup then = ScoringSetup.fit(quarterAgo); // or read: the one that was saved then
        EvaluationTable table = then.judgedBy(today, quarterAgo.asOf());
        System.out.println(table);
        System.out.println(table.verdict());
        // end
        Duration horizon = then.riskHorizon().orElseThrow();
        Measure ever = Measure.count(Filter.purpose(Purpose.PURCHASE));
        MeasureTable before = MeasureTable.of(quarterAgo, TimeScale.DAYS, List.of(ever));
        LogView later = today.asOf(quarterAgo.asOf().plus(horizon));
        MeasureTable after = MeasureTable.of(later, TimeScale.DAYS, List.of(ever));
        List<Integer> buyers = IntStream.range(0, before.size())
                .filter(row -> before.column(ever).get(row) > 0)
                .boxed()
                .toList();
        long silent = buyers.stream()
                .filter(row -> before.column(ever).get(row)
                        == after.column(ever)
                                .get(later.row(before.customerId(row)).orElseThrow()))
                .count();
        Evaluation risk = table.of("retention_risk").orElseThrow();
        assertThat(risk.rows()).isEqualTo(buyers.size());
        assertThat(risk.mean()).isCloseTo((double) silent / buyers.size(), within(1e-12));
        assertThat(risk.figure("auc").orElseThrow().value()).isGreaterThan(0.7);
    }

    @Test
    void howManyOfEachCohortStay() {
        LogView today = TODAY;
        // guide
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        CalendarPeriods months = CalendarPeriods.of(TimeScale.MONTHS, ZoneId.of("Europe/Berlin"));
        Cohorts cohorts = Cohorts.of(today, bought, months);
        System.out.println(cohorts);
        System.out.println(cohorts.retention(6)); // of all who came more than six months ago
        // end
        List<NavigableSet<LocalDate>> old = purchaseDays().values().stream()
                .filter(days -> YearMonth.from(days.first()).plusMonths(6).isBefore(YearMonth.of(2025, 1)))
                .toList();
        long active = old.stream()
                .filter(days -> boughtIn(days, YearMonth.from(days.first()).plusMonths(6)))
                .count();
        assertThat(cohorts.retention(6)).isEqualTo((double) active / old.size());
    }

    @Test
    void whoIsNewStaysAndComesBackByMonth() {
        LogView today = TODAY;
        // guide
        CalendarPeriods months = CalendarPeriods.of(TimeScale.MONTHS, ZoneId.of("Europe/Berlin"));
        Lifecycle lifecycle = Lifecycle.of(today, Filter.purpose(Purpose.PURCHASE), months);
        System.out.println(lifecycle); // new, returning, resurrected, dormant
        // end
        LifecyclePeriod december = lifecycle.periods().stream()
                .filter(period -> period.label().equals("2024-12"))
                .findFirst()
                .orElseThrow();
        YearMonth month = YearMonth.of(2024, 12);
        List<NavigableSet<LocalDate>> active = purchaseDays().values().stream()
                .filter(days -> boughtIn(days, month))
                .toList();
        long newcomers = active.stream()
                .filter(days -> YearMonth.from(days.first()).equals(month))
                .count();
        long returning = active.stream()
                .filter(days -> boughtIn(days, month.minusMonths(1)))
                .count();
        assertThat(List.of(december.active(), december.newcomers(), december.returning(), december.resurrected()))
                .containsExactly(
                        active.size(), (int) newcomers, (int) returning, (int) (active.size() - newcomers - returning));
    }

    @Test
    void andWithinHalfAYear() {
        LogView today = TODAY;
        ScoringSetup setup = SETUP;
        // guide
        ScoringSetup halfAYear = setup.withHorizon(Duration.ofDays(182)); // nothing is fitted anew
        ScoreTable scores = halfAYear.plan().score(today);
        // end
        CustomerBaseModel model = setup.purchases().orElseThrow();
        PurchaseDefinition days = model.definition();
        List<Measure> inputs = List.of(days.frequency(), days.recency(), days.age());
        MeasureTable table = MeasureTable.of(today, model.timeScale(), inputs);
        int row = scores.row("loyal").orElseThrow();
        double expected = model.expectedPurchases(
                table.column(days.frequency()).get(row),
                table.column(days.recency()).get(row),
                table.column(days.age()).get(row),
                model.timeScale().of(Duration.ofDays(182)));
        assertThat(scores.get(row, "expected_purchases"))
                .isCloseTo(expected, withinPercentage(2)); // but for the level of late
    }

    @Test
    void whatAreTheScoresOfAccounts() {
        InteractionLog log = LOG;
        Instant now = NOW;
        // guide
        InteractionLog accounts = log.by(customer -> customer.attributes().getOrDefault("company", customer.id()));
        LogView companies = accounts.asOf(now);
        ScoreTable scores = ScoringSetup.fit(companies).plan().score(companies);
        // end
        assertThat(scores.size()).isEqualTo(LOG.asOf(now).customers() - 600 + 201);
        int company = companies.row("company 1").orElseThrow();
        int interactions = Stream.of("0000003", "0000004", "0000005")
                .mapToInt(id -> TODAY.row(id).orElseThrow())
                .map(row -> TODAY.end(row) - TODAY.start(row))
                .sum();
        assertThat(companies.end(company) - companies.start(company)).isEqualTo(interactions);
        assertThat(scores.get(scores.row("company 1").orElseThrow(), "engagement"))
                .isBetween(0.0, 100.0);
    }

    @Test
    void whatHasChangedSinceYesterdayAndWhy() {
        LogView today = TODAY;
        ScoringSetup setup = SETUP;
        // guide
        ScoreTable scores = setup.plan().score(today);
        ScoreTable yesterday = setup.plan().score(today.asOf(today.asOf().minus(Duration.ofDays(1))));
        ScoreComparison since = scores.compare(yesterday);
        since.moves("retention_risk", 10)
                .forEach(move -> System.out.println(
                        move.customerId() + ": " + move.change().reason()));
        System.out.println("new: " + since.appeared());
        // end
        assertThat(printed()).anyMatch(line -> line.startsWith("returner: Risk down"));
        assertThat(since.appeared()).contains("newcomer");
    }

    /** Lines of code, as the page shows them. */
    @Test
    void noAnswerTakesMoreThanTwelveLines() throws IOException {
        List<Page.Block> answers = Page.read(Path.of("questions.md")).blocks();
        assertThat(answers)
                .hasSize(12)
                .allSatisfy(answer -> assertThat(answer.code().lines()).hasSizeLessThanOrEqualTo(12));
    }
}
