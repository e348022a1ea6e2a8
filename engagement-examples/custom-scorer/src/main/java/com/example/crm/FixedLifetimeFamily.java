package com.example.crm;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Search;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * An own family: {@link FixedLifetimeNbd}.
 *
 * @param lifetime how long every customer stays
 */
public record FixedLifetimeFamily(Duration lifetime) implements PurchaseFamily<FixedLifetimeNbd> {
    @Override
    public String kind() {
        return "fixed-lifetime-nbd";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.positive("r"), Parameter.positive("alpha").inTime(1));
    }

    @Override
    public FixedLifetimeNbd make(double[] values, Population population) {
        return new FixedLifetimeNbd(this, Nbd.of(values[0], values[1], population.timeScale()), population);
    }

    @Override
    public Search search(BaseFit base) {
        return Search.from(DoubleStream.of(0.3, 1, 4)
                .mapToObj(r -> new double[] {r, r / base.rate()})
                .toList());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("lifetime", lifetime.toString());
    }

    @Override
    public FixedLifetimeFamily withSettings(ModelText text) {
        return new FixedLifetimeFamily(Duration.parse(text.word("lifetime")));
    }
}
