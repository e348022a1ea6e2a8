package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.dialogue.preference.Suggestion;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Comparison;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.Fitted;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.journey.Journey;
import io.engagement.journey.StageFlows;
import io.engagement.journey.StagePath;
import io.engagement.journey.StageRule;
import io.engagement.journey.StageStay;
import io.engagement.journey.Stages;
import io.engagement.journey.motive.Consistency;
import io.engagement.journey.motive.Exit;
import io.engagement.journey.motive.ExperienceFigure;
import io.engagement.journey.motive.ExperienceFigure.Better;
import io.engagement.journey.motive.Motive;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.live.ContactGate;
import io.engagement.live.Feed;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.measure.WeekTimes;
import io.engagement.measure.spi.Quantity;
import io.engagement.outcome.Account;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.experiment.ExperimentReading;
import io.engagement.outcome.experiment.LogFigure;
import io.engagement.outcome.experiment.Randomization;
import io.engagement.outcome.experiment.ReadingRules;
import io.engagement.outcome.experiment.SelfTest;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.EngagementRules;
import io.engagement.outcome.mutual.EngagementValue;
import io.engagement.outcome.mutual.HelpingSelling;
import io.engagement.outcome.mutual.Referral;
import io.engagement.outcome.mutual.ReferralGraph;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.ObservationalEffect;
import io.engagement.outcome.observational.ObservationalStudy;
import io.engagement.outcome.observational.Panel;
import io.engagement.outcome.observational.PanelOutcome;
import io.engagement.outcome.observational.StudyPlan;
import io.engagement.outcome.targeting.GatedPolicy;
import io.engagement.outcome.targeting.Trial;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.LossRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.ContactOverlaps;
import io.engagement.strategy.budget.Allocation;
import io.engagement.strategy.budget.Candidate;
import io.engagement.strategy.budget.ContactBudget;
import io.engagement.strategy.budget.PlannedContact;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.RfmSegments;
import io.engagement.strategy.lifecycle.Stickiness;
import io.engagement.strategy.objective.BaseFigure;
import io.engagement.strategy.objective.BaseFigure.Side;
import io.engagement.strategy.objective.Objective;
import io.engagement.strategy.objective.Objectives;
import io.engagement.strategy.objective.ProgressTable;
import io.engagement.strategy.policy.ContactAudit;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.DiscountRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide, between marks, and that it does what the guide says. */
class GuideCodeTest {
    private static final Instant TODAY = Instant.parse("2025-01-01T00:00:00Z");

    private final Path folder;

    GuideCodeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static LogView today() {
        return Simulation.withDefaults().log().asOf(TODAY);
    }

    @Test
    void aLedgerSaysWhatACampaignDid() {
        LogView today = today();
        Instant sent = today.asOf().minus(Duration.ofDays(40));
        // guide
        Assignments.Builder arms = Assignments.builder("control");
        for (int row = 0; row < today.customers(); row++) { // your own list says who was held out
            arms.assign(today.customerId(row), row % 4 == 0 ? "control" : "mail", sent);
        }
        Campaign spring = Campaign.of("spring", Wave.of(arms.build()).withIncentive(Duration.ofDays(10)))
                .withPurpose(Purpose.OFFER)
                .withCost(0.8) // of a contact, beyond the costs in the log
                .withReward(5); // of each who buys while the incentive runs
        OutcomeRules rules = OutcomeRules.standard().withMargin(0.3);
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
        OutcomeLedger ledger = OutcomeLedger.of(today, List.of(spring), windows, rules);
        for (Account account : ledger.accounts()) {
            System.out.println(account.sentence());
            System.out.println(
                    account.finding(OutcomeStatistic.VALUE_LONG).effect().interval(0.95));
        }
        // end
        assertThat(ledger.accounts()).singleElement().satisfies(account -> assertThat(account.contacted())
                .isEqualTo(today.customers() - account.heldOut()));
    }

