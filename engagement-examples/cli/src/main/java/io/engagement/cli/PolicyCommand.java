package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.strategy.policy.ContactAudit;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactDecisions;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** May we contact this customer now, and which contacts of the past were forbidden. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement policy [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "May we contact this customer now? With --channel and --purpose: yes, or no with the reason and the"
                        + " first instant at which it would be yes, of one --customer or of how many there are of each reason."
                        + " Without them: which contacts of the past the policy would have withheld, by department and reason.",
        footer = {
            "",
            "Examples:",
            "  engagement policy --customer c42 --channel email --purpose OFFER \\",
            "    --at 2026-03-01T09:00:00Z --customers customers.csv --input interactions.csv",
            "",
            "What was sent against the policy:",
            "  engagement policy --policy policy.txt --from 2025-12-01 \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "Columns of --customers that count: consent, and consent.email and so on for",
            "a channel, yes or no; zone, such as Europe/Berlin; refused_channels,",
            "contact_limit and limit_days.",
            "",
            "A policy written by hand: at most 4 contacts in 7 days, none from 21 to 8",
            "o'clock, and a rest of 30 days after 5 that were not answered:",
            "  engagement contact-policy 1",
            "  consent unless-withdrawn",
            "  complaint-hold PT720H",
            "  unanswered 5",
            "  rest PT720H",
            "  stated-limits 12",
            "  channels 0",
            "  service 0",
            "  caps 1",
            "  cap.0 contact-cap 1",
            "  cap.0.most 4",
            "  cap.0.rolling PT168H",
            "  cap.0.channels 0",
            "  cap.0.purposes 0",
            "  quiet 1",
            "  quiet.0 21 8 Europe/Berlin MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
            "The guide's page on strategy tells what each line means.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class PolicyCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofDays(365);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Policies policies = new Policies();

    @Option(names = "--customer", paramLabel = "ID", description = "Whom. Default: all customers, by reason.")
    private Optional<String> customer = Optional.empty();

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "Through which channel, such as email.")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--purpose", paramLabel = "PURPOSE", description = "What for, such as OFFER.")
    private Optional<String> purpose = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When, a date or an instant, not before --as-of. Default: as of when the base is looked at.")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From when on contacts of the past are judged. Default: a year before --as-of.")
    private Optional<String> from = Optional.empty();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    PolicyCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        checkTogether();
        base.checkOutput(pages.file(), policies.files());
        ContactPolicy policy = policies.policy();
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        Page page = new Page()
                .with(
                        "policy",
                        "The policy",
                        policy.toString(),
                        policy.toString().lines().toList());
        pages.print(channel.isPresent() ? asked(page, policy, view) : audited(page, policy, view), spec.commandLine());
        return 0;
    }

    private void checkTogether() {
        if (channel.isPresent() != purpose.isPresent()) {
            throw new UsageError("--channel and --purpose go together: give "
                    + (channel.isPresent() ? "--purpose" : "--channel") + " too");
        }
        if (channel.isEmpty() && (customer.isPresent() || at.isPresent())) {
            throw new UsageError((customer.isPresent() ? "--customer" : "--at")
                    + " needs --channel and --purpose: which contact is it about?");
        }
        if (channel.isPresent() && from.isPresent()) {
            throw new UsageError(
                    "--from is of contacts of the past, --channel and --purpose of one to come: leave out one of"
                            + " them");
        }
    }

    private Page asked(Page page, ContactPolicy policy, LogView view) {
        Channel through = BaseNames.channel("--channel", channel.orElseThrow());
        if (!policy.channels().contains(through)) {
            throw new UsageError("--channel must be one of the policy's, " + policy.channels() + ", was " + through);
        }
        BaseNames names = new BaseNames(view);
        Purpose reason = names.purposeOfContact("--purpose", purpose.orElseThrow());
        Instant when = at.map(text -> base.instant("--at", text)).orElse(view.asOf());
        if (when.isBefore(view.asOf())) {
            throw new UsageError("--at must not be before " + view.asOf() + ", as of when the base is looked at, was "
                    + when + ": give an earlier --as-of");
        }
        return customer.map(id -> one(page, policy, view, names.row("--customer", id), through, reason, when))
                .orElseGet(() -> all(page, policy, view, through, reason, when));
    }

    private static Page one(
            Page page, ContactPolicy policy, LogView view, int row, Channel channel, Purpose purpose, Instant at) {
        ContactDecision decision = readable(() -> policy.mayContact(view.history(row), channel, purpose, at));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("customer", view.customerId(row));
        json.put("channel", channel.name());
        json.put("purpose", purpose.name());
        json.put("at", at);
        json.put("may_contact", decision.mayContact());
        json.put("reason", decision.reason());
        json.put("in_words", decision.reason().words());
        json.put("first_yes", decision.firstYes());
        return page.with(
                "decision",
                "May we contact " + view.customerId(row) + ": " + purpose + " through " + channel + " at " + at,
                decision + "\n",
                json);
    }

    private static Page all(
            Page page, ContactPolicy policy, LogView view, Channel channel, Purpose purpose, Instant at) {
        ContactDecisions decisions = readable(() -> policy.mayContact(view, channel, purpose, at));
        return page.table("decisions", "May we contact them", decisions);
    }

    private Page audited(Page page, ContactPolicy policy, LogView view) {
        Instant since = base.since("--from", from, USUAL, view);
        ContactAudit audit = readable(() -> ContactAudit.of(policy, view, since));
        int made =
                audit.contacts().values().stream().mapToInt(Integer::intValue).sum();
        int forbidden = audit.violations().size();
        String counted = String.format(Locale.ROOT, "%,d of %,d contacts would have been withheld.\n", forbidden, made);
        return page.value("from", since)
                .value("contacts", made)
                .value("contacts_by_department", audit.contacts())
                .table(
                        "forbidden",
                        "Contacts from " + since + " to " + view.asOf() + " that the policy forbids",
                        counted + (forbidden == 0 ? "" : audit.toString()),
                        audit);
    }

    /** What is wrong with a policy's answer is a record or a channel of the base. */
    private static <T> T readable(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }
}
