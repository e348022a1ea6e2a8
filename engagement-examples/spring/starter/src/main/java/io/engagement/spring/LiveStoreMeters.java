package io.engagement.spring;

import io.engagement.live.LiveReport;
import io.engagement.live.LiveStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of a live store, of what its {@link LiveReport} says: {@code engagement.customers}, {@code engagement.waiting}, {@code
 * engagement.interactions} by {@code arrival}, {@code engagement.initiators} by {@code known}, {@code engagement.clock.faults}.
 */
public final class LiveStoreMeters implements MeterBinder {
    /** All shards are asked for a report: once for all meters of one reading. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final LiveStore store;
    private final Supplier<LiveReport> report = this::report;
    private volatile Reading last;

    private record Reading(long nanoTime, LiveReport report) {}

    /**
     * Meters.
     *
     * @param store whose
     */
    public LiveStoreMeters(LiveStore store) {
        this.store = Objects.requireNonNull(store, "store");
        this.last = new Reading(System.nanoTime(), store.report());
    }

    /** Two that ask at once may both ask the store. */
    private LiveReport report() {
        Reading known = last;
        long now = System.nanoTime();
        if (now - known.nanoTime() > KEPT.toNanos()) {
            known = new Reading(now, store.report());
            last = known;
        }
        return known.report();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "engagement.customers", "customers who are known", LiveReport::customers);
        gauge(registry, "engagement.waiting", "interactions that lie after the clock and wait", LiveReport::ahead);
        interactions(registry, "taken", LiveReport::taken);
        interactions(registry, "late", LiveReport::late);
        interactions(registry, "duplicate", LiveReport::duplicates);
        interactions(registry, "replayed", LiveReport::replayed);
        interactions(registry, "set_aside", LiveReport::setAside);
        initiators(registry, "given", told -> told.initiators().given());
        initiators(registry, "inferred", told -> told.initiators().inferred());
        initiators(registry, "unknown", told -> told.initiators().unknown());
        FunctionCounter.builder("engagement.clock.faults", report, of(LiveReport::clockFaults))
                .description("readings of the clock that were refused or set back")
                .register(registry);
    }

    private static ToDoubleFunction<Supplier<LiveReport>> of(ToDoubleFunction<LiveReport> figure) {
        return told -> figure.applyAsDouble(told.get());
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<LiveReport> figure) {
        Gauge.builder(name, report, of(figure)).description(what).register(registry);
    }

    private void interactions(MeterRegistry registry, String arrival, ToDoubleFunction<LiveReport> figure) {
        FunctionCounter.builder("engagement.interactions", report, of(figure))
                .description("what the store did with interactions; late ones are among those taken")
                .tag("arrival", arrival)
                .register(registry);
    }

    private void initiators(MeterRegistry registry, String known, ToDoubleFunction<LiveReport> figure) {
        FunctionCounter.builder("engagement.initiators", report, of(figure))
                .description("how the initiators of what was taken are known")
                .tag("known", known)
                .register(registry);
    }
}
