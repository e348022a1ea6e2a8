package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Outcome;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.SimulatedBase;
import io.engagement.testkit.SmallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes for what CRMs hold, for time, for privacy, and for a check on one's own data. */
class RecipesCodeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;

    RecipesCodeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static double frequency(LogView view, String customerId) {
        Measure repeat = PurchaseDefinition.standard().frequency();
        return MeasureTable.of(view.history(customerId).orElseThrow(), TimeScale.DAYS, List.of(repeat))
                .column(repeat)
                .get(0);
    }

    @Test
    void aViewKnowsNothingLater() {
        InteractionLog log =
                SmallLog.from(START).of("ann").buys(0, 20).buys(30, 20).log();
        Interaction late = Interaction.of(
                "ann", START.plus(Duration.ofDays(10)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        // guide
        LogView then = log.asOf(Instant.parse("2026-01-15T00:00:00Z")); // all at or before that instant, nothing later
        LogView before = then.asOf(Instant.parse("2026-01-08T00:00:00Z")); // earlier still
        InteractionLog corrected = log.toBuilder().add(late).build(); // what comes late enters at its own time
        List<String> changed = then.changedSince(before.asOf()); // customers of whom something is new
        // end
        assertThat(then.laterInteractions()).isEqualTo(1);
        assertThat(before.size()).isEqualTo(1);
        assertThat(corrected.asOf(then.asOf()).size()).isEqualTo(2);
        assertThat(changed).isEmpty();
    }

    @Test
    void daysAreThoseOfTheCompanysClock() {
        LogView two = SmallLog.from(START)
                .of("ann")
                .buys(0, 20)
                .buys(9.97, 20) // 23:16 in UTC is the next day in Berlin
                .buys(10.1, 20)
                .asOf(20);
        LogView today = SimulatedBase.shop(300);
        // guide
        PurchaseDefinition berlin =
                new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("Europe/Berlin"));
        ScoringSetup inBerlin = ScoringSetup.fit(today, FitChoices.usual().withPurchases(berlin));
        // end
        Measure days = berlin.frequency();
        assertThat(MeasureTable.of(two, TimeScale.DAYS, List.of(days))
                        .column(days)
                        .get(0))
                .isEqualTo(1);
        assertThat(frequency(two, "ann")).isEqualTo(2);
        assertThat(inBerlin.purchases().orElseThrow().definition()).isEqualTo(berlin);
    }

    @Test
    void cancelledOrdersAreNoPurchasesAndAreTold() {
        InteractionLog.Builder log = InteractionLog.builder();
        record Order(String id, String customer, Instant at, String status, double total) {}
        List<Order> orders = List.of(
                new Order("1", "ann", START, "paid", 20),
                new Order("2", "ann", START.plusSeconds(86_400), "cancelled", 90));
        // guide
        for (Order order : orders) {
            if (order.status().equals("cancelled")) { // no purchase; it is told in log.build().loadReport()
                log.refuse("cancelled orders", order.id());
            } else {
                log.add(Interaction.of(order.customer(), order.at(), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withId(order.id()) // the same order twice is one
                        .withValue(order.total()));
            }
        }
        // end
        InteractionLog built = log.build();
        assertThat(built.size()).isEqualTo(1);
        assertThat(built.loadReport().toString()).contains("cancelled orders");
    }

    @Test
    void returnsAreTakenOffThePurchaseBefore() {
        SmallLog rows = SmallLog.from(START).of("ann").buys(0, 20).buys(10, 50);
        InteractionLog.Builder log = rows.log().toBuilder();
        Instant at = rows.at(15);
        // guide
        log.add(Interaction.of("ann", at, Channel.STORE, Initiator.CUSTOMER, Purpose.RETURN)
                .withValue(-30)); // what is given back is negative
        PurchaseDefinition net = PurchaseDefinition.standard().withRefunds(Filter.purpose(Purpose.RETURN));
        FitChoices choices = FitChoices.usual().withPurchases(net).withSpendModel("hurdle-gamma-gamma");
        // end
        Measure mean = net.meanRepeatValue();
        assertThat(MeasureTable.of(log.build().asOf(at), TimeScale.DAYS, List.of(mean))
                        .column(mean)
                        .get(0))
                .isEqualTo(20);
        assertThat(choices.purchases()).isEqualTo(net);
    }

    @Test
    void aSecondCurrencyIsConvertedByTheRateOfTheDay() {
        NavigableMap<LocalDate, Double> eurosForADollar =
                new TreeMap<>(Map.of(LocalDate.of(2026, 1, 1), 0.9, LocalDate.of(2026, 2, 1), 0.95));
        Instant at = Instant.parse("2026-01-20T10:00:00Z");
        double dollars = 50;
        // guide
        InteractionLog.Builder log = InteractionLog.builder().currency(Currency.getInstance("EUR"));
        LocalDate day = at.atZone(ZoneId.of("America/New_York")).toLocalDate();
        double rate = Objects.requireNonNull(eurosForADollar.floorEntry(day), "no rate")
                .getValue();
        log.add(Interaction.of("ann", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(dollars * rate));
        // end
        InteractionLog euros = log.build();
        assertThat(euros.asOf(at).value(0)).isEqualTo(45);
        InteractionLog others =
                InteractionLog.builder().currency(Currency.getInstance("USD")).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> euros.merge(others))
                .withMessageContaining("USD");
    }

    @Test
    void mergedContactsAreOneCustomer() {
        InteractionLog log = SmallLog.from(START)
                .of("ann")
                .buys(0, 20)
                .of("ann.old")
                .buys(5, 20)
                .log();
        // guide
        Map<String, String> mergedInto = Map.of("ann.old", "ann"); // as the CRM's list of merges has it
        InteractionLog merged = log.by(customer -> mergedInto.getOrDefault(customer.id(), customer.id()));
        // end
        assertThat(merged.customers()).isEqualTo(1);
        assertThat(frequency(merged.asOf(START.plus(Duration.ofDays(9))), "ann"))
                .isEqualTo(1);
    }

    @Test
    void accountsAreScoredAsTheirContactsTogether() {
        InteractionLog log = SmallLog.from(START)
                .of("ann")
                .known(customer -> customer.withAttribute("company", "acme"))
                .buys(0, 20)
                .of("ben")
                .known(customer -> customer.withAttribute("company", "acme"))
                .buys(5, 20)
                .log();
        InteractionLog accounts =
                log.by(customer -> customer.attribute("company").orElse(customer.id()));
        assertThat(accounts.customers()).isEqualTo(1);
    }

    @Test
    void staffAndTestAccountsAreLeftOut() {
        InteractionLog log = SmallLog.from(START)
                .of("ann")
                .buys(0, 20)
                .of("test-1")
                .buys(0, 1)
                .log();
        Set<String> staff = Set.of("test-1", "support@ourselves.example");
        // guide
        InteractionLog customersOnly = log.without(staff); // neither they nor what is known of them
        // end
        assertThat(customersOnly.customers()).isEqualTo(1);
    }

    @Test
    void pseudonymsStandInPlaceOfIds() throws GeneralSecurityException {
        byte[] key = "of 32 bytes, kept outside the log".getBytes(StandardCharsets.UTF_8);
        Interaction row = Interaction.of("ann@example.org", START, Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
        InteractionLog.Builder log = InteractionLog.builder();
        // guide
        Mac keyed = Mac.getInstance("HmacSHA256"); // who has no key cannot try all addresses
        keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] hash = keyed.doFinal(row.customerId().getBytes(StandardCharsets.UTF_8));
        log.add(row.withCustomerId(HexFormat.of().formatHex(hash, 0, 16)));
        // end
        assertThat(log.build().asOf(START).customerId(0)).hasSize(32).doesNotContain("ann");
    }

    @Test
    void whoIsErasedIsGoneEverywhere() throws IOException {
        InteractionLog log =
                SmallLog.from(START).of("ann").buys(0, 20).of("ben").buys(5, 20).log();
        Path file = folder.resolve("crm.log");
        Path snapshot = folder.resolve("crm.live");
        LiveStore.Builder how =
                LiveStore.of(Scorer.of("acts", Scale.COUNT, Measure.count(Filter.ownInitiative()), count -> count));
        LiveStore store = how.open();
        store.addAll(log.asOf(START.plus(Duration.ofDays(9))));
        // guide
        log.without("ann").write(file); // the log of tomorrow, and the one on the disk
        store.erase("ann"); // measures, waiting interactions and texts that nobody else has
        store.snapshot(snapshot); // earlier snapshots still hold the customer: delete them
        // end
        assertThat(InteractionLog.read(file).customers()).isEqualTo(1);
        assertThat(store.score("ann", "acts")).isEmpty();
        assertThat(how.restore(snapshot).score("ann", "acts")).isEmpty();
        assertThat(how.restore(snapshot).score("ben", "acts")).hasValue(1);
    }

    @Test
    void aMeasureIsAFilterAndAWayToCount() {
        LogView today = SimulatedBase.shop();
        // guide
        Filter askedUs = Filter.ownInitiative().and(Filter.purpose(Purpose.QUESTION));
        Measure questions = Measure.countWithin(askedUs, Duration.ofDays(90));
        Measure channels = Measure.distinctChannels(askedUs);
        MeasureTable table = MeasureTable.of(today, TimeScale.DAYS, List.of(questions, channels));
        double ofTheFirst = table.column(questions).get(0);
        // end
        assertThat(ofTheFirst).isNotNegative();
    }

    @Test
    void aScoreIsTriedOnOnesOwnPast() {
        LogView today = SimulatedBase.shop(300);
        // guide
        Scorer rule = Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(Filter.ownInitiative()), days -> days);
        BacktestResult result = Backtest.of(Outcome.noPurchase(PurchaseDefinition.standard(), Duration.ofDays(90)))
                .withOrigins(4, Duration.ofDays(90)) // a year of quarters, none of which is seen before it came
                .with("retention_risk", known -> ScoringSetup.fit(known).scorer("retention_risk"))
                .with(rule) // what you would do without a model
                .run(today);
        System.out.println(result);
        System.out.println(
                result.bootstrap("retention_risk", "silence", 200, 1)); // is the difference more than chance?
        // end
        assertThat(result.origins()).hasSize(4);
    }

    @Test
    void aTruthThatIsKnownIsFoundAgain() {
        // guide
        Simulation truth = Simulation.withDefaults().withCustomers(2_000).withSeed(3);
        LogView seen = truth.log().asOf(truth.end());
        ScoringSetup setup = ScoringSetup.fit(seen, FitChoices.usual().withBacktest(0));
        System.out.println(setup.summary());
        // end
        assertThat(setup.doubts()).isEmpty();
    }
}
