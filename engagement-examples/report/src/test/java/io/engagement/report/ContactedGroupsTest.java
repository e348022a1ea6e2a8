package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContactedGroupsTest {
    /** Mails to all, answered by a few; of so many the cost is known. */
    private static ContactedGroups groups(int customers, int priced) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customers; i++) {
            Interaction mail = Interaction.of(
                    "c" + i, Instant.parse("2024-03-01T08:00:00Z"), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
            log.add(i < priced ? mail.withCost(0.5) : mail);
            log.add(Interaction.of(
                    "c" + i,
                    Instant.parse("2024-01-01T08:00:00Z"),
                    Channel.EMAIL,
                    Initiator.CUSTOMER,
                    Purpose.INFORMATION));
        }
        Answers answers =
                Answers.of(log.build().asOf(Instant.parse("2024-12-01T00:00:00Z")), AnswerPolicy.withDefaults());
        return ContactedGroups.of(answers.rates(), answers.waste());
    }

    @Test
    void costsThatAreKnownOfAFewAreNotToldAndAnswersOfAllAre() {
        ContactedGroups groups = groups(100, 3);

        assertThat(groups.isAnswerShown("OFFER", "email")).isTrue();
        assertThat(groups.isAnswerShown("all", "all")).isTrue();
        assertThat(groups.isCostShown("OFFER", "email")).isFalse();
        assertThat(groups.isCostShown("all", "all")).isFalse();
    }

    @Test
    void costsOfEnoughAreTold() {
        assertThat(groups(100, 10).isCostShown("OFFER", "email")).isTrue();
        assertThat(groups(9, 9).isAnswerShown("OFFER", "email")).isFalse();
        assertThat(groups(9, 9).isCostShown("OFFER", "email")).isFalse();
    }
}
