package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path directory;

  @Test
  void textIsEscapedBetweenTagsAndInAttributes() {
    assertThat(Page.html("\"><b>'&amp;")).isEqualTo("&quot;&gt;&lt;b&gt;&#39;&amp;amp;");
  }

  @Test
  void thePolicyForbidsTheNetworkAndAllowsTheTwoScriptsOfThePageOnly() throws Exception {
    String page = page();
    List<String> hashes = new ArrayList<>();
    Matcher scripts = SCRIPT.matcher(page);
    while (scripts.find()) {
      byte[] script = scripts.group(1).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script);
      hashes.add(Page.html("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
    }

    assertThat(hashes).hasSize(2);
    assertThat(page)
        .contains(
            Page.html("default-src 'none'; script-src ")
                + String.join(" ", hashes)
                + Page.html("; style-src 'unsafe-inline'; img-src data:;"));
  }

  @Test
  void nothingIsReferredToOutsideThePage() throws Exception {
    String page = page();

    String before = page.substring(0, page.indexOf("id=\"data\""));

    assertThat(before)
        .contains("<style>")
        .doesNotContain("src=", "href=\"http", "@import", "url(", "{{");
  }

  @Test
  void namesInTheDataLeaveNoMarkup() throws Exception {
    String data = page();
    data = data.substring(data.indexOf("id=\"data\">") + 10);
    data = data.substring(0, data.indexOf("</script>"));

    assertThat(data).contains("alert(1)").doesNotContain("<", ">", "&");
  }

  private String page() throws Exception {
    Path file = directory.resolve(Report.FILE);
    Report.write(ResultFixture.result(), file);
    return Files.readString(file);
  }
}
