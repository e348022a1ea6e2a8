package io.engagement.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.testkit.CustomerStatisticContract;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContactWishesTest implements CustomerStatisticContract {
    @Override
    public List<Measure> measures() {
        return List.of(new ContactWishes(List.of("email", "sms"), 20).measure());
    }

    @Override
    public Customer customer(SplittableRandom random, String id) {
        Customer customer = Customer.of(id)
                .withAttribute("zone", random.nextBoolean() ? "Europe/Berlin" : "-03:00")
                .withAttribute("consent.sms", random.nextBoolean() ? "yes" : "no");
        return random.nextInt(3) == 0
                ? customer
                : customer.withPreferences(Preferences.none()
                        .withRefused(Channel.EMAIL)
                        .withContactLimit(random.nextInt(20), Duration.ofDays(1 + random.nextInt(9))));
    }

    @Test
    void itIsTrustedAsBuiltInStatisticsAre() {
        assertThat(StateLayout.of(ContactPolicy.standard().measures()).hasOwn()).isFalse();
    }
}
