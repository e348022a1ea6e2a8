package io.engagement.customerbase.periodic;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class PeriodicBetaBernoulliContractTest implements PurchaseFamilyContract<PeriodicBetaBernoulli> {
    @Override
    public List<PeriodicBetaBernoulli> models() {
        return List.of(model(1.2035, 0.7497, 0.6567, 2.7834), model(0.3, 4, 1.5, 20), model(6, 2, 0.4, 9));
    }

    private static PeriodicBetaBernoulli model(double alpha, double beta, double gamma, double delta) {
        return PeriodicBetaBernoulli.of(BetaGeometricBetaBernoulli.of(alpha, beta, gamma, delta), TimeScale.WEEKS);
    }

    @Override
    public List<Double> horizons() {
        return List.of(1.0, 13.0, 52.0);
    }

    /** By whole periods, no more purchases than periods. */
    @Override
    public List<PurchaseSummary> known() {
        Random random = new Random(4_712);
        List<PurchaseSummary> customers = new ArrayList<>();
        customers.add(new PurchaseSummary(0, 0, 0));
        customers.add(new PurchaseSummary(0, 0, 40));
        customers.add(new PurchaseSummary(1, 1, 80));
        customers.add(new PurchaseSummary(40, 40, 40));
        customers.add(new PurchaseSummary(200, 350, 400));
        for (int i = 0; i < 25; i++) {
            int age = 1 + random.nextInt(100);
            int last = random.nextInt(age + 1);
            customers.add(new PurchaseSummary(last == 0 ? 0 : 1 + random.nextInt(last), last, age));
        }
        return customers;
    }
}
