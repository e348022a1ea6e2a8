/**
 * What the library costs, measured with JMH: {@code java -jar benchmarks/target/benchmarks.jar}.
 *
 * <p>A benchmark whose size can be chosen has it in a parameter named {@code customers} or {@code rows}: the build runs
 * every benchmark once with few of them, so that none is broken when it is needed.
 */
@NullMarked
package io.engagement.benchmarks;

import org.jspecify.annotations.NullMarked;
