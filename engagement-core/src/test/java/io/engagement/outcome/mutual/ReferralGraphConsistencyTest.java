package io.engagement.outcome.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Laws of referrals: nobody is counted twice, and nobody is credited with more than those brought are worth. */
class ReferralGraphConsistencyTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /** Each may have come through one who was there before; some are claimed by two. */
    private static List<Referral> drawn(long seed, int customers) {
        Random random = new Random(seed);
        List<Referral> referrals = new ArrayList<>();
        for (int i = 1; i < customers; i++) {
            for (int claims = random.nextInt(3); claims > 0; claims--) {
                referrals.add(new Referral("c" + random.nextInt(i), "c" + i, FIRST.plusSeconds(random.nextInt(5))));
            }
        }
        return referrals;
    }

    private static Map<String, Double> values(long seed, int customers, double least) {
        Random random = new Random(seed);
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < customers; i++) {
            values.put("c" + i, random.nextInt(5) == 0 ? Double.NaN : least + random.nextDouble() * 100);
        }
        return values;
    }

    /** All who came through a customer, however far down. */
    private static Set<String> below(ReferralGraph graph, String customer) {
        Set<String> below = new HashSet<>();
        for (Referral each : graph.counted()) {
            String up = each.referred();
            while (!up.equals(customer) && graph.referrer(up).isPresent()) {
                up = graph.referrer(up).get();
            }
            if (up.equals(customer) && !each.referred().equals(customer)) {
                below.add(each.referred());
            }
        }
        return below;
    }

    private static double sum(Map<String, Double> values, Set<String> customers) {
        return customers.stream()
                .mapToDouble(values::get)
                .filter(each -> !Double.isNaN(each))
                .sum();
    }

    @Property(seed = "1", tries = 200)
    void referralValueNeverExceedsThatOfTheReferredCustomers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int customers,
            @ForAll @DoubleRange(max = 0.99) double passedOn) {
        ReferralGraph graph = ReferralGraph.of(drawn(seed, customers));
        Map<String, Double> values = values(seed, customers, 0);
        Map<String, Double> credits = graph.credits(values::get, passedOn);

        credits.forEach((customer, credit) ->
                assertThat(credit).isLessThanOrEqualTo(sum(values, below(graph, customer)) + 1e-9));
    }

    @Property(seed = "2", tries = 200)
    void eachWhoCameIsCreditedOnceWhateverIsPassedOn(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int customers,
            @ForAll @DoubleRange(max = 0.99) double passedOn) {
        ReferralGraph graph = ReferralGraph.of(drawn(seed, customers));
        Map<String, Double> values = values(seed, customers, -50);
        Set<String> came = new HashSet<>();
        graph.counted().forEach(each -> assertThat(came.add(each.referred())).isTrue());

        assertThat(graph.credits(values::get, passedOn).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(sum(values, came), within(1e-9));
    }

    @Property(seed = "3", tries = 100)
    void descendantsAreAllWhoCameHoweverFarDown(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int customers) {
        ReferralGraph graph = ReferralGraph.of(drawn(seed, customers));

        graph.descendants().forEach((customer, count) -> assertThat(count)
                .isEqualTo(below(graph, customer).size()));
        assertThat(graph.descendants().keySet()).isEqualTo(graph.referred().keySet());
    }

    @Property(seed = "4", tries = 100)
    void theOrderOfReferralsChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int customers) {
        List<Referral> referrals = drawn(seed, customers);
        Map<String, Double> values = values(seed, customers, 0);
        ReferralGraph one = ReferralGraph.of(referrals);
        Collections.shuffle(referrals, new Random(seed));
        ReferralGraph other = ReferralGraph.of(referrals);

        assertThat(other.toCsv()).isEqualTo(one.toCsv());
        assertThat(other.repeated()).containsExactlyInAnyOrderElementsOf(one.repeated());
        assertThat(other.credits(values::get, 0.3)).isEqualTo(one.credits(values::get, 0.3));
    }

    @Property(seed = "5", tries = 100)
    void aCircleIsRefusedByTheNamesInIt(@ForAll @IntRange(min = 1, max = 10) int length, @ForAll long seed) {
        List<Referral> referrals = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            referrals.add(new Referral("c" + i, "c" + (i + 1) % length, FIRST));
            referrals.add(new Referral("c" + i, "tail" + i, FIRST));
        }
        Collections.shuffle(referrals, new Random(seed));
        try {
            ReferralGraph.of(referrals);
            throw new AssertionError("a circle of " + length + " was taken");
        } catch (IllegalArgumentException e) {
            for (int i = 0; i < length; i++) {
                assertThat(e).hasMessageContaining("c" + i);
            }
            assertThat(e).hasMessageNotContaining("tail");
        }
    }
}
