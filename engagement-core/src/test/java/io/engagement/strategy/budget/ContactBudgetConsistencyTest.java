package io.engagement.strategy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Laws of spending: nothing overrides the contact policy, service is never withheld, chance stays chance. */
class ContactBudgetConsistencyTest {
    private static final String SECRET = "spring campaign 2026, not to be told";
    private static final ExperimentKey KEY = ExperimentKey.of("spring", SECRET);
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final ContactPolicy POLICY =
            ContactPolicy.standard().withCap(ContactCap.rolling(2, Duration.ofDays(7)));
    private static final PlannedContact OFFER =
            PlannedContact.of("offer", Channel.EMAIL, Purpose.OFFER, 0.5).withFatigue(0.25, Duration.ofDays(7));
    private static final PlannedContact CALL = PlannedContact.of("call", Channel.PHONE, Purpose.OFFER, 3)
            .withPermanence(0.5, Duration.ofDays(7), Duration.ofDays(28));
    private static final PlannedContact NOTICE = PlannedContact.of("notice", Channel.EMAIL, Purpose.SERVICE_NOTICE, 1);

    /** Some do not consent, some have had their contacts, some complain. */
    private static LogView view(long seed, int customers) {
        Random random = new Random(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customers; i++) {
            String id = "c" + i;
            if (random.nextInt(5) == 0) {
                log.customer(Customer.of(id).withAttribute(ContactPolicy.CONSENT_ATTRIBUTE, "no"));
            }
            for (int n = random.nextInt(5); n >= 0; n--) {
                Instant at = NOW.minus(Duration.ofHours(1 + random.nextInt(400)));
                log.add(Interaction.of(id, at, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));
            }
            if (random.nextInt(6) == 0) {
                log.add(Interaction.of(
                        id, NOW.minus(Duration.ofDays(1)), Channel.EMAIL, Initiator.CUSTOMER, Purpose.COMPLAINT));
            }
        }
        return log.build().asOf(NOW);
    }

    private static List<Candidate> candidates(long seed, LogView view) {
        Random random = new Random(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            candidates.add(new Candidate(id, OFFER, random.nextInt(10) == 0 ? Double.NaN : 2 * random.nextGaussian()));
            candidates.add(new Candidate(id, CALL, 4 * random.nextGaussian()));
            if (random.nextInt(8) == 0) {
                candidates.add(new Candidate(id, NOTICE, 0));
            }
        }
        return candidates;
    }

    private static List<Candidate> sales(long seed, LogView view) {
        return candidates(seed, view).stream()
                .filter(each -> each.contact() != NOTICE)
                .toList();
    }

    private static Allocation allocation(long seed, double money) {
        LogView view = view(seed, 120);
        return ContactBudget.of(POLICY, money, KEY).allocate(view, NOW, candidates(seed, view));
    }

    @Property(seed = "1", tries = 60)
    void neitherMoneyNorChanceOverridesTheContactPolicy(
            @ForAll long seed, @ForAll @DoubleRange(max = 300) double money) {
        LogView view = view(seed, 120);
        Allocation allocation = ContactBudget.of(POLICY, money, KEY).allocate(view, NOW, candidates(seed, view));

        assertThat(allocation.made()).allSatisfy(row -> {
            PlannedContact contact = row.candidate().contact();
            assertThat(POLICY.mayContact(
                                    view.history(row.candidate().customerId()).orElseThrow(),
                                    contact.channel(),
                                    contact.purpose(),
                                    NOW)
                            .mayContact())
                    .isTrue();
        });
        assertThat(allocation.rows()).allSatisfy(row -> assertThat(row.reason() == AllocationReason.WITHHELD)
                .isEqualTo(!row.allowed().mayContact()));
    }

    @Property(seed = "2", tries = 60)
    void serviceIsMadeInAnyCaseAndCostsNothingOfTheBudget(@ForAll long seed) {
        Allocation allocation = allocation(seed, 0);

        assertThat(allocation.rows())
                .filteredOn(row -> row.candidate().contact() == NOTICE)
                .isNotEmpty()
                .allMatch(row -> row.reason() == AllocationReason.SERVICE);
        assertThat(allocation.spent()).isZero();
    }

