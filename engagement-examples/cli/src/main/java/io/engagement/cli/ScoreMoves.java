package io.engagement.cli;

import io.engagement.setup.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which scores an option of scoring has a say in, for commands that take some of them only. */
final class ScoreMoves {
    private static final Set<String> RISK = Set.of("retention_risk");
    private static final Set<String> BUYING =
            Set.of("retention_risk", "p_alive", "expected_purchases", "lifetime_value");
    private static final Set<String> CONTRACTS = Set.of("churn_risk", "contract_value");
    private static final Set<String> MONEY = Set.of("lifetime_value", "contract_value");
    private static final Set<String> BUYING_AND_CONTRACTS =
            Set.of("retention_risk", "p_alive", "expected_purchases", "lifetime_value", "churn_risk", "contract_value");

    private static final Map<String, Set<String>> MOVED = Map.ofEntries(
            Map.entry("--horizon", Set.of("retention_risk", "expected_purchases", "lifetime_value")),
            Map.entry("--engagement-horizon", Set.of("engagement", "momentum")),
            Map.entry("--value-horizon", MONEY),
            Map.entry("--margin", MONEY),
            Map.entry("--discount-rate", MONEY),
            Map.entry("--model", BUYING),
            Map.entry("--period", BUYING_AND_CONTRACTS),
            Map.entry("--spend", Set.of("lifetime_value")),
            Map.entry("--retention", RISK),
            Map.entry("--own-gaps", RISK),
            Map.entry("--covariates", BUYING_AND_CONTRACTS),
            Map.entry("--unseen", BUYING_AND_CONTRACTS),
            Map.entry("--contract", CONTRACTS),
            Map.entry("--renewals", CONTRACTS),
            Map.entry("--payment", CONTRACTS));

    private ScoreMoves() {}

    /** In the order of the columns of 'engagement score'; all for an option that has a say in each. */
    static List<String> by(String option) {
        return all().filter(score -> MOVED.getOrDefault(option, Set.of(score)).contains(score))
                .toList();
    }

    private static Stream<String> all() {
        return Arrays.stream(Subject.values())
                .flatMap(subject -> subject.scores().stream())
                .distinct();
    }
}
