package io.engagement.customerbase;

import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.measure.Covariates;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A kind of customer-base model: its name, its parameters, how to make a model from them, and where to search. Fits to
 * whole bases and to parts, texts, units of time, comparisons and registration follow from it, for built-in models and
 * your own. A new model is its mathematics, a {@link FamilyMember}, and its family:
 *
 * <pre>{@code
 * record MyFamily() implements PurchaseFamily<MyModel> {
 *     public String kind() { return "my-model"; }
 *     public List<Parameter> parameters() { return List.of(Parameter.positive("r"), Parameter.positive("alpha").inTime(1)); }
 *     public MyModel make(double[] values, Population population) { return new MyModel(values[0], values[1], population); }
 *     public Search search(BaseFit base) { return Search.from(List.of(new double[] {1, 1 / base.rate()})); }
 * }
 * }</pre>
 *
 * <p>Immutable, thread-safe; its methods keep no arguments.
 *
 * @param <M> the model
 */
public interface PurchaseFamily<M extends FamilyMember<M>> extends Family<M> {
    /**
     * The short name of its models in tables and messages.
     *
     * @return the kind of their texts, unless {@linkplain #settings() settings} tell several apart
     */
    default String name() {
        return kind();
    }

    /**
     * The parameters, which are the keys of the text too.
     *
     * @return in the order in which {@link #make} takes them; bounds in the unit of the fit, in which a mean age is 1
     */
    List<Parameter> parameters();

    /**
     * Makes a model.
     *
     * @param values one for each of the parameters, in the population's unit of time
     * @param population what it describes
     * @return the model
     * @throws IllegalArgumentException if a value is out of its range
     */
    M make(double[] values, Population population);

    /**
     * Where to search for the maximum.
     *
     * @param base the customer base in the unit of the fit
     * @return starts
     */
    Search search(BaseFit base);

    /**
     * The log-likelihood of rows, which the search maximises: by default the sum of {@link
     * CustomerBaseModel#logLikelihood}, with derivatives by differences. One with exact derivatives is several times
     * faster, a {@link io.engagement.fit.CurvedLogLikelihood} as fast as the built-in ones.
     *
     * @param distinct the rows, in the order of x
     * @param unit times are divided by it
     * @return value and derivatives by the parameters' coordinates; thread-safe for evaluations one at a time
     */
    default LogLikelihood likelihood(Purchases distinct, double unit) {
        return new DifferencedLikelihood(this, distinct, unit);
    }

    /**
     * The log-likelihood in the population's unit from a value of {@link #likelihood}, which is in the unit of the fit
     * and may leave out constants.
     *
     * @param logLikelihood value of {@link #likelihood}
     * @param distinct the rows
     * @param unit of the fit
     * @return the log-likelihood: less x ln(unit) for each customer, as it is the density of x purchase times
     */
    default double whole(double logLikelihood, Purchases distinct, double unit) {
        return logLikelihood - distinct.repeatPurchases() * Math.log(unit);
    }

    /**
     * Remarks on the end of a search, in the model's terms.
     *
     * @param maximum in the unit of the fit
     * @param unit of the fit
     * @return plain sentences
     */
    default List<String> remarks(Maximum maximum, double unit) {
        return List.of();
    }

    /**
     * How covariates of the purchase rate move the parameters, see {@link CovariateModel}.
     *
     * @return for each parameter the sign with which its logarithm is moved, or 0; empty if the model takes no covariates
     */
    default List<Integer> movedByPurchases() {
        return List.of();
    }

    /**
     * How covariates of leaving move the parameters.
     *
     * @return for each parameter the sign with which its logarithm is moved, or 0; empty if the model takes no covariates
     */
    default List<Integer> movedByLeaving() {
        return List.of();
    }

    /**
     * What its models read of customers besides their purchases.
     *
     * @return the covariates, which purchases have to be read with; none for most families
     */
    default Covariates covariates() {
        return Covariates.none();
    }

    /**
     * Whether its models are fitted to the times of all purchases: x, t_x and T are not enough.
     *
     * @return if purchases have to be read {@linkplain Purchases#withTimes with their times}; of most families not
     */
    default boolean readsTimes() {
        return false;
    }

    /**
     * Settings that tell this family from others of its kind and are not estimated.
     *
     * @return lines of the text, before the parameters; mostly none
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * The family of this kind with the settings of a text.
     *
     * @param text of a model of this kind
     * @return this family where there are no settings
     * @throws IllegalArgumentException if settings are missing or out of range
     */
    default PurchaseFamily<M> withSettings(ModelText text) {
        Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the number of
     * threads.
     *
     * @param purchases the customer base
     * @return the model in the purchases' unit of time, with their typical customer and definition; if the data do not determine
     *     all parameters, {@link Fitted#converged()} is false and {@link Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    default Fitted<M> fit(Purchases purchases) {
        return new BaseFit(name(), purchases.about(covariates()).distinct()).fit(this, List.of());
    }

    /**
     * The log-likelihood of a customer base or of one part of it, which adds up over parts.
     *
     * @param part the customers
     * @return value and gradient by the parameters' coordinates, in the purchases' unit of time; for evaluations one at a time
     */
    default LogLikelihood logLikelihood(Purchases part) {
        return PartFit.likelihood(this, part);
    }

    /**
     * Estimates the model of a base that lies in parts, on other machines or in files, by maximum likelihood.
     *
     * @param whole the sum over the parts of {@link #logLikelihood(Purchases)} of {@code near.model().family()}, which has the
     *     settings that were chosen; values and gradients
     * @param near the model fitted to a sample of the base: the search starts from it, and its population and what it {@linkplain
     *     Fitted#selectedParameters() chose} are the result's too
     * @param provenance what the base is
     * @return the model, to rounding that of {@link #fit(Purchases)} with all parts at once
     * @throws io.engagement.fit.FitException if the log-likelihood is not finite where the search starts
     */
    default Fitted<M> fit(LogLikelihood whole, Fitted<M> near, Provenance provenance) {
        return PartFit.of(whole, near, provenance);
    }

    /** Settings choose the family, whose parameters and population follow. */
    @Override
    default M read(ModelText text, Registry own) {
        PurchaseFamily<M> family = withSettings(text);
        double[] values = family.parameters().stream()
                .mapToDouble(parameter -> text.number(parameter.name()))
                .toArray();
        return family.make(values, Population.read(text, own));
    }

    /**
     * The text of a model.
     *
     * @param values its parameters
     * @param population what it describes
     * @return what {@link #read(ModelText, Registry)} reads
     */
    default ModelText text(double[] values, Population population) {
        ModelText text = ModelText.of(kind(), version()).withAll(settings());
        for (int i = 0; i < values.length; i++) {
            text = text.with(parameters().get(i).name(), values[i]);
        }
        return population.write(text);
    }
}
