package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.WeekTimes;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.UnknownCustomers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What counts as value and harm, and how large an effect must be to matter. */
final class RuleOptions {
    @Mixin
    private SpendOptions value = new SpendOptions();

    @Option(
            names = "--spend",
            paramLabel = "PURPOSE",
            split = ",",
            description = "Whose values are spend. Default: PURCHASE,RETURN.")
    private List<String> spend = new ArrayList<>();

    @Option(
            names = "--harm",
            paramLabel = "PURPOSE",
            split = ",",
            description =
                    "What is harm. Default: complaints, returns, cancellations, opt-outs (OPT_OUT), and feedback or"
                            + " referrals with a satisfaction below one half.")
    private List<String> harm = new ArrayList<>();

    @Option(
            names = "--unrelated",
            paramLabel = "PURPOSE",
            split = ",",
            description =
                    "What no contact can change. If its number moves where nobody was held out, nothing is claimed.")
    private List<String> unrelated = new ArrayList<>();

    @Option(
            names = "--relevant",
            paramLabel = "MONEY",
            description =
                    "From which value a contact on an effect matters. Default: a twentieth of what the held-out spend.")
    private OptionalDouble relevant = OptionalDouble.empty();

    @Option(
            names = "--quiet-hours",
            paramLabel = "FROM-TO",
            description = "Hours of the day, in --zone, in which contacts are ill-timed, such as 21-8.")
    private Optional<String> quiet = Optional.empty();

    @Option(
            names = "--unknown-customers",
            paramLabel = "WHAT",
            converter = Unknown.class,
            description =
                    "What assigned customers are whom no file knows. doubted: they count as customers who did nothing, and"
                            + " are told; idle: the assignments are right, they did nothing; refused: --customers has all, they"
                            + " are a mistake. Default: doubted.")
    private UnknownCustomers unknown = UnknownCustomers.DOUBTED;

    /** As far as they do not depend on the log. */
    OutcomeRules of(BaseOptions base) {
        OutcomeRules rules = value.of(base.zone()).withUnknownCustomers(unknown);
        if (relevant.isPresent()) {
            Amount.requirePositive("--relevant", relevant.getAsDouble());
            rules = rules.withRelevance(relevant.getAsDouble(), rules.relevantShare());
        }
        return quiet.isPresent() ? rules.withQuietHours(quietHours(quiet.get(), base)) : rules;
    }

    /**
     * Sees to it that what no contact can change is asked for.
     *
     * @throws UsageError if all campaigns have a hold-out
     */
    void checkUnrelated(OutcomeLedger ledger) {
        boolean isAsked = ledger.accounts(AccountLevel.CAMPAIGN).stream().anyMatch(account -> account.heldOut() == 0);
        if (!unrelated.isEmpty() && !isAsked) {
            throw new UsageError("--unrelated has no effect where each campaign has a hold-out: leave it out");
        }
    }

    private static WeekTimes quietHours(String text, BaseOptions base) {
        String[] hours = text.strip().split("-", -1);
        try {
            return WeekTimes.daily(Integer.parseInt(hours[0]), Integer.parseInt(hours[1]), base.zone());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException none) {
            throw new UsageError("--quiet-hours '" + text + "' must be two hours such as 21-8");
        }
    }

    /** With purposes that the log has. */
    OutcomeRules named(OutcomeRules rules, LogView view) {
        BaseNames names = new BaseNames(view);
        OutcomeRules all = spend.isEmpty() ? rules : rules.withSpend(Filter.purpose(names.purposes("--spend", spend)));
        all = harm.isEmpty() ? all : all.withHarm(Filter.purpose(names.purposes("--harm", harm)));
        return unrelated.isEmpty() ? all : all.withUnrelated(Filter.purpose(names.purposes("--unrelated", unrelated)));
    }
}
