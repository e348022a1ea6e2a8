package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.EngagementRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            description = "Acts of influence, with --influence-worth. Default: REVIEW,SHARE.")
    private List<String> influence = List.of("REVIEW", "SHARE");

    @Option(
            names = "--influence-worth",
            paramLabel = "AMOUNT",
            description = "What one is worth. Without it they are counted and have no value.")
    private Optional<Double> influenceWorth = Optional.empty();

    @Option(
            names = "--knowledge",
            split = ",",
            paramLabel = "PURPOSE",
            description = "Acts by which the company learns, with --knowledge-worth. Default: FEEDBACK.")
    private List<String> knowledge = List.of("FEEDBACK");

    @Option(
            names = "--knowledge-worth",
            paramLabel = "AMOUNT",
            description = "What one is worth. Without it they are counted and have no value.")
    private Optional<Double> knowledgeWorth = Optional.empty();

    @Option(
            names = "--rewards",
            split = ",",
            paramLabel = "PURPOSE",
            description = "Rewards and discounts, at their cost. Default: REWARD,DISCOUNT.")
    private List<String> rewards = List.of("REWARD", "DISCOUNT");

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far back acts, help, answers and rewards count: 365d unless told.")
    private Duration window = Duration.ofDays(365);

    @Option(
            names = "--passed-on",
            paramLabel = "SHARE",
            description =
                    "Which share of a referral's credit goes on to the referrer's own referrer, from 0 to less than 1."
                            + " Default: 0.")
    private double passedOn;

    /** Which purposes help and which sell. */
    ContactPurposes purposes() {
        return ContactPurposes.standard()
                .withHelping(named(helps))
                .withSelling(named(sells))
                .withNeither(named(neither));
    }

    EngagementRules rules() {
        try {
            EngagementRules rules = EngagementRules.standard()
                    .withPurposes(purposes())
                    .withRewards(Filter.purpose(named(rewards)))
                    .withWindow(window)
                    .withPassedOn(passedOn);
            EngagementRules known = influenceWorth
                    .map(worth -> rules.withInfluence(Filter.purpose(named(influence)), worth))
                    .orElse(rules);
            return knowledgeWorth
                    .map(worth -> known.withKnowledge(Filter.purpose(named(knowledge)), worth))
                    .orElse(known);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
    }

    private static Purpose[] named(List<String> names) {
        return names.stream().map(Purpose::of).toArray(Purpose[]::new);
    }
}
