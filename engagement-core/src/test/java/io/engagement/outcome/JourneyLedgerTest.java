package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.observational.Doubt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Acceptance 2 of issue 16: complete_journey's Type A, of which nobody was held out. */
class JourneyLedgerTest {
    /** Households are a panel that was there before the year began, whenever the sample of their purchases begins. */
    private static final Instant PANEL = Instant.parse("2016-11-01T00:00:00Z");

    private static List<String> lines(String name) {
        try {
            List<String> lines = Files.readAllLines(SharedData.file("data/complete_journey/" + name));
            return lines.subList(1, lines.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : lines("transactions_sample.csv")) {
            String[] row = line.split(",", -1);
            Instant at = LocalDateTime.parse(row[10].replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            log.customer(Customer.of(row[0]).withSince(PANEL));
            log.add(Interaction.of(row[0], at, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(Math.rint(100 * Double.parseDouble(row[5])) / 100));
        }
        Map<String, String[]> campaigns = new HashMap<>();
        lines("campaign_descriptions.csv").forEach(line -> {
            String[] row = line.split(",", -1);
            campaigns.put(row[0], row);
        });
        for (String line : lines("campaigns.csv")) {
            String[] row = line.split(",", -1);
            String[] campaign = campaigns.getOrDefault(row[0], new String[3]);
            Instant at = LocalDate.parse(campaign[2]).atStartOfDay().toInstant(ZoneOffset.UTC);
            log.add(Interaction.of(row[1], at, Channel.of("MAIL"), Initiator.COMPANY, Purpose.OFFER)
                    .withDirection(Direction.OUTBOUND)
                    .withCampaign(campaign[1]));
        }
        return log.build().asOf(Instant.parse("2018-01-01T00:00:00Z"));
    }

    @Test
    void noCausalClaimOfTypeAWithPlaceboAndOverlapAsReasons() {
        LogView view = view();
        OutcomeLedger ledger = OutcomeLedger.of(
                view,
                List.of(Campaign.ofLog(view, "Type A")),
                OutcomeWindows.of(Duration.ofDays(42), Duration.ofDays(42)),
                OutcomeRules.standard());

        Account account = ledger.accounts().get(0);
        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(account.reasons()).contains(Reason.NO_HOLD_OUT, Reason.PLACEBO_FAILED, Reason.POOR_OVERLAP);
        assertThat(account.sentence()).startsWith("Type A: no causal claim");
    }

    @Test
    void everyDoubtOfAStudyIsAReason() {
        assertThat(Stream.of(Doubt.values())
                        .filter(doubt -> doubt != Doubt.NOT_SEEN && doubt != Doubt.TOO_FEW)
                        .map(Doubt::name))
                .isSubsetOf(Stream.of(Reason.values()).map(Reason::name).toList());
    }
}
