package io.engagement.value;

import io.engagement.measure.ContractTerms;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.survival.ContractModel;
import io.engagement.survival.RenewalFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The residual value of a contract: the discounted expected profit of the renewals to come,
 *
 * <pre>  discounted expected renewals x value of a period x margin</pre>
 *
 * <p>as of just before the next renewal is due, which is not discounted. Over all future, the renewals are DERL, the
 * discounted expected residual lifetime of Fader and Hardie (2010), "Customer-Base Valuation in a Contractual Setting:
 * The Perils of Ignoring Heterogeneity", Marketing Science 29(1), 85-93: by the shifted-beta-geometric, customers who
 * have renewed more often are worth more, as the likely leavers have left. The payment for the current period is not
 * included.
 *
 * <p>NaN, with the reason, for customers who never signed up, who have cancelled, or whose value of a period is
 * unknown. Explained in money by exact Shapley values over the number of renewals and the value of a period, from the
 * model's typical customer, whose period is worth as much as this customer's unless {@link #withTypicalValue} says what
 * it is worth.
 *
 * <p>Immutable, thread-safe; takes tables in any unit of time.
 */
public final class ContractValueScorer implements Scorer {
    private final Settings settings;

    private ContractValueScorer(Settings settings) {
        this.settings = settings;
    }

    /** What a scorer is made of. */
    record Settings(
            String name,
            ContractModel model,
            Measure value,
            OptionalDouble typicalValue,
            DiscountRate discount,
            OptionalInt horizon,
            double margin,
            RenewalFunction renewals) {
        Settings {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            if (!(margin >= 0 && margin <= 1)) {
                throw new IllegalArgumentException("margin must be between 0 and 1, was " + margin);
            }
        }

        ContractTerms terms() {
            return model.requireTerms();
        }

        List<Measure> inputs() {
            List<Measure> inputs = new ArrayList<>(List.of(terms().renewals()));
            inputs.addAll(model.covariates().measures());
            if (!inputs.contains(value)) {
                inputs.add(value);
            }
            inputs.add(terms().cancelled());
            return List.copyOf(inputs);
        }
    }

    /**
     * The value of all renewals to come.
     *
     * @param model of how many periods contracts last, whose terms say what a contract is
     * @param value what a period of this customer's contract is worth, such as the mean of what they paid
     * @param discount how much less later money is worth; at least 0.00001 a period, or the value might be infinite
     * @return the scorer, named {@code contract_value}, with margin 1
     * @throws IllegalArgumentException if the discount is too small, or the model has no terms
     */
    public static ContractValueScorer of(ContractModel model, Measure value, DiscountRate discount) {
        return of(model, value, discount, OptionalInt.empty());
    }

    /**
     * The value of the next renewals only, which may be added up without a discount. They are added up once for each
     * number of renewals so far; without a discount, a thousand million take minutes.
     *
     * @param model of how many periods contracts last, whose terms say what a contract is
     * @param value what a period of this customer's contract is worth, such as the mean of what they paid
     * @param discount how much less later money is worth
     * @param renewals how many, from 1; {@link Integer#MAX_VALUE} for all
     * @return the scorer, named {@code contract_value}, with margin 1
     * @throws IllegalArgumentException if the number is below 1, or if it is for all and the discount is too small,
     *     or if the model has no terms
     */
    public static ContractValueScorer of(ContractModel model, Measure value, DiscountRate discount, int renewals) {
        return of(model, value, discount, horizon(renewals));
    }

    private static ContractValueScorer of(
            ContractModel model, Measure value, DiscountRate discount, OptionalInt horizon) {
        return new ContractValueScorer(new Settings(
                "contract_value",
                model,
                value,
                OptionalDouble.empty(),
                discount,
                horizon,
                1,
                renewals(model, discount, horizon)));
    }

    private static OptionalInt horizon(int renewals) {
        if (renewals < 1) {
            throw new IllegalArgumentException("renewals must be at least 1, were " + renewals);
        }
        return OptionalInt.of(renewals);
    }

    private static RenewalFunction renewals(ContractModel model, DiscountRate discount, OptionalInt horizon) {
        // The rate of a period that equals the continuous one.
        double rate = Math.expm1(discount.rate(model.requireTerms().period()));
        int next = horizon.orElse(Integer.MAX_VALUE);
        // Refuses what cannot be added up.
        model.discountedRenewals(0, next, rate);
        return new RenewalFunction(model, (own, renewed) -> own.discountedRenewals(renewed, next, rate));
    }

    /**
     * The same of the next renewals only.
     *
     * @param renewals how many, from 1; {@link Integer#MAX_VALUE} for all
     * @return the changed copy
     * @throws IllegalArgumentException if the number is below 1, or if it is for all and the discount is too small
     */
    public ContractValueScorer withRenewals(int renewals) {
        OptionalInt horizon = horizon(renewals);
        return new ContractValueScorer(new Settings(
                settings.name,
                settings.model,
                settings.value,
                settings.typicalValue,
                settings.discount,
                horizon,
                settings.margin,
                renewals(settings.model, settings.discount, horizon)));
    }

    /**
     * The same with another margin.
     *
     * @param margin what is left of a period's value after its own cost, from 0 to 1
     * @return the changed copy
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public ContractValueScorer withMargin(double margin) {
        return new ContractValueScorer(new Settings(
                settings.name,
                settings.model,
                settings.value,
                settings.typicalValue,
                settings.discount,
                settings.horizon,
                margin,
                settings.renewals));
    }

    /**
     * The same with what a typical customer's period is worth. Without it reasons tell of renewals only.
     *
     * @param typical finite, such as {@code table.column(value).median()} of the base that the model was fitted to
     * @return the changed copy
     * @throws IllegalArgumentException if the value is not finite
     */
    public ContractValueScorer withTypicalValue(double typical) {
        if (!Double.isFinite(typical)) {
            throw new IllegalArgumentException("typical value must be finite, was " + typical);
        }
        return new ContractValueScorer(new Settings(
                settings.name,
                settings.model,
                settings.value,
                OptionalDouble.of(typical),
                settings.discount,
                settings.horizon,
                settings.margin,
                settings.renewals));
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param name lower-case letters, digits and underscores
     * @return the changed copy
     */
    public ContractValueScorer withName(String name) {
        return new ContractValueScorer(new Settings(
                name,
                settings.model,
                settings.value,
                settings.typicalValue,
                settings.discount,
                settings.horizon,
                settings.margin,
                settings.renewals));
    }

    @Override
    public String name() {
        return settings.name;
    }

    /** MONEY. */
    @Override
    public Scale scale() {
        return Scale.MONEY;
    }

    /** How often the customer has renewed, covariates, the value of a period, and whether the customer has cancelled. */
    @Override
    public List<Measure> inputs() {
        return settings.inputs();
    }

    /** What a contract is. */
    @Override
    public List<Definition> definitions() {
        return List.of(settings.terms());
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new ContractValueRows(settings, table);
    }
}
