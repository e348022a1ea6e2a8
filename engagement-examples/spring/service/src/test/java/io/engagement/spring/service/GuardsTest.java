package io.engagement.spring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.spring.EngagementStartException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.ModelAndView;

/** Keys and rates. */
class GuardsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static ApiKeys keys(List<String> hashes, @Nullable String plain) {
        return ApiKeys.of(new ServiceProperties(hashes, plain, DataSize.ofBytes(1), 1, 1));
    }

    @Test
    void aKeyIsTakenByItsHashAndInPlain() {
        assertThat(keys(List.of(TestApplication.HASH), null).take(TestApplication.KEY))
                .isTrue();
        assertThat(keys(List.of(TestApplication.HASH), null).take(TestApplication.KEY + " "))
                .isFalse();
        ApiKeys two = keys(List.of(TestApplication.HASH), "another-key-that-is-long");
        assertThat(two.take(TestApplication.KEY)).isTrue();
        assertThat(two.take("another-key-that-is-long")).isTrue();
        assertThat(two.take("")).isFalse();
    }

    @Test
    void aShortKeyAndAHashThatIsNoneAreRefused() {
        assertThatThrownBy(() -> keys(List.of(), "short"))
                .isInstanceOf(EngagementStartException.class)
                .hasMessage("engagement.service.api-key must have at least 16 characters, has 5");
        assertThatThrownBy(() -> keys(List.of(), "schlüssel-mit-umlaut"))
                .isInstanceOf(EngagementStartException.class)
                .hasMessageContaining("must be of ASCII");
        assertThatThrownBy(() -> keys(List.of("abc"), null))
                .isInstanceOf(EngagementStartException.class)
                .hasMessageContaining("64 hexadecimal digits, one has 3 characters");
    }

    @Test
    void propertiesDoNotPrintAKey() {
        assertThat(new ServiceProperties(List.of(), TestApplication.KEY, DataSize.ofBytes(1), 1, 1).toString())
                .doesNotContain(TestApplication.KEY);
    }

    @Test
    void soManyAtOnceThenSoManyASecond() {
        RateLimit limit = RateLimit.of(10, 5);
        assertThat(IntStream.range(0, 8).filter(i -> limit.take("a", 0) == 0).count())
                .isEqualTo(5);
        assertThat(limit.take("a", 0)).as("until the next").isEqualTo(SECOND / 10);
        assertThat(limit.take("a", SECOND / 10)).isZero();
        assertThat(limit.take("a", SECOND / 10)).isPositive();
        assertThat(IntStream.range(0, 100)
                        .filter(i -> limit.take("a", 10 * SECOND) == 0)
                        .count())
                .as("who rested may send at once again")
                .isEqualTo(5);
    }

    @Test
    void anotherAddressHasItsOwnRate() {
        RateLimit limit = RateLimit.of(1, 1);
        long refused = IntStream.range(0, 100)
                .filter(i -> limit.take("10.0.0." + i, 0) > 0)
                .count();
        assertThat(refused).as("by chance two share a place").isLessThan(5);
    }

    private static Guards guards(int rate) {
        ServiceProperties properties =
                new ServiceProperties(List.of(TestApplication.HASH), null, DataSize.ofBytes(1), rate, rate);
        return new Guards(properties, (request, response, handler, refusal) -> {
            response.setStatus(((Refusal) refusal).getStatusCode().value());
            return new ModelAndView();
        });
    }

    private static int status(Guards guards, String path, String key) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.addHeader(Guards.KEY_HEADER, key);
        MockHttpServletResponse response = new MockHttpServletResponse();
        guards.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @Test
    void healthNeedsNoKeyAndHasARate() throws Exception {
        Guards guards = guards(1);
        assertThat(status(guards, "/actuator/health", "")).isEqualTo(200);
        assertThat(status(guards, "/actuator/health", "")).isEqualTo(429);
    }

    @Test
    void aPlainSemicolonInAPathIsRefusedAsItCutsTheId() throws Exception {
        assertThat(status(guards(10), "/v1/customers/a;b", TestApplication.KEY)).isEqualTo(400);
        assertThat(status(guards(10), "/v1/customers/a%3Bb", TestApplication.KEY))
                .isEqualTo(200);
        assertThat(status(guards(10), "/actuator/health;x", ""))
                .as("not the open path")
                .isEqualTo(401);
    }

    @Test
    void aPortOfManagementAloneIsRefusedAsItWouldAskForNoKey() {
        MockEnvironment environment = new MockEnvironment();
        assertThat(new ManagementPort(environment)).isNotNull();
        environment.setProperty("management.server.port", "9090");
        assertThatThrownBy(() -> new ManagementPort(environment))
                .isInstanceOf(EngagementStartException.class)
                .hasMessageContaining("was 9090");
        environment.setProperty("server.port", "9090");
        assertThat(new ManagementPort(environment)).isNotNull();
    }
}
