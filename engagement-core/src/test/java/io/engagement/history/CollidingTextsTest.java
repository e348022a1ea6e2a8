package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.internal.index.KindIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts that somebody has crafted to have one hash. What took minutes takes a second; the bound is for slow machines. */
class CollidingTextsTest {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final List<String> TEXTS = colliding(1 << 17);

    /** So many texts of one hash, in either case of letters. */
    private static List<String> colliding(int count) {
        List<String> texts = List.of("");
        while (texts.size() < count) {
            texts = texts.stream()
                    .flatMap(text -> Stream.of(text + "A}", text + "B^"))
                    .toList();
        }
        assertThat(new HashSet<>(texts.stream().map(String::hashCode).toList())).hasSize(1);
        return texts;
    }

    private static InteractionKind kind(String department) {
        return new InteractionKind(
                Channel.WEB,
                Purpose.PURCHASE,
                Initiator.CUSTOMER,
                false,
                Direction.UNKNOWN,
                Actor.PERSON,
                Optional.of(department));
    }

    @Test
    void kindsOfOneHashAreNumberedInTime() {
        KindIndex index = new KindIndex();
        assertTimeoutPreemptively(BOUND, () -> {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < TEXTS.size(); i++) {
                    assertThat(index.indexOf(kind(TEXTS.get(i)))).isEqualTo(i);
                }
            }
        });
        assertThat(index.ranks()).hasSize(TEXTS.size());
    }

    @Test
    void customersOfOneHashAreRegisteredAndFoundInTime() {
        LogView view = assertTimeoutPreemptively(BOUND, () -> {
            InteractionLog.Builder builder = InteractionLog.builder();
            TEXTS.forEach(id -> builder.customer(Customer.of(id).withAttribute("segment", "A")));
            builder.add(TEXTS.get(7), 0, kind("sales"), 1, Double.NaN);
            return builder.build().asOf(Instant.EPOCH);
        });
        assertThat(view.customers()).isEqualTo(TEXTS.size());
        assertTimeoutPreemptively(BOUND, () -> {
            for (int row = 0; row < view.customers(); row++) {
                assertThat(view.customer(row).attributes()).containsEntry("segment", "A");
            }
        });
    }

    @Test
    void refusedChannelsOfOneHashAreKeptInTime() {
        Channel[] channels = TEXTS.stream().map(Channel::of).toArray(Channel[]::new);
        Preferences preferences =
                assertTimeoutPreemptively(BOUND, () -> Preferences.none().withRefused(channels));
        assertThat(preferences.refused()).hasSize(TEXTS.size()).contains(channels[77]);
        assertThat(Preferences.none().withRefused(Channel.WEB, Channel.WEB).refused())
                .containsExactly(Channel.WEB);
    }
}
