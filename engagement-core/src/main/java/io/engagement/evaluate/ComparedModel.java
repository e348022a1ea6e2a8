package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model in a comparison: how well it fits all data, and how well it forecasts the hold-out. Immutable.
 */
public final class ComparedModel {
    private final String name;
    private final Optional<Fitted<? extends CustomerBaseModel>> fitted;
    private final String failure;
    private final double bic;
    private final Optional<AmountForecasts> forecasts;

    private ComparedModel(
            String name,
            Optional<Fitted<? extends CustomerBaseModel>> fitted,
            String failure,
            double bic,
            Optional<AmountForecasts> forecasts) {
        this.name = name;
        this.fitted = fitted;
        this.failure = failure;
        this.bic = bic;
        this.forecasts = forecasts;
    }

    static ComparedModel of(PurchaseFamily<?> candidate, Purchases whole, HoldOut holdOut) {
        try {
            Fitted<? extends CustomerBaseModel> fitted = candidate.fit(whole);
            CustomerBaseModel early = candidate.fit(holdOut.known()).model();
            return new ComparedModel(
                    candidate.name(), Optional.of(fitted), "", fitted.bic(), Optional.of(holdOut.forecasts(early)));
        } catch (FitException | IllegalArgumentException failure) {
            String message = String.valueOf(failure.getMessage());
            return new ComparedModel(candidate.name(), Optional.empty(), message, Double.NaN, Optional.empty());
        }
    }

    /**
     * The model's name.
     *
     * @return the candidate's
     */
    public String name() {
        return name;
    }

    /**
     * The fit to the whole time.
     *
     * @return empty if the model could not be fitted: see {@link #failure()}
     */
    public Optional<Fitted<? extends CustomerBaseModel>> fitted() {
        return fitted;
    }

    /**
     * The model, fitted to the whole time.
     *
     * @return the model
     * @throws IllegalStateException if it could not be fitted
     */
    public CustomerBaseModel model() {
        return fitted.orElseThrow(() -> new IllegalStateException(name + " could not be fitted: " + failure))
                .model();
    }

    /**
     * Why the model could not be fitted.
     *
     * @return the message, empty if it could
     */
    public String failure() {
        return failure;
    }

    /**
     * The Bayesian information criterion of the fit to the whole time; chosen numbers count as parameters. Lower is
     * better; differences below 2 mean nothing.
     *
     * @return NaN if the model could not be fitted
     */
    public double bic() {
        return bic;
    }

    /**
     * The log score: the mean logarithm of the probability given to each customer's number of purchases. Higher is
     * better.
     *
     * @return not above 0; NaN if the model could not be fitted
     */
    public double logScore() {
        return value(AmountForecasts::logScore);
    }

    /**
     * The relative error of the forecast of all purchases.
     *
     * @return 0.1 for 10 % too many; NaN if the model could not be fitted or nobody bought
     */
    public double bias() {
        return value(AmountForecasts::bias);
    }

    /**
     * The mean absolute error of a customer's expected number of purchases.
     *
     * @return not negative; NaN if the model could not be fitted
     */
    public double meanAbsoluteError() {
        return value(AmountForecasts::meanAbsoluteError);
    }

    /**
     * The root of the mean squared error of a customer's expected number of purchases.
     *
     * @return not negative; NaN if the model could not be fitted
     */
    public double rootMeanSquaredError() {
        return value(AmountForecasts::rootMeanSquaredError);
    }

    /**
     * The share of customers whose number of purchases lay in the prediction interval of 80 %. Counts are whole, so a
     * correct model may exceed that.
     *
     * @return from 0 to 1; NaN if the model could not be fitted
     */
    public double coverage80() {
        return value(each -> each.coverage(0.8));
    }

    /**
     * The share of customers whose number of purchases lay in the prediction interval of 95 %.
     *
     * @return from 0 to 1; NaN if the model could not be fitted
     */
    public double coverage95() {
        return value(each -> each.coverage(0.95));
    }

    private double value(Function<AmountForecasts, Figure> figure) {
        return forecasts.map(figure).map(Figure::value).orElse(Double.NaN);
    }

    /**
     * Whether the other's log score is better by more than a standard error of the difference, and its likelihood of
     * all outcomes more than e^2 times as large.
     */
    boolean isBeatenBy(ComparedModel other) {
        if (forecasts.isEmpty() || other.forecasts.isEmpty()) {
            return forecasts.isEmpty();
        }
        PairedDifference better = other.forecasts.get().logScoreDifference(forecasts.get());
        boolean isSure = !(better.difference() <= better.standardError());
        return better.difference() * forecasts.get().judgedSize() > 2 && isSure;
    }
}
