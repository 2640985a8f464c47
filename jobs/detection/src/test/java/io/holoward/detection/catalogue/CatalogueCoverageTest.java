package io.holoward.detection.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCoverageTest {

  /** All texts of at most so many of these characters. */
  private static List<String> texts(String characters, int longest) {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int begin = 0, length = 1; length <= longest; length++) {
      int end = texts.size();
      for (; begin < end; begin++) {
        for (int i = 0; i < characters.length(); i++) {
          texts.add(texts.get(begin) + characters.charAt(i));
        }
      }
    }
    return texts;
  }

  @Test
  void aPatternCoversAnotherWhenEveryTextOfItFits() {
    List<String> names = texts("abz", 4);
    List<Glob> patterns =
        texts("ab*?", 3).stream().filter(text -> !text.isEmpty()).map(Glob::parse).toList();
    for (Glob one : patterns) {
      for (Glob other : patterns) {
        boolean all = names.stream().filter(other::matches).allMatch(one::matches);
        boolean mayBeMissed = one.pattern().contains("?") && other.pattern().contains("*");
        if (mayBeMissed) {
          assertThat(all || !one.covers(other)).as("%s covers %s", one, other).isTrue();
        } else {
          assertThat(one.covers(other)).as("%s covers %s", one, other).isEqualTo(all);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*,svchost.exe -k netsvcs,true",
    "svchost.exe*,svchost.exe -k netsvcs,true",
    "svchost.exe -k*,svchost.exe -k netsvcs,false",
    "svchost.exe -k netsvcs,*,false",
    "LSASS.exe,lsass.EXE,true",
  })
  void theAccountThatStandsForAGroupIsCoveredToo(String one, String other, boolean covers) {
    assertThat(new Catalogue(List.of(one)).covers(new Catalogue(List.of(other)))).isEqualTo(covers);
  }
}
