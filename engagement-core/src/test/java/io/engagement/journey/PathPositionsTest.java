package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathPositionsTest {
    @Test
    @DisplayName("attribution.removal")
    void theTextbookExampleHasItsEffects() {
        PathPositions positions = PathPositions.builder()
                .add(List.of("C1", "C2", "C3"), true)
                .add(List.of("C1"), false)
                .add(List.of("C2", "C3"), false)
                .build();

        assertThat(positions.conversion()).isCloseTo(0.3333333333333333, within(1e-10));
        assertThat(positions.effect("C1")).isCloseTo(0.5, within(1e-10));
        assertThat(positions.effect("C2")).isCloseTo(1, within(1e-10));
        assertThat(positions.effect("C3")).isCloseTo(1, within(1e-10));
        assertThat(positions.share("C1")).isCloseTo(0.2, within(1e-10));
        assertThat(positions.share("C2")).isCloseTo(0.4, within(1e-10));
        assertThat(positions.share("C3")).isCloseTo(0.4, within(1e-10));
        assertThat(positions.table().toCsv())
                .isEqualTo("place,visits,removal_effect,share_of_effects\nC1,2,0.5,0.2\nC2,2,1.0,0.4\nC3,2,1.0,0.4\n");
    }

    @Test
    void withoutAWayToTheGoalThereIsNoEffect() {
        PathPositions none = PathPositions.builder()
                .add(List.of("a"), false)
                .add(List.of(), true)
                .build();
        assertThat(none.ways()).isEqualTo(1);
        assertThat(none.conversion()).isZero();
        assertThat(none.effect("a")).isNaN();
        assertThat(PathPositions.builder().build().conversion()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.effect("b"))
                .withMessage("no way came to 'b', ways came to [a]");
    }

    /** Power iteration of the chain instead of equations. */
    private static double chance(Map<String, Map<String, Double>> chain, String removed) {
        Map<String, Double> mass = new HashMap<>(Map.of("(start)", 1.0));
        double reached = 0;
        for (int step = 0; step < 3000; step++) {
            Map<String, Double> next = new HashMap<>();
            for (Map.Entry<String, Double> each : mass.entrySet()) {
                Map<String, Double> row = chain.getOrDefault(each.getKey(), Map.of());
                double all =
                        row.values().stream().mapToDouble(Double::doubleValue).sum();
                if (!each.getKey().equals(removed)) {
                    row.forEach((to, count) -> next.merge(to, each.getValue() * count / all, Double::sum));
                }
            }
            reached += next.getOrDefault("(goal)", 0.0);
            next.remove("(goal)");
            next.remove("(end)");
            mass = next;
        }
        return reached;
    }

    @Test
    void theEquationsGiveWhatManyStepsOfTheChainComeTo() {
        SplittableRandom random = new SplittableRandom(11);
        PathPositions.Builder builder = PathPositions.builder();
        Map<String, Map<String, Double>> chain = new HashMap<>();
        long goals = 0;
        for (int i = 0; i < 300; i++) {
            List<String> way = new ArrayList<>();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                way.add("p" + Math.min(random.nextInt(6), random.nextInt(6)));
            }
            boolean goal = random.nextInt(3) == 0;
            goals += goal ? 1 : 0;
            builder.add(way, goal);
            String before = "(start)";
            for (String place : way) {
                chain.computeIfAbsent(before, any -> new HashMap<>()).merge(place, 1.0, Double::sum);
                before = place;
            }
            chain.computeIfAbsent(before, any -> new HashMap<>()).merge(goal ? "(goal)" : "(end)", 1.0, Double::sum);
        }
        PathPositions positions = builder.build();

        assertThat(positions.reached()).isEqualTo(goals);
        assertThat(positions.conversion()).isCloseTo(goals / 300.0, within(1e-12));
        for (String place : positions.places()) {
            assertThat(positions.effect(place))
                    .isCloseTo(1 - chance(chain, place) / positions.conversion(), within(1e-9));
        }
    }

    @Test
    void moreThan200PlacesAreRefused() {
        PathPositions.Builder builder = PathPositions.builder();
        for (int i = 0; i < 200; i++) {
            builder.add(List.of("p" + i), i % 2 == 0);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(List.of("one more"), true))
                .withMessage("places must be at most 200, 'one more' is one more");
    }
}
