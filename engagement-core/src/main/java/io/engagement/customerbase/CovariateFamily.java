package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Parameter;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A model that can have covariates: which parameters these move, all by the logarithm.
 *
 * @param name the model's
 * @param parameters the model's
 * @param times for each parameter the power of time that it has: 1, -1 or 0
 * @param onPurchases for each parameter the sign with which covariates of purchases move its logarithm, or 0
 * @param onLeaving the same for leaving
 * @param likelihood of distinct rows in a unit of time
 * @param guesses where a search without covariates may start
 * @param values the model's parameters
 * @param making a model of them
 */
record CovariateFamily<M extends CustomerBaseModel>(
        String name,
        List<Parameter> parameters,
        List<Integer> times,
        List<Integer> onPurchases,
        List<Integer> onLeaving,
        BiFunction<Purchases, Double, CurvedLogLikelihood> likelihood,
        Function<BaseFit, List<double[]>> guesses,
        Function<M, double[]> values,
        Making<M> making) {

    /** Makes a model. */
    interface Making<M> {
        M of(double[] values, TimeScale scale, PurchaseSummary typical);
    }

    static final CovariateFamily<BetaGeometricNbd> BG_NBD = new CovariateFamily<>(
            BetaGeometricNbd.NAME,
            BetaGeometricFit.PARAMETERS,
            List.of(0, 1, 0, 0),
            List.of(0, -1, 0, 0),
            List.of(0, 0, 1, 1),
            BetaGeometricLikelihood::new,
            base -> BetaGeometricFit.guesses(base.rate()),
            model -> new double[] {model.r(), model.alpha(), model.a(), model.b()},
            (v, scale, typical) ->
                    BetaGeometricNbd.of(v[0], v[1], v[2], v[3], scale).withTypical(typical));

    static final CovariateFamily<ParetoNbd> PARETO_NBD = new CovariateFamily<>(
            ParetoNbd.NAME,
            ParetoFit.PARAMETERS,
            List.of(0, 1, 0, 1),
            List.of(0, -1, 0, 0),
            List.of(0, 0, 0, -1),
            ParetoLikelihood::new,
            ParetoFit::guesses,
            model -> new double[] {model.r(), model.alpha(), model.s(), model.beta()},
            (v, scale, typical) -> ParetoNbd.of(v[0], v[1], v[2], v[3], scale).withTypical(typical));

    static final CovariateFamily<GammaGompertzNbd> GGOM_NBD = new CovariateFamily<>(
            GammaGompertzNbd.NAME,
            GammaGompertzFit.PARAMETERS,
            List.of(0, 1, 0, 0, -1),
            List.of(0, -1, 0, 0, 0),
            List.of(0, 0, 0, -1, 0),
            GammaGompertzLikelihood::new,
            GammaGompertzFit::guesses,
            model -> new double[] {model.r(), model.alpha(), model.s(), model.beta(), model.b()},
            (v, scale, typical) ->
                    GammaGompertzNbd.of(v[0], v[1], v[2], v[3], v[4], scale).withTypical(typical));

    M shifted(M base, double purchases, double leaving) {
        double[] moved = values.apply(base);
        for (int i = 0; i < moved.length; i++) {
            moved[i] *= Math.exp(onPurchases.get(i) * purchases + onLeaving.get(i) * leaving);
        }
        return making.of(moved, base.timeScale(), base.typical());
    }
}
