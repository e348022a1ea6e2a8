package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.fit.StatisticalModel;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.EngagementModel;
import io.engagement.measure.Definition;
import io.engagement.measure.EngagementDefinition;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What a fitted model of a set-up is about, in the order of the scores. */
public enum Subject {
    /** Who acts of their own accord. */
    ENGAGEMENT,
    /** Who comes back in time. */
    RETENTION,
    /** Who still buys, and how often. */
    PURCHASES,
    /** What a purchase brings. */
    SPEND,
    /** How long contracts last. */
    CONTRACTS;

    /**
     * The scores that need a model of this subject; {@code lifetime_value} needs one of purchases too, {@code retention_risk} one of
     * purchases or of retention.
     *
     * @return their names, in the order of the columns
     */
    public List<String> scores() {
        return switch (this) {
            case ENGAGEMENT -> List.of("engagement", "momentum");
            case RETENTION -> List.of("retention_risk");
            case PURCHASES -> List.of("retention_risk", "p_alive", "expected_purchases");
            case SPEND -> List.of("lifetime_value");
            case CONTRACTS -> List.of("churn_risk", "contract_value");
        };
    }

    /**
     * For sentences.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a model is about.
     *
     * @param model any model
     * @return its subject; empty if no score of a set-up needs such a model
     */
    public static Optional<Subject> of(StatisticalModel model) {
        Objects.requireNonNull(model, "model");
        if (model instanceof EngagementModel acts) {
            return acts(acts);
        }
        if (model instanceof CustomerBaseModel) {
            return Optional.of(PURCHASES);
        }
        if (model instanceof SpendModel) {
            return Optional.of(SPEND);
        }
        return model instanceof ContractModel ? Optional.of(CONTRACTS) : Optional.empty();
    }

    private static Optional<Subject> acts(EngagementModel model) {
        if (model.definition() instanceof EngagementDefinition) {
            return Optional.of(ENGAGEMENT);
        }
        return Optional.of(RETENTION).filter(any -> model instanceof AdditiveLogistic);
    }

    /**
     * What a model counts.
     *
     * @param model any model
     * @return its definition; empty if it knows none
     */
    public static Optional<Definition> definition(StatisticalModel model) {
        Objects.requireNonNull(model, "model");
        if (model instanceof EngagementModel acts) {
            return Optional.of(acts.definition());
        }
        if (model instanceof CustomerBaseModel buying) {
            return Optional.of(buying.definition());
        }
        if (model instanceof SpendModel spend) {
            return Optional.of(spend.definition());
        }
        return model instanceof ContractModel staying ? staying.terms().map(terms -> terms) : Optional.empty();
    }
}
