package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.Optional;

/**
 * A model in a comparison: how well it fits all data, and how well it forecasts the hold-out. Immutable.
 */
public final class ComparedModel {
    private final String name;
    private final Optional<Fitted<? extends CustomerBaseModel>> fitted;
    private final String failure;
    private final double bic;
    private final double[] errors;
    private final double purchases;
    private final double[][] judged;

    private ComparedModel(
            String name,
            Optional<Fitted<? extends CustomerBaseModel>> fitted,
            String failure,
            double bic,
            double[] errors,
            double purchases,
            double[][] judged) {
        this.name = name;
        this.fitted = fitted;
        this.failure = failure;
        this.bic = bic;
        this.errors = errors;
        this.purchases = purchases;
        this.judged = judged;
    }

    static ComparedModel of(PurchaseFamily<?> candidate, Purchases whole, HoldOut holdOut) {
        try {
            Fitted<? extends CustomerBaseModel> fitted = candidate.fit(whole);
            CustomerBaseModel early = candidate.fit(holdOut.known()).model();
            return new ComparedModel(
                    candidate.name(),
                    Optional.of(fitted),
                    "",
                    fitted.bic(),
                    holdOut.errors(early),
                    holdOut.purchases(),
                    holdOut.judged(early));
        } catch (FitException | IllegalArgumentException failure) {
            String message = String.valueOf(failure.getMessage());
            return new ComparedModel(
                    candidate.name(),
                    Optional.empty(),
                    message,
                    Double.NaN,
                    new double[0],
                    Double.NaN,
                    new double[0][]);
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
        return mean(judged, 0);
    }

    /**
     * The relative error of the forecast of all purchases.
     *
     * @return 0.1 for 10 % too many; NaN if the model could not be fitted or nobody bought
     */
    public double bias() {
        return Arrays.stream(errors).sum() / purchases;
    }

    /**
     * The mean absolute error of a customer's expected number of purchases.
     *
     * @return not negative; NaN if the model could not be fitted
     */
    public double meanAbsoluteError() {
        return Arrays.stream(errors).map(Math::abs).average().orElse(Double.NaN);
    }

    /**
     * The root of the mean squared error of a customer's expected number of purchases.
     *
     * @return not negative; NaN if the model could not be fitted
     */
    public double rootMeanSquaredError() {
        return Math.sqrt(
                Arrays.stream(errors).map(error -> error * error).average().orElse(Double.NaN));
    }

    /**
     * The share of customers whose number of purchases lay in the prediction interval of 80 %. Counts are whole, so a
     * correct model may exceed that.
     *
     * @return from 0 to 1; NaN if the model could not be fitted
     */
    public double coverage80() {
        return mean(judged, 1);
    }

    /**
     * The share of customers whose number of purchases lay in the prediction interval of 95 %.
     *
     * @return from 0 to 1; NaN if the model could not be fitted
     */
    public double coverage95() {
        return mean(judged, 2);
    }

    private static double mean(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElse(Double.NaN);
    }

    /**
     * Whether the other's log score is better by more than a standard error of the difference, and its likelihood of
     * all outcomes more than e^2 times as large.
     */
    boolean isBeatenBy(ComparedModel other) {
        int size = judged.length;
        double mean = other.logScore() - logScore();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double difference = other.judged[i][0] - judged[i][0] - mean;
            squares += difference * difference;
        }
        return mean * size > 2 && mean > Math.sqrt(squares / Math.max(1, size - 1) / size);
    }
}
