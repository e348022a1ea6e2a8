package io.engagement.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs once in this JVM with little to do: whether it runs is tested, never how fast. */
class BenchmarkSmokeTest {
    /** Sizes for here; a benchmark without such a parameter is left as it is. */
    private static final Map<String, String> SMALL = Map.of("customers", "200", "rows", "200");

    @Test
    void thereAreBenchmarks() {
        assertThat(benchmarks()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyBenchmarkRuns() {
        return benchmarks().stream().map(name -> DynamicTest.dynamicTest(name, () -> runsWithEachParameter(name)));
    }

    private static void runsWithEachParameter(String name) throws RunnerException {
        assertThat(once(name)).isNotEmpty().allSatisfy(BenchmarkSmokeTest::measuredSomethingSmall);
    }

    private static void measuredSomethingSmall(RunResult result) {
        BenchmarkParams parameters = result.getParams();
        assertThat(result.getPrimaryResult().getScore()).isPositive().isFinite();
        assertThat(parameters.getParamsKeys())
                .filteredOn(SMALL::containsKey)
                .allSatisfy(key -> assertThat(parameters.getParam(key)).isEqualTo(SMALL.get(key)));
    }

    private static Collection<RunResult> once(String name) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(name) + "$")
                .forks(0)
                .threads(1)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .measurementBatchSize(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        SMALL.forEach(options::param);
        return new Runner(options.build()).run();
    }

    private static Set<String> benchmarks() {
        Set<String> names = new TreeSet<>();
        BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .forEach(entry -> names.add(entry.getUsername()));
        return names;
    }
}
