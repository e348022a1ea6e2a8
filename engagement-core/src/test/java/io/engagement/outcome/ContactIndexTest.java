package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who had which contacts when, whoever many. */
class ContactIndexTest {
    private static final int CUSTOMERS = 5;

    private static LogView view(int purchases) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            for (int i = 0; i < purchases; i++) {
                log.add(Interaction.of("c" + customer, at(i), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withValue(1));
            }
        }
        return log.build().asOf(at(1000));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private record Contact(int customer, int campaign, int second) {}

    @Test
    void itSaysWhatALookAtAllContactsSays() {
        SplittableRandom random = new SplittableRandom(1);
        List<Contact> contacts = new ArrayList<>();
        List<Campaign> campaigns = new ArrayList<>();
        for (int campaign = 0; campaign < 4; campaign++) {
            List<Wave> waves = new ArrayList<>();
            for (int wave = 0; wave < 6; wave++) {
                Assignments.Builder arms = Assignments.builder("control");
                for (int customer = 0; customer < CUSTOMERS; customer++) {
                    int second = random.nextInt(12);
                    boolean isContacted = random.nextInt(3) > 0;
                    arms.assign("c" + customer, isContacted ? "mail" : "control", at(second));
                    if (isContacted) {
                        contacts.add(new Contact(customer, campaign, second));
                    }
                }
                waves.add(Wave.of(arms.build()));
            }
            campaigns.add(Campaign.of("campaign " + campaign, waves));
        }
        LogView view = view(1);
        ContactIndex index = new ContactIndex(campaigns, new Roster(view, campaigns));
        for (int tries = 0; tries < 2000; tries++) {
            int customer = random.nextInt(CUSTOMERS);
            int campaign = random.nextInt(4);
            int at = random.nextInt(12);
            int from = random.nextInt(13);
            int to = random.nextInt(13);
            int row = view.row("c" + customer).orElseThrow();
            assertThat(index.hasOther(row, campaign, 1000L * at, 1000L * from, 1000L * to))
                    .isEqualTo(contacts.stream()
                            .anyMatch(each -> each.customer() == customer
                                    && each.second() >= from
                                    && each.second() < to
                                    && !(each.campaign() == campaign && each.second() == at)));
            assertThat(index.has(row, campaign, 1000L * from, 1000L * to))
                    .isEqualTo(contacts.stream()
                            .anyMatch(each -> each.customer() == customer
                                    && each.campaign() == campaign
                                    && each.second() >= from
                                    && each.second() < to));
        }
        for (int campaign = 0; campaign < 4; campaign++) {
            int own = campaign;
            List<Contact> all =
                    contacts.stream().filter(each -> each.campaign() == own).toList();
            assertThat((long) index.repeated(campaign))
                    .isEqualTo(all.size() - all.stream().distinct().count());
        }
    }

    /** A look at all contacts of a customer, for each contact, took a minute. */
    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void aHundredThousandCampaignsOfTheSameCustomersDoNotHang() {
        LogView view = view(1);
        int many = 100_000;
        List<Campaign> campaigns = new ArrayList<>();
        for (int campaign = 0; campaign < many; campaign++) {
            Assignments.Builder arms = Assignments.builder("control");
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                arms.assign("c" + customer, "mail", at(campaign));
            }
            campaigns.add(Campaign.of("campaign " + campaign, Wave.of(arms.build())));
        }
        ContactIndex index = new ContactIndex(campaigns, new Roster(view, campaigns));
        int others = 0;
        for (int look = 0; look < 5_000_000; look++) {
            int campaign = look % many;
            long at = 1000L * campaign;
            others += index.hasOther(look % CUSTOMERS, campaign, at, at, at + 1000) ? 1 : 0;
        }
        assertThat(others).isZero();
    }
}
