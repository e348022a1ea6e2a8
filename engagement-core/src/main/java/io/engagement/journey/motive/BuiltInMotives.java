package io.engagement.journey.motive;

import io.engagement.domain.Purpose;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.util.List;

/** The library's own motives. */
final class BuiltInMotives {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration HALF_YEAR = Duration.ofDays(180);
    private static final Duration YEAR = Duration.ofDays(360);

    private static final Filter QUESTIONS = acts(Purpose.QUESTION);
    private static final Filter COMPLAINTS = acts(Purpose.COMPLAINT);
    private static final Filter FEEDBACK = acts(Purpose.FEEDBACK);
    private static final Filter RETURNS = acts(Purpose.RETURN);
    private static final Filter REFERRALS = acts(Purpose.REFERRAL);
    private static final Filter USES =
            Filter.purpose(Purpose.USE, Purpose.PURCHASE).and(Sides.CUSTOMER_ACTS);
    private static final Filter PURCHASES = Filter.purpose(Purpose.PURCHASE);
    private static final Filter COMPLAINTS_ANSWERED =
            Filter.purpose(Purpose.COMPLAINT, Purpose.HELP).and(Sides.COMPANY_SENDS);
    private static final Filter FEEDBACK_ANSWERED =
            Filter.purpose(Purpose.FEEDBACK).and(Sides.COMPANY_SENDS);
    private static final Filter ADVERTISING =
            Filter.purpose(Purpose.OFFER, Purpose.INFORMATION).and(Sides.CONTACTS);
    /** That the price was cut is not in a log: that a purchase names a campaign is what comes nearest to it. */
    private static final Filter BY_CAMPAIGN = PURCHASES.and(
            Filter.where("of_a_campaign", (kind, quantities) -> kind.campaign().isPresent()));

    static final List<Motive> ALL = List.of(
            Motive.of(
                    "service_overuse",
                    "questions in the last 90 days",
                    Unit.COUNT,
                    List.of(Measure.countWithin(QUESTIONS, QUARTER)),
                    in -> in[0]),
            Motive.of(
                    "unanswered_complaint",
                    "a complaint without an answer",
                    Unit.FLAG,
                    List.of(Measure.timeSinceLast(COMPLAINTS), Measure.timeSinceLast(COMPLAINTS_ANSWERED)),
                    in -> isOpen(in[0], in[1]) ? 1 : 0),
            Motive.of(
                    "repeated_complaints",
                    "complaints after another one in 180 days",
                    Unit.COUNT,
                    List.of(Measure.countWithin(COMPLAINTS, HALF_YEAR)),
                    in -> Math.max(0, in[0] - 1)),
            Motive.of(
                    "falling_satisfaction",
                    "satisfaction lost in the last 90 days",
                    Unit.SHARE,
                    List.of(
                            Measure.mean(ExperienceFigure.RATED, Quantity.SATISFACTION),
                            Measure.sumWithin(ExperienceFigure.RATED, Quantity.SATISFACTION, QUARTER),
                            Measure.countWithin(ExperienceFigure.RATED, QUARTER)),
                    in -> in[2] > 0 ? in[0] - in[1] / in[2] : Double.NaN),
            Motive.of(
                    "early_returns",
                    "something returned in the first 90 days",
                    Unit.FLAG,
                    List.of(Measure.timeSinceFirst(Filter.all()), Measure.timeSinceFirst(RETURNS)),
                    in -> within(QUARTER, in[0], in[1])),
            Motive.of(
                    "missing_onboarding_help",
                    "no help in the first 30 days",
                    Unit.FLAG,
                    List.of(Measure.timeSinceFirst(Filter.all()), Measure.timeSinceFirst(ExperienceFigure.HELP)),
                    in -> 1 - within(MONTH, in[0], in[1])),
            Motive.of(
                    "over_contacting",
                    "offers and news in the last 30 days",
                    Unit.COUNT,
                    List.of(Measure.countWithin(ADVERTISING, MONTH)),
                    in -> in[0]),
            Motive.of(
                    "campaign_purchases",
                    "share of purchases by campaign",
                    Unit.SHARE,
                    List.of(Measure.count(BY_CAMPAIGN), Measure.count(PURCHASES)),
                    in -> in[0] / in[1]),
            Motive.of(
                    "breadth_of_use",
                    "channels of use and purchases",
                    Unit.COUNT,
                    List.of(Measure.distinctChannels(USES)),
                    in -> in[0]),
            Motive.of(
                    "referrals",
                    "referrals in the last 360 days",
                    Unit.COUNT,
                    List.of(Measure.countWithin(REFERRALS, YEAR)),
                    in -> in[0]),
            Motive.of(
                    "help_received",
                    "help received in the last 90 days",
                    Unit.COUNT,
                    List.of(Measure.countWithin(ExperienceFigure.HELP, QUARTER)),
                    in -> in[0]),
            Motive.of(
                    "feedback_taken_up",
                    "the last feedback answered",
                    Unit.FLAG,
                    List.of(Measure.timeSinceLast(FEEDBACK), Measure.timeSinceLast(FEEDBACK_ANSWERED)),
                    in -> in[1] < in[0] ? 1 : 0));

    private BuiltInMotives() {}

    private static Filter acts(Purpose purpose) {
        return Filter.purpose(purpose).and(Sides.CUSTOMER_ACTS);
    }

    /** Whether no answer came after the last one; by the times since then. */
    private static boolean isOpen(double sinceLast, double sinceAnswer) {
        return !Double.isNaN(sinceLast) && !(sinceAnswer < sinceLast);
    }

    /**
     * Whether something came so soon after the beginning, by the times since then: 1 from when it came, 0 from when it can come no
     * more, NaN in between.
     */
    private static double within(Duration first, double sinceBeginning, double since) {
        if (sinceBeginning - since <= first.toDays()) {
            return 1;
        }
        return sinceBeginning > first.toDays() ? 0 : Double.NaN;
    }
}
