package io.engagement.cli;

import io.engagement.contract.BetaDiscreteWeibull;
import io.engagement.contract.ContractModel;
import io.engagement.contract.ContractModels;
import io.engagement.contract.ShiftedBetaGeometric;
import io.engagement.contract.Tenures;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.score.Scorer;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.Discount;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.List;
import java.util.Optional;

/**
 * Contracts: models of them, and how they are scored.
 *
 * @param model which one is fitted; empty if it was saved
 * @param period how long it is between renewals
 * @param renewals how many of the next ones the risk looks at
 * @param payment the purpose of what is paid for a period
 */
record ContractScoring(Optional<Model> model, TimeScale period, int renewals, Purpose payment) {
    /** So that what a message rounds to three digits is enough. */
    private static final double ROUNDED_UP = 1.005;

    static Fitted<? extends ContractModel> fit(Model model, LogView view, TimeScale period, ZoneId zone) {
        Tenures tenures = Tenures.of(view, terms(period, zone));
        return model == Model.SBG ? ShiftedBetaGeometric.fit(tenures) : BetaDiscreteWeibull.fit(tenures);
    }

    /** The fitted model of a text; empty if it is one of something else. */
    static Optional<Fitted<? extends ContractModel>> read(String text) {
        return isContract(Fitted.modelKind(text)) ? Optional.of(ContractModels.readFitted(text)) : Optional.empty();
    }

    static boolean isContract(String kind) {
        return kind.equals(Model.SBG.word()) || kind.equals(Model.BDW.word());
    }

    static ContractTerms terms(TimeScale period, ZoneId zone) {
        return new ContractTerms(Filter.purpose(Purpose.SIGN_UP), Filter.purpose(Purpose.CANCELLATION), zone, period);
    }

    /** One that came from elsewhere, and does not say. */
    ContractModel withTerms(ContractModel staying, ZoneId zone) {
        return staying.terms().isPresent() ? staying : staying.withTerms(terms(period, zone));
    }

    Scorer risk(ContractModel staying) {
        return ChurnRiskScorer.of(staying, renewals);
    }

    /**
     * The value of renewals within a horizon, or of all of them.
     *
     * @throws UsageError if no renewal lies within the horizon, or if all cannot be added up at this rate
     */
    Scorer value(ContractModel staying, LogView view, Optional<Duration> horizon, double margin, double annualRate) {
        Measure paid = Measure.mean(Filter.purpose(payment), Quantity.VALUE);
        Discount discount = Discount.annual(annualRate);
        if (horizon.isEmpty()) {
            checkForever(annualRate);
        }
        double typical =
                MeasureTable.of(view, period, List.of(paid)).column(paid).median();
        try {
            ContractValueScorer value = horizon.map(
                            length -> ContractValueScorer.of(staying, paid, discount, within(length)))
                    .orElseGet(() -> ContractValueScorer.of(staying, paid, discount))
                    .withMargin(margin);
            return Double.isNaN(typical) ? value : value.withTypicalValue(typical);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--discount-rate: " + e.getMessage());
        }
    }

    /** In the words of the option, which is of a year. */
    private void checkForever(double annualRate) {
        double least = ContractModel.LEAST_RATE * (TimeScale.YEARS.millis() / period.millis());
        if (annualRate < least) {
            throw new UsageError(String.format(
                    Locale.ROOT,
                    "--value-horizon forever needs a --discount-rate of at least %.3g a year with contracts by %s, was %s:"
                            + " raise it, or end the horizon, as with --value-horizon 50y",
                    least * ROUNDED_UP,
                    period,
                    annualRate));
        }
    }

    private int within(Duration horizon) {
        long whole = Math.round(period.of(horizon));
        if (whole < 1) {
            throw new UsageError(
                    "--value-horizon is shorter than half a period of the contract, and the period is one of "
                            + period);
        }
        return (int) Math.min(whole, Integer.MAX_VALUE);
    }
}