    @Test
    void anExperimentIsDrawnReadAndTested() {
        LogView today = today();
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        Instant start = today.asOf().minus(Duration.ofDays(40));
        String secret = ExperimentKey.newSecret();
        List<String> customers = IntStream.range(0, today.customers())
                .mapToObj(today::customerId)
                .toList();
        // guide
        ExperimentKey key = ExperimentKey.of("spring", secret); // one key for each experiment; never printed
        Randomization spring = Randomization.of(key, ArmShares.of("none", Map.of("none", 0.1, "mail", 0.9)));
        if (!spring.withholds("c-17", Purpose.OFFER)) { // always the same for a customer; never true for help
            // ask the contact policy, then send
        }
        Assignments drawn = spring.assign(customers, start); // the same arms as a list, for the reading

        LogFigure spend = new LogFigure("spend", LogFigure.Kind.VALUE, bought, Duration.ZERO, Duration.ofDays(28));
        LogFigure before = new LogFigure("before", LogFigure.Kind.VALUE, bought, Duration.ofDays(-90), Duration.ZERO);
        ExperimentData data = ExperimentData.of(drawn).withOutcome(today, spend).withCovariate(today, before);
        ReadingRules rules = ReadingRules.atEnd().withPlannedShares(spring.shares());
        System.out.println(ExperimentReading.of(data, rules)); // a sentence for each arm and outcome
        SelfTest halves = SelfTest.halves(data, "spend", 1000, 0.05, 1); // of the hold-out, a thousand times
        System.out.println(halves.result()); // HONEST, DEAD, TOO_MANY_ALARMS or TOO_LITTLE_DATA
        // end
        assertThat(ExperimentReading.of(data, rules).effects()).singleElement().satisfies(effect -> assertThat(
                        effect.treated() + effect.heldOut())
                .isEqualTo(today.customers()));
    }

