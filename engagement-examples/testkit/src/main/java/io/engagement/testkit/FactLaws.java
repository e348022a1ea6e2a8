package io.engagement.testkit;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.StateLayout;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the laws are tried with. */
final class FactLaws {
    private static final int CUSTOMERS = 150;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final CustomerStatisticContract contract;
    private final StateLayout layout;

    FactLaws(CustomerStatisticContract contract) {
        this.contract = contract;
        this.layout = StateLayout.of(contract.measures());
    }

    StateLayout layout() {
        return layout;
    }

    List<Customer> customers() {
        SplittableRandom random = new SplittableRandom(1);
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(contract.customer(random, "c" + i));
        }
        return customers;
    }

    MeasureState known(Customer customer) {
        MeasureState state = MeasureState.of(layout);
        state.know(customer);
        return state;
    }

    double reading(MeasureState state, Measure measure) {
        return state.valueAt(measure, NOW, TimeScale.DAYS);
    }

    LogView view(List<Customer> customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        customers.forEach(log::customer);
        return log.build().asOf(NOW);
    }

    /** Each is known wrongly first, half of them again after a snapshot. */
    LiveStore live(List<Customer> customers, Path snapshot) throws IOException {
        Scorer scorer = Scorer.of("first", Scale.COUNT, contract.measures().get(0), value -> 1);
        LiveStore.Builder how = LiveStore.of(scorer)
                .withMeasures(contract.measures().toArray(new Measure[0]))
                .withShards(2)
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC));
        LiveStore store = how.open();
        int half = customers.size() / 2;
        for (int i = 0; i < customers.size(); i++) {
            Customer other = customers.get((i + 1) % customers.size());
            store.know(new Customer(customers.get(i).id(), other.since(), other.preferences(), other.attributes()));
        }
        customers.subList(0, half).forEach(store::know);
        store.snapshot(snapshot);
        LiveStore restored = how.restore(snapshot);
        customers.subList(half, customers.size()).forEach(restored::know);
        return restored;
    }
}
