package io.engagement.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.strategy.ContactMap.Cell;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.policy.ContactAudit;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order of rows, also of equal ones, does not matter; who is erased never was; what is counted fast is what is counted slowly. */
class ContactLawsConsistencyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(60));
    private static final List<String> DEPARTMENTS = List.of("sales", "service", "marketing");

    private static List<Interaction> rows(SplittableRandom random) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = random.nextInt(80); i > 0; i--) {
            // Whole hours of few days: many at one instant.
            Instant at = START.plus(Duration.ofHours(6L * random.nextInt(200)));
            Interaction row = Interaction.of(
                    "c" + random.nextInt(6),
                    at,
                    random.nextBoolean() ? Channel.EMAIL : Channel.PHONE,
                    random.nextInt(3) == 0 ? Initiator.CUSTOMER : Initiator.COMPANY,
                    random.nextInt(4) == 0 ? Purpose.PURCHASE : Purpose.OFFER);
            row = random.nextInt(5) == 0 ? row : row.withDepartment(DEPARTMENTS.get(random.nextInt(3)));
            rows.add(random.nextBoolean() ? row : row.withCost(random.nextInt(1, 9)));
        }
        return rows;
    }

    private static LogView view(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(END);
    }

    private static List<Function<LogView, String>> tables() {
        ContactPolicy policy = ContactPolicy.standard()
                .withCap(ContactCap.rolling(2, Duration.ofDays(5)))
                .withRest(3, Duration.ofDays(9));
        return List.of(
                view -> ContactMap.of(view, START).toCsv(),
                view -> ContactMap.of(view, START)
                        .by(Dimension.DEPARTMENT, Dimension.CAMPAIGN)
                        .toCsv(),
                view -> ContactOverlaps.within(view, START, Dimension.DEPARTMENT, Duration.ofDays(2))
                        .toJson(),
                view -> ContactEffort.of(view, START, Filter.purpose(Purpose.PURCHASE))
                        .toCsv(),
                view -> ContactCoverage.of(view, Filter.ownInitiative()).toCsv(),
                view -> ContactAudit.of(policy, view, START).toCsv());
    }

    @Property(seed = "1", tries = 150)
    void theOrderOfRowsDoesNotMatter(@ForAll long seed) {
        List<Interaction> rows = rows(new SplittableRandom(seed));
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(tables())
                .allSatisfy(table -> assertThat(table.apply(view(shuffled))).isEqualTo(table.apply(view(rows))));
    }

    @Property(seed = "2", tries = 100)
    void whoIsErasedNeverWas(@ForAll long seed) {
        List<Interaction> rows = rows(new SplittableRandom(seed));
        InteractionLog.Builder whole = InteractionLog.builder();
        rows.forEach(whole::add);
        LogView erased = whole.build().without("c3").asOf(END);
        LogView never =
                view(rows.stream().filter(row -> !row.customerId().equals("c3")).toList());

        assertThat(tables()).allSatisfy(table -> assertThat(table.apply(erased)).isEqualTo(table.apply(never)));
    }

    @Property(seed = "3", tries = 150)
    void overlapsAreThoseOfAllPairs(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> rows = rows(random);
        Duration window = Duration.ofHours(random.nextInt(100));
        ContactOverlaps overlaps = ContactOverlaps.within(view(rows), START, Dimension.DEPARTMENT, window);
        List<Interaction> contacts = rows.stream()
                .filter(row -> row.initiator() == Initiator.COMPANY)
                .filter(row -> row.department().isPresent())
                .toList();
        long overlapping = contacts.stream()
                .filter(one -> contacts.stream().anyMatch(other -> meets(one, other, window)))
                .count();

        assertThat(overlaps.contacts()).isEqualTo(contacts.size());
        assertThat(overlaps.overlapping()).isEqualTo((int) overlapping);
        assertThat(overlaps.pairs()).allSatisfy(pair -> assertThat(contacts.stream()
                        .filter(one -> one.department().orElse("").equals(pair.one()))
                        .filter(one -> contacts.stream()
                                .filter(other -> other.department().orElse("").equals(pair.other()))
                                .anyMatch(other -> meets(one, other, window)))
                        .count())
                .isEqualTo(pair.contacts()));
    }

    private static boolean meets(Interaction one, Interaction other, Duration window) {
        return one.customerId().equals(other.customerId())
                && !one.department().equals(other.department())
                && Duration.between(one.at(), other.at()).abs().compareTo(window) <= 0;
    }

    @Property(seed = "4", tries = 100)
    void cellsAddUpWhateverTheDimensions(@ForAll long seed) {
        LogView view = view(rows(new SplittableRandom(seed)));
        ContactMap map = ContactMap.of(view, START);

        for (Dimension dimension : Dimension.values()) {
            assertThat(map.by(dimension).contacts()).isEqualTo(map.contacts()).isEqualTo(view.size());
            assertThat(map.by(dimension).cells())
                    .allSatisfy(cell -> assertThat(cell.customers()).isLessThanOrEqualTo(cell.contacts()));
        }
        assertThat(cost(map.by(Dimension.CHANNEL))).isEqualTo(cost(map));
    }

    private static double cost(ContactMap map) {
        return map.cells().stream()
                .mapToDouble(Cell::cost)
                .filter(cost -> !Double.isNaN(cost))
                .sum();
    }
}
