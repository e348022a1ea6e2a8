package com.example.crm;

import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.testkit.StatisticContract;
import java.util.List;

class LongestGapTest implements StatisticContract {
    @Override
    public List<Measure> measures() {
        return List.of(LongestGap.of(Filter.ownInitiative()));
    }
}
