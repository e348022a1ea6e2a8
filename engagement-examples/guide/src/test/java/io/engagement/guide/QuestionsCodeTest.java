package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.Waste;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.dialogue.preference.Suggestion;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.proportion.Proportions;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.score.ScoreComparison;
import io.engagement.score.ScoreTable;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Twelve questions that a manager asks, in at most twelve lines each. */
class QuestionsCodeTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final InteractionLog LOG = log();
    private static final LogView TODAY = LOG.asOf(NOW);
    private static final ScoringSetup SETUP =
            ScoringSetup.fit(TODAY, FitChoices.usual().withBacktest(0));

    /** Three customers of a company each, and a mail of a campaign to every third in November. */
    private static InteractionLog log() {
        InteractionLog.Builder log = InteractionLog.builder();
        Simulation.withDefaults().withCustomers(600).interactions().forEach(log::add);
        for (int i = 1; i <= 600; i++) {
            String id = String.format(Locale.ROOT, "%07d", i);
            log.customer(Customer.of(id).withAttribute("company", "company " + i / 3));
            if (i % 3 == 0) {
                Instant at = NOW.minus(Duration.ofDays(45));
                log.add(Interaction.of(id, at, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withCampaign("november"));
            }
        }
        return log.build();
    }

    @Test
    void whoContactsUsAndWhomDoWeOnlyChase() {
        LogView today = TODAY;
        List<String> chased = new ArrayList<>();
        // guide
        Dialogue dialogue = Dialogue.of(today);
        System.out.println(dialogue); // how much of it is theirs
        for (int row : dialogue.muchContactLittleOfItTheirs()) {
            chased.add(dialogue.customerId(row) + ": " + dialogue.initiative(row));
        }
        Instant quarterAgo = today.asOf().minus(Duration.ofDays(90));
        System.out.println(
                ContactMap.of(today, quarterAgo).by(Dimension.INITIATOR, Dimension.CHANNEL, Dimension.DEPARTMENT));
        // end
        assertThat(chased).isNotEmpty();
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
        assertThat(mails.toString()).contains("email");
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
                        + scores.explain(row, "retention_risk").reason());
            }
        }
        // end
        assertThat(scores.top("lifetime_value", 50)).hasSize(50);
    }

    @Test
    void whichChannelAndTimeDoTheyPrefer() {
        LogView today = TODAY;
        // guide
        ContactPreferences preferences = ContactPreferences.of(today, CustomerZones.all(ZoneId.of("Europe/Berlin")));
        Suggestion next = preferences.of("0000311").orElseThrow().suggestion();
        System.out.println(next.channel() + ": " + next.reason());
        System.out.println(next.timeReason());
        System.out.println(preferences.byChannelTable()); // of all
        // end
        assertThat(next.reason()).isNotBlank();
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
    }

    @Test
    void whoComplainsTooOften() {
        LogView today = TODAY;
        List<String> often = new ArrayList<>();
        // guide
        Measure complaints = Measure.count(Filter.ownInitiative().and(Filter.purpose(Purpose.COMPLAINT)));
        Measure acts = Measure.count(Filter.ownInitiative());
        MeasureTable table = MeasureTable.of(today, TimeScale.DAYS, List.of(complaints, acts));
        SharePrior usual = SharePrior.of(Proportions.of(table.column(complaints), table.column(acts)));
        for (int row = 0; row < table.size(); row++) {
            Share own = usual.posterior((long) table.column(complaints).get(row), (long)
                    table.column(acts).get(row));
            if (own.probabilityAbove(2 * usual.mean()) > 0.8) { // twice the usual share, with four chances in five
                often.add(table.customerId(row) + ": " + own);
            }
        }
        // end
        assertThat(often).isNotEmpty().hasSizeLessThan(60);
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
        assertThat(table.of("retention_risk")).isPresent();
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
        assertThat(cohorts.retention(6)).isBetween(0.0, 1.0);
    }

    @Test
    void whoIsNewStaysAndComesBackByMonth() {
        LogView today = TODAY;
        // guide
        CalendarPeriods months = CalendarPeriods.of(TimeScale.MONTHS, ZoneId.of("Europe/Berlin"));
        Lifecycle lifecycle = Lifecycle.of(today, Filter.purpose(Purpose.PURCHASE), months);
        System.out.println(lifecycle); // new, returning, resurrected, dormant
        // end
        assertThat(lifecycle.periods()).hasSizeGreaterThan(20);
    }

    @Test
    void andWithinHalfAYear() {
        LogView today = TODAY;
        ScoringSetup setup = SETUP;
        // guide
        ScoringSetup halfAYear = setup.withHorizon(Duration.ofDays(182)); // nothing is fitted anew
        ScoreTable scores = halfAYear.plan().score(today);
        // end
        ScoreTable before = setup.plan().score(today);
        int row = scores.top("expected_purchases", 1).get(0);
        assertThat(scores.get(row, "expected_purchases")).isGreaterThan(before.get(row, "expected_purchases"));
    }

    @Test
    void whatAreTheScoresOfAccounts() {
        InteractionLog log = LOG;
        Instant now = NOW;
        // guide
        InteractionLog accounts = log.by(customer -> customer.attributes().getOrDefault("company", customer.id()));
        LogView today = accounts.asOf(now);
        ScoreTable scores = ScoringSetup.fit(today).plan().score(today);
        // end
        assertThat(scores.size()).isEqualTo(201);
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
        assertThat(since.moves("retention_risk", 10)).hasSize(10);
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
