package io.engagement.outcome;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code starbucks_offers}: ten offers in six waves that left a quarter of 17,000 customers out at random, on a clock of hours. */
final class StarbucksOffers {
    static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    static final int[] WAVES = {0, 168, 336, 408, 504, 576};
    /** The last hour ends. */
    static final int END = 715;

    static final int CUSTOMERS = 17_000;
    static final String NONE = "none";

    private final InteractionLog log;
    /** Offers by wave and customer. */
    private final List<Map<String, String>> received = new ArrayList<>();
    /** Customers who viewed the offer that they got in a wave, before the next wave. */
    private final List<Map<String, Integer>> viewed = new ArrayList<>();
    /** Type and duration by offer. */
    private final Map<String, String[]> portfolio = new TreeMap<>();

    private StarbucksOffers() {
        for (String[] row : rows("portfolio.csv")) {
            portfolio.put(row[0], row);
        }
        for (int i = 0; i < WAVES.length; i++) {
            received.add(new HashMap<>());
            viewed.add(new HashMap<>());
        }
        InteractionLog.Builder all = InteractionLog.builder();
        for (String[] row : rows("events.csv")) {
            all.add(interaction(row));
        }
        this.log = all.build();
    }

    static StarbucksOffers load() {
        return new StarbucksOffers();
    }

    private static List<String[]> rows(String file) {
        try {
            return new LinkedHashSet<>(Files.readAllLines(SharedData.file("data/starbucks_offers/" + file)))
                    .stream().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Interaction interaction(String[] row) {
        int hour = Integer.parseInt(row[1]);
        Instant at = hour(hour);
        return switch (row[2]) {
            case "offer received" -> {
                received.get(period(hour)).put(row[0], row[3]);
                yield Interaction.of(row[0], at, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withDirection(Direction.OUTBOUND)
                        .withCampaign(type(row[3]));
            }
            case "offer viewed" -> {
                viewed.get(period(hour)).put(row[0], hour);
                yield Interaction.of(row[0], at, Channel.EMAIL, Initiator.COMPANY, Purpose.of("VIEW"))
                        .withDirection(Direction.INBOUND)
                        .withCampaign("views");
            }
            case "offer completed" ->
                Interaction.of(row[0], at, Channel.STORE, Initiator.COMPANY, Purpose.of("REWARD"))
                        .withDirection(Direction.OUTBOUND)
                        .withCost(Double.parseDouble(row[5]));
            default ->
                Interaction.of(row[0], at, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withValue(Double.parseDouble(row[4]));
        };
    }

    static Instant hour(int hour) {
        return BEGIN.plus(Duration.ofHours(hour));
    }

    /** From one wave to the next. */
    static int period(int hour) {
        int period = 0;
        while (period + 1 < WAVES.length && hour >= WAVES[period + 1]) {
            period++;
        }
        return period;
    }

    static int hours(int period) {
        return (period + 1 < WAVES.length ? WAVES[period + 1] : END) - WAVES[period];
    }

    /** As of the last hour that is seen. */
    LogView atTheEnd() {
        return log.asOf(hour(END - 1));
    }

    LogView longAfter() {
        return log.asOf(hour(END).plus(Duration.ofDays(365)));
    }

    /** What each customer spent in a period. */
    Map<String, Double> spend(int period) {
        Map<String, Double> sums = new HashMap<>();
        LogView view = longAfter();
        long from = hour(WAVES[period]).toEpochMilli();
        long to = hour(WAVES[period] + hours(period)).toEpochMilli();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                long at = view.epochMilli(i);
                if (at >= from && at < to && !Double.isNaN(view.value(i))) {
                    sums.merge(view.customerId(row), view.value(i), Double::sum);
                }
            }
        }
        return sums;
    }

    String type(String offer) {
        return portfolio.getOrDefault(offer, new String[2])[1];
    }

    Duration duration(String offer) {
        return Duration.ofDays((long) Double.parseDouble(portfolio.getOrDefault(offer, new String[5])[4]));
    }

    boolean received(int wave, String customer) {
        return received.get(wave).containsKey(customer);
    }

    boolean viewed(int wave, String customer) {
        return viewed.get(wave).containsKey(customer);
    }

    int received(int wave) {
        return received.get(wave).size();
    }

    /** Who got which offer in a wave, looked at from an hour on. */
    Assignments assignments(int wave, int hour, Predicate<String> customers) {
        Assignments.Builder all = Assignments.builder(NONE);
        for (int c = 1; c <= CUSTOMERS; c++) {
            String id = String.valueOf(c);
            if (customers.test(id)) {
                all.assign(id, received.get(wave).getOrDefault(id, NONE), hour(hour));
            }
        }
        return all.build();
    }

    /** The waves with all offers as one. */
    List<Wave> waves() {
        List<Wave> waves = new ArrayList<>();
        for (int wave = 0; wave < WAVES.length; wave++) {
            waves.add(Wave.of(assignments(wave, WAVES[wave], id -> true)));
        }
        return waves;
    }

    /** A campaign for each type of offer, a wave for each sending of each offer. */
    List<Campaign> byType() {
        List<Assignments> all = new ArrayList<>();
        for (int wave = 0; wave < WAVES.length; wave++) {
            all.add(assignments(wave, WAVES[wave], id -> true));
        }
        Map<String, List<Wave>> waves = new TreeMap<>();
        for (Assignments assignments : all) {
            for (String offer : portfolio.keySet()) {
                waves.computeIfAbsent(type(offer), type -> new ArrayList<>())
                        .add(Wave.of(assignments, offer).withIncentive(duration(offer)));
            }
        }
        return waves.entrySet().stream()
                .map(each -> Campaign.of(each.getKey(), each.getValue()).withPurpose(Purpose.OFFER))
                .toList();
    }
}
