package io.engagement.initiative;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import java.time.Instant;
import java.util.List;

/** What the gamma-Poisson says at origins of the past, beside the regression. */
final class GammaPoissonPast {
    private final DiscountedGammaPoisson model;
    private final PastOrigins past;
    private final double horizon;
    private final List<MeasureColumn> efforts;

    GammaPoissonPast(DiscountedGammaPoisson model, PastOrigins past, double horizon) {
        this.model = model;
        this.past = past;
        this.horizon = horizon;
        List<Instant> times =
                past.origins().stream().map(PastOrigins.Origin::at).toList();
        efforts = past.columns(times, effort());
    }

    private Measure effort() {
        return model.inputs().get(0);
    }

    /** The efforts of the present. */
    MeasureColumn present() {
        return past.columns(List.of(past.present().at()), effort()).get(0);
    }

    /** Log-odds of an origin's rows with a share of the gamma-Poisson's. */
    double[] mixed(double share, int age, double... logOdds) {
        if (share == 0) {
            return logOdds;
        }
        PastOrigins.Origin origin = past.origins().get(age);
        MeasureColumn tenure = origin.table().column(past.tenure());
        double[] mixed = new double[logOdds.length];
        for (int i = 0; i < mixed.length; i++) {
            int row = origin.rows()[i];
            double exposure = ActScale.exposure(tenure.get(row), model.halfLife());
            mixed[i] = (1 - share) * logOdds[i]
                    + share * model.logOddsOfAct(efforts.get(age).get(row), exposure, horizon);
        }
        return mixed;
    }
}
