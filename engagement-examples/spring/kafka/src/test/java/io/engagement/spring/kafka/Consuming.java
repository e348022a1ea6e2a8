package io.engagement.spring.kafka;

import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.policy.ContactPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that reads a topic; also a process of its own, to be killed. */
public final class Consuming {
    private Consuming() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Scorer contacts() {
            return scorer();
        }
    }

    /** Of measures that take any order, and of some that want the order of time. */
    static Scorer scorer() {
        return Scorer.of(
                "contacts",
                Scale.COUNT,
                List.of(
                        Measure.count(Filter.all()),
                        Measure.sum(Filter.all(), Quantity.VALUE),
                        Measure.meanGap(Filter.all()),
                        Measure.decayed(Filter.all(), Duration.ofDays(30))),
                inputs -> inputs[0]);
    }

    /** With the same measures, to read a snapshot by. */
    static LiveStore.Builder builder() {
        return LiveStore.of(scorer())
                .withMeasures(ContactPolicy.standard().measures().toArray(Measure[]::new))
                .withDuplicateWindow(Duration.ofDays(7));
    }

    static ConfigurableApplicationContext run(String servers, String topic, Path snapshot, String... more) {
        return run(new SpringApplicationBuilder(Application.class), servers, topic, snapshot, more);
    }

    /** With another clock than the machine's. */
    static ConfigurableApplicationContext runAt(Clock clock, String servers, String topic, Path snapshot) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock));
        return run(application, servers, topic, snapshot);
    }

    private static ConfigurableApplicationContext run(
            SpringApplicationBuilder application, String servers, String topic, Path snapshot, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--engagement.kafka.bootstrap-servers=" + servers,
                "--engagement.kafka.topic=" + topic,
                "--engagement.kafka.retry=PT0.2S",
                "--engagement.snapshot.file=" + snapshot,
                "--engagement.snapshot.every=PT0.1S",
                "--engagement.changes.every=0",
                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(more));
        return application.web(WebApplicationType.NONE).run(arguments.toArray(String[]::new));
    }

    /**
     * Reads a topic until it is killed.
     *
     * @param arguments servers, topic, file
     */
    public static void main(String[] arguments) throws InterruptedException {
        run(arguments[0], arguments[1], Path.of(arguments[2]));
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
}
