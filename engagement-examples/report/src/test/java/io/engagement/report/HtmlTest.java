package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void markupInATextIsShown() throws IOException {
        StringWriter out = new StringWriter();
        new Html(out).element("p", Html.attribute("title", "\"'<>&"), "<b>&amp;</b>");
        assertThat(out).hasToString("<p title=\"&quot;&#39;&lt;&gt;&amp;\">&lt;b&gt;&amp;amp;&lt;/b&gt;</p>");
    }

    @Test
    void whatIsHiddenOrTurnsOtherTextRoundIsWrittenOut() {
        assertThat(Html.escaped("a\u202eb\u0000c\u2066d\ud800e\u0085f"))
                .isEqualTo("a\\u202eb\\u0000c\\u2066d\\ud800e\\u0085f");
    }

    @Test
    void whatOtherScriptsWriteStays() {
        String texts = "\u0639\u0645\u064a\u0644 \u05e9 \u65e5\u672c \ud83d\ude00 e\u0301 \u200d line\nnext\ttab";
        assertThat(Html.escaped(texts)).isEqualTo(texts);
    }
}
