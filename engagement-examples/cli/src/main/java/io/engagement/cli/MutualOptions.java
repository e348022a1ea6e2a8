package io.engagement.cli;

import io.engagement.measure.Filter;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.EngagementRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What counts as help, influence and knowledge, and what an act is worth. */
final class MutualOptions {
    @Option(
            names = "--helps",
            split = ",",
            paramLabel = "PURPOSE",
            description = "More purposes of contacts that help. Beside HELP, QUESTION, COMPLAINT and SERVICE_NOTICE.")
    private List<String> helps = new ArrayList<>();

    @Option(
            names = "--sells",
            split = ",",
            paramLabel = "PURPOSE",
            description = "More purposes of contacts that sell. Beside OFFER, PURCHASE, SIGN_UP and REFERRAL.")
    private List<String> sells = new ArrayList<>();

    @Option(
            names = "--neither",
            split = ",",
            paramLabel = "PURPOSE",
            description = "Purposes of contacts that do neither.")
    private List<String> neither = new ArrayList<>();

    @Option(
            names = "--influence",
            split = ",",
            paramLabel = "PURPOSE",
            description = "What customers do in person that counts as influence. Default: REVIEW,SHARE.")
    private List<String> influence = List.of();

    @Option(
            names = "--influence-worth",
            paramLabel = "AMOUNT",
            description = "What an act of influence is worth. Without it they are counted and have no value.")
    private Optional<Double> influenceWorth = Optional.empty();

    @Option(
            names = "--knowledge",
            split = ",",
            paramLabel = "PURPOSE",
            description = "What customers do in person by which the company learns. Default: FEEDBACK.")
    private List<String> knowledge = List.of();

    @Option(
            names = "--knowledge-worth",
            paramLabel = "AMOUNT",
            description = "What an act of knowledge is worth. Without it they are counted and have no value.")
    private Optional<Double> knowledgeWorth = Optional.empty();

    @Option(
            names = "--rewards",
            split = ",",
            paramLabel = "PURPOSE",
            description = "What the company sends as a reward or discount, at its cost. Default: REWARD,DISCOUNT.")
    private List<String> rewards = List.of();

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far back acts, help, answers and rewards count: 365d unless told.")
    private Duration window = Duration.ofDays(365);

    @Option(
            names = "--passed-on",
            paramLabel = "SHARE",
            converter = Share.NotAll.class,
            description =
                    "Which share of a referral's credit goes on to the referrer's own referrer, from 0 to less than 1."
                            + " Default: 0.")
    private double passedOn;

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if an option is out of its range
     */
    void check() {
        influenceWorth.ifPresent(worth -> Amount.requireNotNegative("--influence-worth", worth));
        knowledgeWorth.ifPresent(worth -> Amount.requireNotNegative("--knowledge-worth", worth));
        checkOnce();
        windowed();
    }

    private void checkOnce() {
        Set<String> seen = new HashSet<>();
        Stream.of(helps, sells, neither)
                .flatMap(List::stream)
                .map(String::strip)
                .forEach(name -> {
                    if (!seen.add(name)) {
                        throw new UsageError("--helps, --sells and --neither name " + name
                                + " more than once: a purpose helps, sells, or does neither");
                    }
                });
    }

    private EngagementRules windowed() {
        try {
            return EngagementRules.standard().withWindow(window);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--window: " + e.getMessage());
        }
    }

    Duration window() {
        return window;
    }

    /** Which purposes help and which sell, among those of a base. */
    ContactPurposes purposes(BaseNames names) {
        return ContactPurposes.standard()
                .withHelping(names.purposes("--helps", helps))
                .withSelling(names.purposes("--sells", sells))
                .withNeither(names.purposes("--neither", neither));
    }

    /** The rules, whose purposes are those of a base. */
    EngagementRules rules(BaseNames names) {
        EngagementRules rules = windowed().withPurposes(purposes(names)).withPassedOn(passedOn);
        rules = influence.isEmpty() ? rules : rules.withInfluence(of("--influence", influence, names));
        rules = knowledge.isEmpty() ? rules : rules.withKnowledge(of("--knowledge", knowledge, names));
        rules = rewards.isEmpty() ? rules : rules.withRewards(of("--rewards", rewards, names));
        rules = influenceWorth.map(rules::withWorthOfInfluence).orElse(rules);
        return knowledgeWorth.map(rules::withWorthOfKnowledge).orElse(rules);
    }

    private static Filter of(String option, List<String> purposes, BaseNames names) {
        return Filter.purpose(names.purposes(option, purposes));
    }
}
