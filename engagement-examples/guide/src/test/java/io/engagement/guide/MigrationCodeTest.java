package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.testkit.SimulatedBase;
import io.engagement.testkit.SmallLog;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other programs do, in the library's words. */
class MigrationCodeTest {
    private static final Purpose OPEN = Purpose.of("MAIL_OPEN");
    private static final Purpose CLICK = Purpose.of("MAIL_CLICK");
    private static final Purpose DOWNLOAD = Purpose.of("DOWNLOAD");
    private static final Purpose FORM = Purpose.of("FORM");
    private static final Purpose MEETING = Purpose.of("MEETING");
    private static final Purpose OPT_OUT = Purpose.of("OPT_OUT");

    @Test
    void aNotebookOfLifetimes() {
        LogView today = SimulatedBase.shop(300);
        // guide
        PurchaseDefinition days = PurchaseDefinition.standard(); // purchases of one day are one
        Purchases rfm = Purchases.of(today, TimeScale.WEEKS, days); // frequency, recency, T
        Fitted<BetaGeometricNbd> bgf = BetaGeometricNbd.fit(rfm); // no penalizer, no start values
        System.out.println(bgf.summary());
        double alive = bgf.model().probabilityAlive(2, 30.43, 38.86);
        double bought = bgf.model().expectedPurchases(2, 30.43, 38.86, 39);
        GammaGamma ggf = GammaGamma.fit(Spending.of(today, days)).model();
        double spent = ggf.conditionalExpectedSpend(2, 22.345);
        Scorer clv = LifetimeValueScorer.of(bgf.model(), ggf, Duration.ofDays(365), DiscountRate.annual(0.12));
        ScoreTable values = ScoringPlan.of(clv).score(today); // each with its reason
        // end
        assertThat(alive).isBetween(0.0, 1.0);
        assertThat(bought).isPositive();
        assertThat(spent).isPositive();
        assertThat(values.size()).isEqualTo(300);
    }

    /** One contact: three opens, two of them lately, a download, the same form twice, four visits. */
    private static SmallLog lead() {
        return SmallLog.from(Instant.parse("2026-01-01T00:00:00Z"))
                .of("lead")
                .happens(5, Channel.EMAIL, Initiator.CUSTOMER, OPEN, row -> row)
                .happens(70, Channel.EMAIL, Initiator.CUSTOMER, OPEN, row -> row)
                .happens(80, Channel.EMAIL, Initiator.CUSTOMER, OPEN, row -> row)
                .happens(6, Channel.WEB, Initiator.CUSTOMER, DOWNLOAD, row -> row)
                .happens(7, Channel.WEB, Initiator.CUSTOMER, FORM, row -> row)
                .happens(8, Channel.WEB, Initiator.CUSTOMER, FORM, row -> row)
                .happens(9, Channel.WEB, Initiator.CUSTOMER, Purpose.USE, row -> row)
                .happens(30, Channel.WEB, Initiator.CUSTOMER, Purpose.USE, row -> row)
                .happens(31, Channel.WEB, Initiator.CUSTOMER, Purpose.USE, row -> row)
                .happens(85, Channel.WEB, Initiator.CUSTOMER, Purpose.USE, row -> row);
    }

    @Test
    void pointsOfMautic() {
        LogView today = lead().asOf(90);
        // guide
        Measure opens = Measure.count(Filter.purpose(Purpose.of("MAIL_OPEN")));
        Measure downloads = Measure.count(Filter.purpose(Purpose.of("DOWNLOAD")));
        Measure forms = Measure.count(Filter.purpose(Purpose.of("FORM")));
        Measure visits = Measure.count(Filter.purpose(Purpose.USE));
        Scorer mautic = Scorer.of(
                "mautic_points",
                Scale.COUNT,
                List.of(opens, downloads, forms, visits),
                n -> n[0] + 5 * n[1] + 20 * Math.min(1, n[2]) + 2 * n[3]); // a form is not repeatable
        double points = ScoringPlan.of(mautic).score(today).get(0, "mautic_points");
        // end
        // 3 opens of 1, a download of 5, a form of 20 that counts once, 4 visits of 2.
        assertThat(points).isEqualTo(3 + 5 + 20 + 8);
        assertThat(points).isEqualTo(36);
    }

    @Test
    void scoreOfHubSpot() {
        SmallLog log = lead();
        for (int day = 10; day < 90; day += 10) {
            log.happens(day, Channel.EMAIL, Initiator.CUSTOMER, CLICK, row -> row);
        }
        LogView today = log.happens(60, Channel.PHONE, Initiator.CUSTOMER, MEETING, row -> row)
                .happens(88, Channel.EMAIL, Initiator.CUSTOMER, OPT_OUT, row -> row)
                .asOf(90);
        // guide
        Filter clicked = Filter.purpose(Purpose.of("MAIL_CLICK"));
        Measure lately = Measure.countWithin(clicked, Duration.ofDays(30));
        Measure ever = Measure.count(clicked);
        Measure meetings = Measure.count(Filter.purpose(Purpose.of("MEETING")));
        Measure left = Measure.count(Filter.purpose(Purpose.of("OPT_OUT")));
        Scorer hubspot = Scorer.of("hubspot_score", Scale.INDEX, List.of(lately, ever, meetings, left), n -> {
            double mails = Math.min(25, 5 * (n[0] + 0.5 * (n[1] - n[0]))); // half after a month, the group's limit 25
            double sales = Math.min(60, 20 * n[2]);
            return Math.max(0, mails + sales - 30 * Math.min(1, n[3]));
        });
        double score = ScoringPlan.of(hubspot).score(today).get(0, "hubspot_score");
        // end
        // 8 clicks, 3 of them (60, 70, 80) in the 30 days before: 15 + 12.5, at most 25; a meeting 20; an opt-out -30.
        assertThat(score).isEqualTo(25 + 20 - 30);
        assertThat(score).isEqualTo(15);
    }

    @Test
    void pointsBesideTheProbability() throws IOException {
        LogView today = SimulatedBase.shop(500);
        // guide
        Measure purchases = Measure.count(Filter.ownInitiative().and(Filter.purpose(Purpose.PURCHASE)));
        Measure questions = Measure.count(Filter.ownInitiative().and(Filter.purpose(Purpose.QUESTION)));
        Measure visits = Measure.count(Filter.ownInitiative().and(Filter.purpose(Purpose.USE)));
        Scorer points = Scorer.of(
                "points", Scale.COUNT, List.of(purchases, questions, visits), n -> 10 * n[0] + 5 * n[1] + n[2]);
        BacktestResult result = Backtest.of(Outcome.engages(EngagementDefinition.withDefaults()))
                .withOrigins(3, Duration.ofDays(30))
                .with("engagement", known -> ScoringSetup.fit(known, FitChoices.usual())
                        .scorer("engagement"))
                .with(points)
                .run(today);
        System.out.println(result);
        // end
        assertThat(Files.readString(Path.of("migration.md")))
                .contains(result.table().toString());
    }
}
