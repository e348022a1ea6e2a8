package io.engagement.simulate;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.math.Checks;
import java.util.List;

/**
 * One of the company's own programmes of contact: mails, calls, offers. Contacts go to every customer who has not
 * refused the channel, at random times in office hours, whether or not the customer is still active, since the company
 * does not know. An active customer answers with a probability of their own, which is beta distributed over customers;
 * one who has left never does.
 *
 * @param purpose what the contact is for
 * @param channel the medium
 * @param department who sends it
 * @param perWeek contacts a week to one customer, not negative
 * @param cost what one contact costs, in the log's currency, not negative
 * @param responseMean mean probability of an answer, between 0 and 1, both excluded
 * @param responseConcentration how alike customers are: the sum of both shapes of the beta distribution, positive
 */
public record Outreach(
        Purpose purpose,
        Channel channel,
        String department,
        double perWeek,
        double cost,
        double responseMean,
        double responseConcentration) {
    /**
     * A programme, checked.
     *
     * @param purpose what the contact is for
     * @param channel the medium
     * @param department who sends it
     * @param perWeek contacts a week to one customer, not negative
     * @param cost what one contact costs, in the log's currency, not negative
     * @param responseMean mean probability of an answer, between 0 and 1, both excluded
     * @param responseConcentration how alike customers are: the sum of both shapes of the beta distribution, positive
     * @throws IllegalArgumentException if the department is blank, or a number is out of its range
     */
    public Outreach {
        if (department.isBlank()) {
            throw new IllegalArgumentException("department must not be blank for " + purpose + " by " + channel);
        }
        Checks.notNegative("perWeek", perWeek);
        Checks.notNegative("cost", cost);
        if (!(responseMean > 0 && responseMean < 1)) {
            throw new IllegalArgumentException("responseMean must lie between 0 and 1, was " + responseMean);
        }
        Checks.positive("responseConcentration", responseConcentration);
    }

    /**
     * A plausible company: a newsletter every four weeks, an offer by text message every eight, one on paper every
     * sixteen, a call every half year.
     *
     * @return the defaults
     */
    public static List<Outreach> defaults() {
        return List.of(
                new Outreach(Purpose.INFORMATION, Channel.EMAIL, "marketing", 1 / 4.0, 0.02, 0.04, 4),
                new Outreach(Purpose.OFFER, Channel.SMS, "marketing", 1 / 8.0, 0.08, 0.05, 6),
                new Outreach(Purpose.OFFER, Channel.POST, "marketing", 1 / 16.0, 0.9, 0.03, 10),
                new Outreach(Purpose.OFFER, Channel.PHONE, "sales", 1 / 26.0, 6.0, 0.35, 5));
    }
}