    @Test
    void withoutAHoldOutNothingIsClaimedOfNobodyKnowsWhom() {
        LogView today = InteractionLog.builder()
                .add(Interaction.of("c1", TODAY.minusSeconds(60), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withCampaign("mails"))
                .build()
                .asOf(TODAY);
        OutcomeRules rules = OutcomeRules.standard();
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
        // guide
        Campaign mails = Campaign.ofLog(today, "mails"); // all whom the log knows as contacted, and nobody held out
        System.out.println(OutcomeLedger.of(today, List.of(mails), windows, rules)); // no causal claim, and why
        // end
        assertThat(OutcomeLedger.of(today, List.of(mails), windows, rules).toString())
                .contains("no causal claim (nobody was held out");
    }

    @Test
    void aJourneyTellsWhereCustomersAreWereAndGo() {
        Instant now = TODAY;
        LogView today = Simulation.withDefaults().log().asOf(now);
        // guide
        Journey journey = Journey.of(today); // the usual stages, with this base's own habit of silence
        journey.customers("at risk");
        StagePath path = journey.path("0000001").orElseThrow();
        path.stage(now.minus(Duration.ofDays(90))); // where the customer was then
        Optional<Instant> lapsed = journey.silentFrom("0000001", "lapsed"); // if nothing is heard until then
        StageStay risk = journey.stays().of("at risk").orElseThrow();
        double back = risk.exits("repeat", Duration.ofDays(30)); // and risk.exitsInterval(..)
        StageFlows flows = journey.flows(now.minus(Duration.ofDays(90)), now);
        // end
        assertThat(path.visits()).isNotEmpty();
        assertThat(lapsed).isPresent();
        assertThat(back).isBetween(0.0, 1.0);
        assertThat(flows.before("repeat")).isPositive();
    }

    @Test
    void stagesOfOnesOwnFollowComplaints() {
        LogView today = Simulation.withDefaults().log().asOf(TODAY);
        // guide
        Filter complaint = Filter.purpose(Purpose.COMPLAINT);
        Filter closing = Filter.purpose(Purpose.HELP).and(Filter.direction(Direction.OUTBOUND));
        Stages stages = Stages.builder(Stages.acts(ZoneOffset.UTC))
                .stage("complaint", StageRule.since(complaint).withUntil(closing))
                .stage("closed", StageRule.since(closing).withAfter("complaint").withUntil(complaint))
                .build();
        String words = Journey.of(today, stages).returns().toString(); // who goes back to complaint, in words
        // end
        assertThat(words).contains("of those who went from complaint to closed have gone back to complaint");
    }

    @Test
    void aGatedPolicySaysWhomToContact() {
        LogView today = today();
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        Instant sent = today.asOf().minus(Duration.ofDays(40));
        Assignments.Builder halves = Assignments.builder("none");
        Map<String, Double> spent = new HashMap<>();
        Measure all = Measure.sum(bought, Quantity.VALUE);
        MeasureTable then = MeasureTable.of(today.asOf(sent), TimeScale.DAYS, List.of(all));
        MeasureTable now = MeasureTable.of(today, TimeScale.DAYS, List.of(all));
        for (int row = 0; row < then.size(); row++) {
            String id = then.customerId(row);
            halves.assign(id, row % 2 == 0 ? "none" : "mail", sent);
            spent.put(
                    id,
                    now.column(all).get(today.row(id).orElseThrow())
                            - then.column(all).get(row));
        }
        Assignments arms = halves.build();
        ContactPolicy allowed = ContactPolicy.standard();
        String secret = ExperimentKey.newSecret();
        // guide
        List<Measure> measures = List.of(Measure.count(bought), Measure.timeSinceLast(bought));
        MeasureTable before = MeasureTable.of(today.asOf(sent), TimeScale.DAYS, measures);
        Trial trial = Trial.of(arms, before, spent, Map.of("mail", 0.40)).withWorth(0.3); // the margin
        GatedPolicy policy = GatedPolicy.of(trial, 42);
        System.out.println(policy); // personal, one rule for all, or nobody, and why
        String saved = policy.toText(); // GatedPolicy.FAMILY.read(saved) does and says the same, to the bit

        PlannedContact mail = PlannedContact.of("mail", Channel.EMAIL, Purpose.OFFER, 0.40)
                .withFatigue(0.25, Duration.ofDays(7)); // a contact in the week before takes a quarter of the gain
        MeasureTable known = MeasureTable.of(today, TimeScale.DAYS, measures);
        List<Candidate> candidates = new ArrayList<>();
        for (int row = 0; row < known.size(); row++) {
            double count = known.column(measures.get(0)).get(row);
            double silent = known.column(measures.get(1)).get(row);
            candidates.add(new Candidate(known.customerId(row), mail, policy.gain("mail", count, silent)));
        }
        ExperimentKey key = ExperimentKey.of("mails of January", secret); // kept where no log sees it
        Allocation contacts = ContactBudget.of(allowed, 500, key).allocate(today, today.asOf(), candidates);
        System.out.println(contacts); // how many for each reason
        Assignments next = contacts.explored("none"); // the tenth from which the next policy is learnt
        // end
        assertThat(policy.sentence()).contains(" on ").contains("rows that chose nothing");
        assertThat(GatedPolicy.FAMILY.read(saved).sentence()).isEqualTo(policy.sentence());
        assertThat(contacts.spent()).isLessThanOrEqualTo(500);
        assertThat(next.size()).isBetween(1, today.customers() / 5);
    }

    @Test
    void whatCustomersGiveStandsBesideWhatTheyGet() {
        LogView today = today();
        Instant lastYear = today.asOf().minus(Duration.ofDays(365));
        Scorer lifetimeValue = Scorer.of(
                "lifetime_value",
                Scale.MONEY,
                Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE),
                spent -> spent);
        // guide
        ReferralGraph referrals = ReferralGraph.of(Referral.ofLog(today, "referred_by")); // or a list of your own
        EngagementRules worth = EngagementRules.standard()
                .withInfluence(Filter.purpose(Purpose.of("REVIEW")))
                .withWorthOfInfluence(2.50); // what a review is worth to you
        EngagementValue values = EngagementValue.of(today, lifetimeValue, referrals, worth);
        System.out.println(values); // four values side by side, and what customers got
        System.out.println(
                HelpingSelling.of(today, lastYear, ContactPurposes.standard()).withWorth(lifetimeValue));
        // end
        assertThat(values.size()).isEqualTo(today.customers());
    }

