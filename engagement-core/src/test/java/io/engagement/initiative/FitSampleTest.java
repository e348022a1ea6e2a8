package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FitSampleTest {
    private static final EngagementDefinition DEFINITION = EngagementDefinition.withDefaults();
    private static final Instant AS_OF = ActBase.at(420);

    /** So many that every origin draws: most act, some are contacted alone, some are registered alone. */
    private static List<Interaction> interactions() {
        Random random = new Random(8);
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < 30_000; customer++) {
            double from = 420 * random.nextDouble();
            if (customer % 3 == 0) {
                all.add(ActBase.act("c" + customer, from, Initiator.COMPANY, Channel.EMAIL, Purpose.OFFER));
            }
            for (double at = from + 20; customer % 4 > 0 && at < 420; at += 5 + 60 * random.nextDouble()) {
                all.add(ActBase.act("c" + customer, at, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE));
            }
        }
        return all;
    }

    private static LogView log(List<Interaction> interactions, Set<String> registered) {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        registered.stream().map(Customer::of).forEach(log::customer);
        return log.build().asOf(AS_OF);
    }

    @Test
    void nobodyIsFittedAsOfAnInstantBeyondAllTime() {
        for (Instant far : List.of(Instant.MIN, Instant.MAX)) {
            LogView view = InteractionLog.builder()
                    .add(ActBase.act("c", 1, Initiator.CUSTOMER, Channel.WEB, Purpose.PURCHASE))
                    .build()
                    .asOf(far);
            List<ThrowingCallable> fits = List.of(
                    () -> FitSample.of(DEFINITION, far),
                    () -> AdditiveLogistic.fit(view, DEFINITION),
                    () -> DiscountedGammaPoisson.fit(view, EngagementDefinition.withDefaults()));
            assertThat(fits).allSatisfy(fit -> assertThatIllegalArgumentException()
                    .isThrownBy(fit)
                    .withMessageContaining("must lie within 285,000 years of 1970, was " + far));
        }
    }

    @Test
    void theFitToASampleIsThatToTheWholeBase() {
        List<Interaction> interactions = interactions();
        Set<String> registered = new HashSet<>();
        for (int customer = 0; customer < 30_000; customer += 7) {
            registered.add("c" + customer);
        }
        LogView whole = log(interactions, registered);
        Set<String> chosen = new HashSet<>();
        List<FitSample.Member> members = membersOf(whole, registered);
        members.forEach(member -> chosen.add(member.customerId()));
        List<Interaction> theirs = interactions.stream()
                .filter(each -> chosen.contains(each.customerId()))
                .toList();
        registered.retainAll(chosen);

        assertThat(chosen.size()).isBetween(FitSample.MOST_CUSTOMERS, 25_000);
        assertThat(AdditiveLogistic.fit(log(theirs, registered), DEFINITION)
                        .model()
                        .toText())
                .isEqualTo(AdditiveLogistic.fit(whole, DEFINITION).model().toText());
    }

    private static List<FitSample.Member> membersOf(LogView view, Set<String> registered) {
        FitSample sample = FitSample.of(DEFINITION, AS_OF);
        for (int row = 0; row < view.customers(); row++) {
            long known = Long.MAX_VALUE;
            long acted = Long.MAX_VALUE;
            for (int at = view.start(row); at < view.end(row); at++) {
                known = Math.min(known, view.epochMilli(at));
                if (view.interaction(at).initiator() == Initiator.CUSTOMER) {
                    acted = Math.min(acted, view.epochMilli(at));
                }
            }
            String id = view.customerId(row);
            sample.add(new FitSample.Member(id, registered.contains(id) ? Long.MIN_VALUE : known, acted));
        }
        return sample.members();
    }

    @Test
    void aSampleOfPartsSamplesIsThatOfTheWhole() {
        Random random = new Random(3);
        List<FitSample.Member> all = new ArrayList<>();
        for (int customer = 0; customer < 250_000; customer++) {
            long known = ActBase.at(420 * random.nextDouble()).toEpochMilli();
            long acted = random.nextBoolean()
                    ? Long.MAX_VALUE
                    : known + Duration.ofDays(random.nextInt(100)).toMillis();
            all.add(new FitSample.Member("c" + customer, known, acted));
        }
        FitSample straight = FitSample.of(DEFINITION, AS_OF);
        all.forEach(straight::add);
        Collections.shuffle(all, random);
        FitSample ofParts = FitSample.of(DEFINITION, AS_OF);
        for (int part = 0; part < 5; part++) {
            FitSample one = FitSample.of(DEFINITION, AS_OF);
            all.subList(50_000 * part, 50_000 * (part + 1)).forEach(one::add);
            one.members().forEach(ofParts::add);
        }

        assertThat(ofParts.members()).isEqualTo(straight.members());
        assertThat(straight.members().size()).isLessThan(60_000);
    }
}
