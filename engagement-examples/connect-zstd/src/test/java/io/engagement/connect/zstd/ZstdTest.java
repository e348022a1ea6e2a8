package io.engagement.connect.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.engagement.connect.Compression;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Layout;
import io.engagement.connect.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdTest {
    private static final byte[] ROWS =
            "customer_id,at\nc1,2026-01-31\nc2,2026-02-01\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    /** The first texts of all rows. */
    private List<String> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("orders.csv"), bytes);
        List<String> all = new ArrayList<>();
        Sources.of(file, Layout.usual()).read((header, rows) -> rows.forEachRemaining(row -> all.add(row.field(0))));
        return all;
    }

    @Test
    void aFileIsDecompressedWhateverItIsCalled() throws IOException {
        assertThat(read(Zstd.compress(ROWS))).containsExactly("c1", "c2");
    }

    @Test
    void whatIsCompressedIsReadAgain() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Compression zstd = Compression.all().stream()
                .filter(each -> each.ending().equals("zst"))
                .findFirst()
                .orElseThrow();
        try (OutputStream compressed = zstd.compressing(bytes)) {
            compressed.write(ROWS);
        }
        bytes.write(Zstd.compress("c3,2026-03-01\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(read(bytes.toByteArray())).containsExactly("c1", "c2", "c3");
    }

    @Test
    void allFramesOfAFileAreRead() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(Zstd.compress(ROWS));
        both.write(Zstd.compress("c3,2026-03-01\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(read(both.toByteArray())).containsExactly("c1", "c2", "c3");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 20, 30})
    void aFileThatEndsTooEarlyIsRefused(int length) {
        byte[] cut = Arrays.copyOf(Zstd.compress(ROWS), length);
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("its zstd stream ends too early: was it written and copied to its end?");
    }

    @Test
    void aBrokenFileIsRefused() {
        byte[] broken = Arrays.copyOf(Zstd.compress(ROWS), 60);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("its zstd stream is broken (");
    }

    @Test
    void whatIsDecompressedToManyTimesItsSizeIsRefused() {
        byte[] text = new byte[100_000_000];
        Arrays.fill(text, (byte) 'a');
        byte[] bomb = Zstd.compress(text, 19);
        assertThat(bomb.length).isLessThan(60_000);
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("more than 1000 times its bytes (zstd)")
                .hasMessageContaining("java -Dengagement.decompressed.ratio=TIMES");
    }
}
