package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of every customer-base model in continuous time. */
@SuppressWarnings("exports") // of the test framework
public interface CustomerBaseModelContract extends CustomerBaseModelLaws {
    /** The same model with times in days. */
    CustomerBaseModel inDays(CustomerBaseModel model);

    @Override
    default List<PurchaseSummary> known() {
        return customers();
    }

    /** Customers from one-time buyers to daily ones. */
    static List<PurchaseSummary> customers() {
        Random random = new Random(4_711);
        List<PurchaseSummary> customers = new ArrayList<>();
        customers.add(new PurchaseSummary(0, 0, 0));
        customers.add(new PurchaseSummary(0, 0, 40));
        customers.add(new PurchaseSummary(1, 1e-3, 80));
        customers.add(new PurchaseSummary(200, 39.9, 40));
        customers.add(new PurchaseSummary(60, 5, 40));
        for (int i = 0; i < 25; i++) {
            double age = 1 + 100 * random.nextDouble();
            int x = (int) (random.nextDouble() * random.nextDouble() * 30);
            customers.add(new PurchaseSummary(x, x == 0 ? 0 : age * random.nextDouble(), age));
        }
        return customers;
    }

    @Test
    default void predictionsDoNotDependOnTheUnitOfTime() {
        for (CustomerBaseModel model : models()) {
            CustomerBaseModel daily = inDays(model);
            assertThat(daily.timeScale()).isEqualTo(TimeScale.DAYS);
            for (PurchaseSummary c : customers()) {
                double x = c.frequency();
                assertThat(daily.probabilityAlive(x, 7 * c.recency(), 7 * c.age()))
                        .as("%s %s", model, c)
                        .isCloseTo(model.probabilityAlive(x, c.recency(), c.age()), within(1e-9));
                double expected = model.expectedPurchases(x, c.recency(), c.age(), 13);
                assertThat(daily.expectedPurchases(x, 7 * c.recency(), 7 * c.age(), 91))
                        .isCloseTo(expected, within(1e-9 * (1 + expected)));
                double logLikelihood = model.logLikelihood(x, c.recency(), c.age());
                assertThat(daily.logLikelihood(x, 7 * c.recency(), 7 * c.age()))
                        .isCloseTo(logLikelihood - x * Math.log(7), within(1e-9 * (1 + Math.abs(logLikelihood))));
            }
        }
    }
}