    @Test
    void answersToQuestionsReturnsAndCancellationsAreMadeWhateverMoneyAndChanceSay() {
        LogView view = view(3, 400);
        List<Candidate> awaited = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (Purpose purpose : List.of(Purpose.QUESTION, Purpose.RETURN, Purpose.CANCELLATION)) {
                PlannedContact contact = PlannedContact.of(purpose.name(), Channel.PHONE, purpose, 2);
                awaited.add(new Candidate(view.customerId(row), contact, -1));
            }
        }
        Allocation allocation =
                ContactBudget.of(ContactPolicy.standard(), 0, KEY).allocate(view, NOW, awaited);

        assertThat(allocation.counts()).containsOnlyKeys(AllocationReason.SERVICE, AllocationReason.WITHHELD);
        assertThat(allocation.rows())
                .allMatch(row -> row.allowed().mayContact() == (row.reason() == AllocationReason.SERVICE));
        assertThat(allocation.spent()).isZero();
    }

    @Test
    void aContactThatThePolicyForbidsToAllIsNoArmOfTheExperiment() {
        LogView view = view(1, 2_000);
        ContactPolicy noOffers = ContactPolicy.standard().withConsentNeeded();
        InteractionLog.Builder log = InteractionLog.builder();
        List<Candidate> candidates = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            log.customer(Customer.of(id).withAttribute("consent.phone", "yes"));
            log.add(Interaction.of(
                    id, NOW.minus(Duration.ofDays(2)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
            candidates.add(new Candidate(id, OFFER, 1));
            candidates.add(new Candidate(id, CALL, 5));
        }
        Allocation allocation =
                ContactBudget.of(noOffers, 1e6, KEY).allocate(log.build().asOf(NOW), NOW, candidates);

        assertThat(allocation.explored("none").counts().keySet()).containsExactlyInAnyOrder("none", "call");
    }

    @Property(seed = "3", tries = 60)
    void theBudgetIsKeptAndNobodyIsContactedTwice(@ForAll long seed, @ForAll @DoubleRange(max = 300) double money) {
        Allocation allocation = allocation(seed, money);
        Map<String, Integer> contacts = new HashMap<>();
        allocation.made().stream()
                .filter(row -> row.reason() != AllocationReason.SERVICE)
                .forEach(row -> contacts.merge(row.candidate().customerId(), 1, Integer::sum));

        assertThat(allocation.spent()).isLessThanOrEqualTo(money + 1e-9);
        assertThat(contacts.values()).allMatch(count -> count == 1);
        assertThat(allocation.rows())
                .filteredOn(row -> row.reason() == AllocationReason.CHOSEN)
                .allMatch(row -> row.value() > 0);
    }

    @Property(seed = "4", tries = 40)
    void whoIsLeftOutForWantOfMoneyBringsNoMoreForItThanTheWorstWhoIsChosen(@ForAll long seed) {
        LogView view = view(seed, 120);
        List<Candidate> offers = candidates(seed, view).stream()
                .filter(each -> each.contact() == OFFER)
                .toList();
        Allocation allocation = ContactBudget.of(POLICY, 10, KEY).allocate(view, NOW, offers);
        double worst = allocation.rows().stream()
                .filter(row -> row.reason() == AllocationReason.CHOSEN)
                .mapToDouble(Allocation.Row::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);

        assertThat(allocation.rows())
                .filteredOn(row -> row.reason() == AllocationReason.NO_BUDGET)
                .allMatch(row -> row.value() <= worst);
    }

    @Property(seed = "5", tries = 40)
    void theOrderOfCandidatesChangesNothing(@ForAll long seed) {
        LogView view = view(seed, 60);
        List<Candidate> candidates = new ArrayList<>(candidates(seed, view));
        ContactBudget budget = ContactBudget.of(POLICY, 40, KEY);
        String one = budget.allocate(view, NOW, candidates).toCsv();
        Collections.shuffle(candidates, new Random(seed));

        assertThat(budget.allocate(view, NOW, candidates).toCsv()).isEqualTo(one);
    }

    @Test
    void aTenthIsLeftToChanceWithEqualProbability() {
        LogView view = view(1, 20_000);
        List<Candidate> offers = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            offers.add(new Candidate(view.customerId(row), OFFER, 5));
        }
        Allocation allocation = ContactBudget.of(POLICY, 1e6, KEY).allocate(view, NOW, offers);
        Assignments explored = allocation.explored("none");
        double allowed = allocation.rows().stream()
                .filter(row -> row.allowed().mayContact())
                .count();

        assertThat(explored.size() / allowed).isCloseTo(0.1, within(0.01));
        assertThat(explored.counts().getOrDefault("none", 0) / (double) explored.size())
                .isCloseTo(0.5, within(0.05));
        assertThat(allocation.rows())
                .filteredOn(row -> row.reason() == AllocationReason.EXPLORED)
                .allMatch(row -> row.probability() == 0.5);
    }

    @Test
    void chanceDecidesOfACustomerAlikeWhoeverElseThereIs() {
        LogView many = view(1, 2_000);
        LogView few = view(1, 500);
        ContactBudget budget = ContactBudget.of(POLICY, 1e6, KEY);
        Assignments ofFew = budget.allocate(few, NOW, sales(1, few)).explored("none");
        Assignments ofMany = budget.allocate(many, NOW, sales(1, many)).explored("none");

        assertThat(ofFew.size()).isPositive();
        for (int row = 0; row < ofFew.size(); row++) {
            int other = ofMany.row(ofFew.customer(row)).orElseThrow();
            assertThat(ofMany.arms().get(ofMany.arm(other)))
                    .isEqualTo(ofFew.arms().get(ofFew.arm(row)));
        }
    }

    @Test
    void anotherKeyDecidesOtherwise() {
        LogView view = view(1, 500);
        Assignments one = ContactBudget.of(POLICY, 1e6, KEY)
                .allocate(view, NOW, candidates(1, view))
                .explored("none");
        Assignments other = ContactBudget.of(POLICY, 1e6, ExperimentKey.of("summer", SECRET))
                .allocate(view, NOW, candidates(1, view))
                .explored("none");

        assertThat(other.row(one.customer(0)).isPresent()
                        && other.row(one.customer(1)).isPresent()
                        && other.row(one.customer(2)).isPresent()
                        && other.row(one.customer(3)).isPresent())
                .isFalse();
    }

    @Test
    void explorationIsFrom5To10Percent() {
        ContactBudget budget = ContactBudget.of(POLICY, 1, KEY);

        assertThat(budget.withExploration(0.05).exploration()).isEqualTo(0.05);
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withExploration(0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withExploration(0));
    }

    @Test
    void aContactIsWorthItsGainAndWhatStaysLessCostAndFatigue() {
        LogView view = InteractionLog.builder()
                .add(Interaction.of(
                        "a", NOW.minus(Duration.ofDays(1)), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER))
                .build()
                .asOf(NOW);
        PlannedContact contact = OFFER.withPermanence(0.1, Duration.ofDays(7), Duration.ofDays(28));
        Allocation.Row row = ContactBudget.of(POLICY, 100, KEY)
                .allocate(view, NOW, List.of(new Candidate("a", contact, 4)))
                .rows()
                .get(0);

        assertThat(row.fatigue()).isCloseTo(1, within(1e-12));
        assertThat(row.staying()).isCloseTo(3 * 0.1 * 4, within(1e-12));
        assertThat(row.value()).isCloseTo(4 + 1.2 - 1 - 0.5, within(1e-12));
    }

    @Test
    void whatIsNotBorneOutIsNotChosen() {
        LogView view = view(1, 50);
        List<Candidate> unknown = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            unknown.add(new Candidate(view.customerId(row), OFFER, Double.NaN));
        }
        Allocation allocation = ContactBudget.of(POLICY, 100, KEY).allocate(view, NOW, unknown);

        assertThat(allocation.counts()).containsKey(AllocationReason.NOT_KNOWN);
        assertThat(allocation.counts()).doesNotContainKey(AllocationReason.CHOSEN);
        assertThat(allocation.expectedValue()).isZero();
    }

    @Test
    void whoIsNotKnownOrThereTwiceIsRefusedByName() {
        LogView view = view(1, 5);
        ContactBudget budget = ContactBudget.of(POLICY, 100, KEY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.allocate(view, NOW, List.of(new Candidate("nobody", OFFER, 1))))
                .withMessageContaining("'nobody'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.allocate(
                        view, NOW, List.of(new Candidate("c1", OFFER, 1), new Candidate("c1", OFFER, 2))))
                .withMessageContaining("'offer' of 'c1' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Candidate("c1", OFFER, Double.POSITIVE_INFINITY))
                .withMessageContaining("'c1'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Candidate("c1", OFFER, 1e308))
                .withMessageContaining("gain of customer 'c1' must be from -1e100 to 1e100");
    }
}
