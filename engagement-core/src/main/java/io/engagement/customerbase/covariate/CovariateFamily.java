package io.engagement.customerbase.covariate;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.domain.Registry;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.measure.Covariates;
import java.util.Arrays;
import java.util.List;

/** A family with covariates: the parameters of the one without, and the coefficients. */
final class CovariateFamily<M extends FamilyMember<M>> implements PurchaseFamily<CovariateModel<M>> {
    private final PurchaseFamily<M> base;
    private final Covariates covariates;
    private final CovariateTerms terms;
    private final CovariateCoordinates coordinates;

    CovariateFamily(PurchaseFamily<M> base, Covariates covariates, CovariateTerms terms) {
        if (base.movedByPurchases().isEmpty() || base.movedByLeaving().isEmpty()) {
            throw new IllegalArgumentException(base.name() + " takes no covariates: its family does not say which"
                    + " parameters they move, see movedByPurchases and movedByLeaving");
        }
        if (covariates.isEmpty()) {
            throw new IllegalArgumentException("there must be a covariate, was none: without, fit " + base.name());
        }
        this.base = base;
        this.covariates = covariates;
        this.terms = terms;
        this.coordinates = new CovariateCoordinates(base.parameters(), covariates.names(), terms);
    }

    PurchaseFamily<M> base() {
        return base;
    }

    CovariateTerms terms() {
        return terms;
    }

    CovariateCoordinates coordinates() {
        return coordinates;
    }

    @Override
    public String kind() {
        return CovariateModel.NAME;
    }

    @Override
    public int version() {
        return CovariateModel.VERSION;
    }

    @Override
    public String name() {
        return base.name() + " with covariates";
    }

    @Override
    public List<Parameter> parameters() {
        return coordinates.parameters();
    }

    @Override
    public Covariates covariates() {
        return covariates;
    }

    @Override
    public CovariateModel<M> make(double[] values, Population population) {
        M without =
                base.make(Arrays.copyOf(values, base.parameters().size()), population.withTypicalCovariates(List.of()));
        CovariateEffects effects =
                CovariateEffects.of(covariates.names(), coordinates.purchases(values), coordinates.leaving(values));
        return new CovariateModel<>(this, without, effects, population.typicalCovariates());
    }

    @Override
    public Search search(BaseFit fit) {
        return Search.from(starts(fit));
    }

    /** About the maximum without covariates, and where another may be. */
    List<double[]> starts(BaseFit fit) {
        return fit.starts(base).stream()
                .map(start -> Arrays.copyOf(start, coordinates.size()))
                .toList();
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return CovariateFit.of(this, distinct.about(covariates), unit);
    }

    @Override
    public double whole(double logLikelihood, Purchases distinct, double unit) {
        return base.whole(logLikelihood, distinct, unit);
    }

    @Override
    public Fitted<CovariateModel<M>> fit(Purchases purchases) {
        return CovariateFit.fit(this, purchases.about(covariates));
    }

    @Override
    public LogLikelihood logLikelihood(Purchases part) {
        terms.checkFree(name());
        return PurchaseFamily.super.logLikelihood(part);
    }

    @Override
    public ModelText text(double[] values, Population population) {
        return make(values, population).modelText();
    }

    @Override
    public CovariateModel<M> read(ModelText text, Registry own) {
        return CovariateModel.read(base, text, own);
    }
}