    @Test
    void aLiveStoreGoesOnWhereItsSnapshotEnded() throws IOException {
        Interaction interaction = Simulation.withDefaults().interactions().get(0);
        Scorer engagement = Scorer.of("engagement", Scale.INDEX, Measure.count(Filter.ownInitiative()), count -> count);
        Path file = folder.resolve("customers.live");
        long offset = 7;
        // guide
        LiveStore.Builder how = LiveStore.of(engagement).withReorderWindow(Duration.ofMinutes(10));
        LiveStore store = how.open();
        Feed feed = store.feed("crm-events"); // a numbered source, such as a partition of Kafka
        feed.add(interaction, offset); // by one thread a feed, any number of feeds at once
        OptionalDouble now = store.score("c42", "engagement"); // as of this moment
        store.snapshot(file); // while interactions go on coming

        LiveStore restored = how.restore(file); // on this machine or another one
        long next = restored.feed("crm-events").position().orElse(-1) + 1; // go on reading here
        // end
        assertThat(now).isEmpty();
        assertThat(next).isEqualTo(8);
        assertThat(restored.report().taken()).isOne();
    }

    @Test
    void withoutAHoldOutThereAreEffectsWithDoubts() {
        InteractionLog.Builder log = InteractionLog.builder();
        Simulation.withDefaults().interactions().forEach(log::add);
        Instant start = TODAY.minus(Duration.ofDays(7 * 40));
        LogView customers = today();
        for (int row = 0; row < customers.customers(); row += 3) {
            log.add(Interaction.of(
                            customers.customerId(row),
                            start.plus(Duration.ofDays(7 * 24)),
                            Channel.EMAIL,
                            Initiator.COMPANY,
                            Purpose.OFFER)
                    .withCampaign("spring"));
        }
        LogView view = log.build().asOf(TODAY);
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        Filter complained = Filter.purpose(Purpose.COMPLAINT);
        // guide
        Panel spend = Panel.of(view, start, Duration.ofDays(7), PanelOutcome.total(bought, Quantity.VALUE));
        FirstContacts contacts = FirstContacts.of(spend, view, Filter.campaign("spring")); // the company's own
        StudyPlan plan = StudyPlan.of(8) // weeks before the contact, whose mean is the base
                .withWindow("short", new EventWindow(0, 3)) // 0 is the week of the contact
                .withWindow("long", new EventWindow(4, 11));
        ObservationalStudy study = ObservationalStudy.of(spend, contacts, plan);
        System.out.println(study.evidence()); // a sentence for each window
        Panel complaints = Panel.of(view, start, Duration.ofDays(7), PanelOutcome.count(complained));
        ObservationalEffect harm = study.evidence(complaints).effect("short"); // the same customers, another outcome
        System.out.println(harm.isClaimed(0.05) + " " + harm.doubts());
        // end
        assertThat(study.evidence().isClaimed(0.05)).isFalse();
        assertThat(harm.isClaimed(0.05)).isFalse();
        assertThat(study.evidence().effect("short").treated()).isPositive();
    }

