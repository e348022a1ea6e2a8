package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void nothingInItEndsAScript() {
        assertThat(Json.of("</script><!-- & \u2028 \" \\ \ud800 \u202e"))
                .isEqualTo("\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028 \\\" \\\\ \\ud800 \\u202e\"");
    }

    @Test
    void numbersHaveTheDigitsThatAreSeen() {
        assertThat(Json.of(1 / 3.0)).isEqualTo("0.3333333");
        assertThat(Json.of(100.0)).isEqualTo("1E+2");
        assertThat(Json.of(Double.NaN)).isEqualTo("null");
        assertThat(Json.of(Double.POSITIVE_INFINITY)).isEqualTo("null");
        assertThat(Json.of(12_345_678_901L)).isEqualTo("12345678901");
    }

    @Test
    void mapsAndListsAreNested() {
        assertThat(Json.of(Map.of("a", Arrays.asList(1, true, null, Optional.of("b"), Optional.empty(), List.of()))))
                .isEqualTo("{\"a\":[1,true,null,\"b\",null,[]]}");
    }
}
