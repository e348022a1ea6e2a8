package io.engagement.score;

import io.engagement.measure.MeasureTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives each lambda a loop of its own. A loop that calls several lambdas can inline none of them, and the call costs
 * more than most kernels. So the class with the loop is defined again, as a hidden class, for each class of lambda: its
 * loop always calls the same code, which the compiler inlines. The hidden class is unloaded with the lambda's class.
 * Where a platform cannot define classes at run time, all lambdas share one loop, with the same results.
 *
 * @param <K> a lambda's interface
 */
final class LambdaLoops<K> {
    /** Makes rows by the shared loop. */
    @FunctionalInterface
    interface Shared<K> {
        RowScorer rows(ScorerHead head, K kernel, MeasureTable table);
    }

    /** Rows scored before they are checked: few enough that the scores are still in the L1 cache. */
    static final int BLOCK = 512;

    private final byte[] classFile;
    private final MethodType constructor;
    private final Shared<K> shared;
    private final ClassValue<Optional<MethodHandle>> own = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> lambda) {
            return define();
        }
    };

    LambdaLoops(byte[] classFile, Class<?> kernel, Shared<K> shared) {
        this.classFile = classFile;
        this.constructor = MethodType.methodType(void.class, ScorerHead.class, kernel, MeasureTable.class);
        this.shared = shared;
    }

    /** Loops like that of a class in this package, whose constructor takes a head, a kernel and a table. */
    static <K> LambdaLoops<K> of(Class<? extends RowScorer> pattern, Class<?> kernel, Shared<K> shared) {
        return new LambdaLoops<>(classFile(pattern), kernel, shared);
    }

    private static byte[] classFile(Class<?> pattern) {
        try (InputStream in = pattern.getResourceAsStream(pattern.getSimpleName() + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RowScorer rows(ScorerHead head, K kernel, MeasureTable table) {
        Objects.requireNonNull(kernel, "kernel");
        Optional<MethodHandle> loop = own.get(kernel.getClass());
        return loop.isPresent() ? rows(loop.get(), head, kernel, table) : shared.rows(head, kernel, table);
    }

    private RowScorer rows(MethodHandle loop, ScorerHead head, K kernel, MeasureTable table) {
        try {
            return (RowScorer) loop.invoke(head, kernel, table);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a loop's constructor declares no exception", e);
        }
    }

    private Optional<MethodHandle> define() {
        try {
            MethodHandles.Lookup defined = MethodHandles.lookup().defineHiddenClass(classFile, true);
            return Optional.of(defined.findConstructor(defined.lookupClass(), constructor));
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