    @Test
    void aComparisonAdvisesTheModelThatForesawBest() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        Comparison comparison = Comparison.of(today, CustomerBaseModels.candidates());
        CustomerBaseModel best = comparison.best().model();
        String why = comparison.advice();
        // end
        assertThat(why).startsWith("Use " + comparison.best().name());
        assertThat(best.expectedPurchases(13)).isPositive();
    }

    @Test
    void riskIsByTheModelsThatAreAskedFor() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        FitChoices threeGaps = FitChoices.usual().withOwnGaps(3);
        FitChoices alone = FitChoices.usual().withRetentionModel("purchases").withHorizon(Duration.ofDays(60));
        // end
        assertThat(ScoringSetup.fit(today, threeGaps.withBacktest(0)).summary())
                .contains("risk: within 3 own gaps, at most 90 days, by additive-logistic");
        assertThat(ScoringSetup.fit(today, alone.withBacktest(0)).summary()).contains("risk: within 60 days\n");
    }

    @Test
    void riskOfRetentionAndOfLossByOneModel() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        RetentionDefinition quarter = RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(90));
        AdditiveLogistic model = AdditiveLogistic.fit(today, quarter).model();
        Scorer risk = RetentionRiskScorer.of(model); // no purchase within 90 days
        Scorer loss = LossRiskScorer.of(model, Duration.ofDays(180)); // no purchase until 180 days of silence are full
        ScoreTable risks = ScoringPlan.of(risk, loss).score(today);
        // end
        assertThat(Arrays.stream(risks.column("loss_risk"))).anyMatch(value -> value > 0 && value < 1);
    }

    /** The saved policy of the page on strategy. */
    @Test
    void aPolicyThatIsWrittenByHandIsRead() throws IOException {
        String text = Page.read(Path.of("strategy.md")).blocks().stream()
                .map(Page.Block::code)
                .filter(code -> code.startsWith("engagement contact-policy"))
                .findFirst()
                .orElseThrow();
        assertThat(ContactPolicy.read(text))
                .isEqualTo(ContactPolicy.standard()
                        .withCap(ContactCap.rolling(4, Duration.ofDays(7)))
                        .withQuietHours(WeekTimes.daily(21, 8, ZoneId.of("Europe/Berlin")))
                        .withRest(5, Duration.ofDays(30)));
    }

    @Test
    void aLambdaIsAScorer() {
        LogView today = today();
        // guide
        Scorer silence = Scorer.of(
                "silence",
                Scale.INDEX,
                Measure.timeSinceLast(Filter.ownInitiative()),
                silent -> 100 * (1 - Math.exp(-silent / 60)));
        ScoreTable scores = ScoringPlan.of(silence).score(today);
        // end
        assertThat(scores.get(0, "silence")).isBetween(0.0, 100.0);
    }

    @Test
    void contractsHaveARiskAndAValue() {
        LogView today = contracts();
        // guide
        ContractTerms monthly = ContractTerms.standard(TimeScale.MONTHS);
        ContractModel staying =
                ShiftedBetaGeometric.fit(Tenures.of(today, monthly)).model();
        Measure paid = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
        ScoreTable scores = ScoringPlan.of(
                        ChurnRiskScorer.of(staying, 3), // the next three renewals
                        ContractValueScorer.of(staying, paid, DiscountRate.annual(0.1)))
                .score(today);
        // end
        assertThat(Arrays.stream(scores.column("contract_value"))).anyMatch(value -> value > 0);
    }

    /** Sixty customers who pay by the month, and half of whom leave, the first after a month. */
    private static LogView contracts() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 60; customer++) {
            Instant start = TODAY.minus(Duration.ofDays(500 + customer));
            log.add(row(customer, start, Purpose.SIGN_UP));
            log.add(row(customer, start.plusSeconds(60), Purpose.PURCHASE).withValue(10 + customer % 5));
            if (customer % 2 == 0) {
                log.add(row(customer, start.plus(Duration.ofDays(40 + 3 * customer)), Purpose.CANCELLATION));
            }
        }
        return log.build().asOf(TODAY);
    }

    private static Interaction row(int customer, Instant at, Purpose purpose) {
        return Interaction.of("c" + customer, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    @Test
    void aScoreSaysWhyAndWhatChanged() {
        LogView today = today();
        ScoringSetup setup = ScoringSetup.fit(today);
        // guide
        ScoreTable scores = setup.plan().score(today);
        Explanation why = scores.explain(scores.row("0000811").orElseThrow(), "retention_risk");
        System.out.println(why.reason());
        for (Contribution each : why.contributions()) {
            System.out.println(each.sentence());
        }
        ScoreTable lastWeek = setup.plan().score(today.asOf(today.asOf().minus(Duration.ofDays(7))));
        Explanation before = lastWeek.explain(lastWeek.row("0000811").orElseThrow(), "retention_risk");
        System.out.println(why.difference(before).reason());
        // end
        assertThat(why.reason()).startsWith("Bought 43 times");
    }

    @Test
    void aSetupIsReadBack() throws IOException {
        LogView today = today();
        Path file = folder.resolve("setup.txt");
        // guide
        ScoringSetup setup = ScoringSetup.fit(today)
                .withHorizon(Duration.ofDays(90))
                .withMargin(0.3)
                .withDiscount(DiscountRate.annual(0.1));
        System.out.println(setup.summary());
        Files.writeString(file, setup.toText());
        ScoringSetup read = ScoringSetup.read(Files.readString(file), Registry.empty());
        // end
        assertThat(read.toText()).isEqualTo(setup.toText());
    }

    @Test
    void lastQuartersScoresAreJudgedByThisQuarter() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        LogView quarterAgo = today.asOf(today.asOf().minus(Duration.ofDays(90)));
        EvaluationTable table = ScoringSetup.fit(quarterAgo).judgedBy(today, quarterAgo.asOf());
        assertThat(table.verdict()).contains("retention_risk ranks");
    }

    @Test
    void anyScoreIsJudgedByAnyOutcome() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        Scorer silence = Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(Filter.ownInitiative()), days -> days);
        BacktestResult result = Backtest.of(Outcome.noPurchase(PurchaseDefinition.standard(), Duration.ofDays(90)))
                .with("retention_risk", known -> ScoringSetup.fit(known).scorer("retention_risk"))
                .with(silence)
                .run(today);
        System.out.println(result);
        result.differences("retention_risk", "silence").forEach(System.out::println); // with their standard errors
        // end
        assertThat(result.of("retention_risk").figure("auc")).isPresent();
        assertThat(result.differences("retention_risk", "silence")).isNotEmpty();
    }

    @Test
    void whatIsKnownOfCustomersMovesTheirScores() {
        InteractionLog.Builder log = InteractionLog.builder();
        Simulation.withDefaults().withCustomers(400).interactions().forEach(log::add);
        for (int i = 0; i < 400; i++) {
            log.customer(Customer.of(String.format(Locale.ROOT, "%07d", i))
                    .withAttribute("age", String.valueOf(20 + i % 50))
                    .withAttribute("region", i % 3 == 0 ? "north" : "south"));
        }
        // guide
        log.customer(Customer.of("c42").withAttribute("age", "51").withAttribute("region", "south"));
        LogView today = log.build().asOf(Instant.parse("2025-01-01T00:00:00Z"));

        Covariates known =
                Covariates.of(Fact.attribute("age"), Levels.of(today, "region").unseenAsBaseline());
        ScoringSetup setup = ScoringSetup.fit(today, FitChoices.usual().withCovariates(known));
        // end
        assertThat(setup.purchases())
                .hasValueSatisfying(model -> assertThat(model).isInstanceOf(CovariateModel.class));
    }

    @Test
    void aPolicySaysWhomToContact() {
        LogView today = today();
        // guide
        ZoneId zone = ZoneId.of("Europe/Berlin");
        ContactPolicy policy = ContactPolicy.standard()
                .withCap(ContactCap.rolling(4, Duration.ofDays(7))) // over all channels and departments
                .withCap(ContactCap.calendar(1, TimeScale.DAYS, zone).withChannels(Channel.SMS))
                .withQuietHours(WeekTimes.daily(21, 8, zone)) // by the clock where the customer is
                .withRest(5, Duration.ofDays(30)); // after five contacts in a row without an own act
        CustomerHistory customer = today.history("0000811").orElseThrow();
        ContactDecision decision = policy.mayContact(customer, Channel.EMAIL, Purpose.OFFER, today.asOf());
        System.out.println(decision); // no: ...; yes from 2025-01-01T07:00:00Z
        System.out.println(
                policy.mayContact(today, Channel.EMAIL, Purpose.OFFER, today.asOf())); // all customers, by reason
        System.out.println(
                ContactAudit.of(policy, today, today.asOf().minus(Duration.ofDays(90)))); // what it would have withheld
        // end
        assertThat(decision.mayContact()).isEqualTo(decision.firstYes().equals(Optional.of(today.asOf())));
        assertThat(ContactPolicy.read(policy.toText())).isEqualTo(policy);
    }

    @Test
    void aGateOfALiveStoreIsAskedBeforeEachContact() {
        ContactPolicy policy = ContactPolicy.standard().withCap(ContactCap.rolling(1, Duration.ofDays(7)));
        Scorer scorer = Scorer.of("acts", Scale.COUNT, Measure.count(Filter.ownInitiative()), count -> count);
        Instant now = Instant.now();
        // guide
        LiveStore store = LiveStore.of(scorer)
                .withMeasures(policy.measures().toArray(Measure[]::new))
                .open();
        store.know(Customer.of("c42")); // a new customer is made known
        ContactGate gate = ContactGate.of(store, policy); // one for each thread that sends
        boolean mayContact = gate.mayContact("c42", Channel.EMAIL, Purpose.OFFER, now);
        if (mayContact && gate.isKnown()) {
            store.add(Interaction.of("c42", now, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)); // sent: it counts
        } else {
            System.out.println(gate.isKnown() ? gate.decision() : "c42 is not known"); // no: ...; yes from ...
        }
        // end
        assertThat(gate.mayContact("c42", Channel.SMS, Purpose.OFFER, Instant.now()))
                .isFalse();
        assertThat(gate.mayContact("c24", Channel.SMS, Purpose.OFFER, now)).isTrue();
        assertThat(gate.isKnown()).isFalse();
    }

    @Test
    void aDialogueHasTwoSides() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        Dialogue dialogue = Dialogue.of(today);
        System.out.println(dialogue); // how much of it is theirs, and who only looks engaged
        System.out.println(dialogue.summary("country")); // broken down by an attribute
        Answers answers = Answers.of(today, AnswerPolicy.withDefaults().withWindow(Duration.ofDays(7)));
        System.out.println(answers.rates()); // by purpose and channel
        System.out.println(answers.by("country")); // by an attribute, with cost and excess
        System.out.println(answers.modelledExcess()); // by the customers' own rhythm
        System.out.println(answers.pressure()); // by how much else they get, not because of it
        System.out.println(CompanyAnswers.of(today, CompanyAnswers.policy(), Duration.ofDays(1)));
        ContactPreferences preferences = dialogue.preferences(CustomerZones.all(ZoneId.of("Europe/Berlin")));
        Suggestion next = preferences.of("0000311").orElseThrow().suggestion();
        System.out.println(next.channel() + ", " + next.reason());
        System.out.println(dialogue.provocation()); // spontaneous, continued, provoked
        // end
        assertThat(dialogue.base().share()).isBetween(0.0, 1.0);
        assertThat(answers.rates().all().counts().closed()).isPositive();
    }

    @Test
    void tablesOfContactsAndLifecycles() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant lastYear = today.asOf().minus(Duration.ofDays(365));
        System.out.println(ContactMap.of(today, lastYear).by(Dimension.PURPOSE, Dimension.INITIATOR));
        System.out.println(ContactOverlaps.within(today, lastYear, Dimension.DEPARTMENT, Duration.ofDays(7)));
        CalendarPeriods months = CalendarPeriods.of(TimeScale.MONTHS, zone);
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        System.out.println(Lifecycle.of(today, bought, months));
        System.out.println(Cohorts.of(today, bought, months));
        System.out.println(Stickiness.of(today, Filter.ownInitiative(), months));
        System.out.println(RfmSegments.of(today, bought));
        // end
        assertThat(Lifecycle.of(today, bought, months).periods()).isNotEmpty();
    }

    @Test
    void objectivesHaveAProbability() throws IOException {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        Path file = folder.resolve("aims.txt");
        // guide
        Instant endOfYear = Instant.parse("2026-01-01T00:00:00Z");
        Measure recent = Measure.countWithin(Filter.ownInitiative(), Duration.ofDays(90));
        Measure sent = Measure.countWithin(Filter.initiatedBy(Initiator.COMPANY), Duration.ofDays(30));
        Objectives aims = Objectives.of(
                Objective.atLeast("active", BaseFigure.share(recent, Side.AT_LEAST, 1), 0.5, "Ada", endOfYear),
                Objective.atMost("sent", BaseFigure.mean(sent), 3, "Bo", endOfYear));
        ProgressTable progress = aims.progress(today);
        System.out.println(progress);
        Files.writeString(file, aims.toText());
        Objectives read = Objectives.read(Files.readString(file), Registry.empty());
        // end
        assertThat(read).isEqualTo(aims);
        assertThat(progress.all())
                .allSatisfy(each -> assertThat(each.probability()).isBetween(0.001, 0.999));
    }

    @Test
    void motivesTellWhoLeavesAndWhatDrivesEach() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        // guide
        Exit exit = Exit.cancelled().or(Exit.noActWithin(Duration.ofDays(60)));
        List<Motive> motives = new ArrayList<>(Motive.builtIn());
        motives.add(Motive.of("visits", Measure.countWithin(Filter.purpose(Purpose.USE), Duration.ofDays(90))));
        Fitted<MotiveModel> fitted = MotiveModel.fit(today, exit, Duration.ofDays(30), motives);
        System.out.println(fitted.diagnostics()); // motives of which the log holds too little
        System.out.println(fitted.model()); // what goes with leaving and staying, the clearest first
        System.out.println(fitted.model().drivers(today).first(5)); // what drives those with the highest risk
        Scorer risk = fitted.model().scorer(); // in plans, live, explained
        ScoreTable scores = ScoringPlan.of(risk).score(today);
        // end
        assertThat(scores.size()).isEqualTo(today.customers());
        assertThat(fitted.model().findings()).isNotEmpty();
    }

    @Test
    void consistencyIsWithinCustomers() {
        LogView today = Simulation.withDefaults().withCustomers(400).log().asOf(TODAY);
        Instant lastYear = TODAY.minus(Duration.ofDays(365));
        Scorer lifetimeValue = Scorer.of(
                "spent", Scale.MONEY, Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE), spent -> spent);
        // guide
        List<ExperienceFigure> figures = List.of(
                ExperienceFigure.mean(
                                "satisfaction", "satisfaction", Filter.all(), Quantity.SATISFACTION, Better.HIGHER)
                        .withMargin(0.03),
                ExperienceFigure.monthly("help", "help a month", Filter.purpose(Purpose.HELP), Better.HIGHER));
        Consistency consistency = Consistency.of(today, figures, Filter.purpose(Purpose.OFFER));
        System.out.println(consistency); // after the first 90 days against these, and newcomers
        System.out.println(consistency.tenure()); // means of all, and changes within customers
        consistency.findings().forEach(finding -> System.out.println(finding.sentence()));
        Journey journey = Journey.of(today);
        System.out.println(consistency.withStages(journey).stages()); // by stage, and in each stage by age
        HelpingSelling help = HelpingSelling.of(today, lastYear, ContactPurposes.standard(), journey);
        System.out.println(help.withWorth(lifetimeValue)); // by stage and department, and worth
        // end
        assertThat(consistency.honeymoon()).hasSize(2);
    }
}
