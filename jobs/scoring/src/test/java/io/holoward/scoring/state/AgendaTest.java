package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {

  @Test
  void nothingIsDueOnAnEmptyAgenda() {
    Agenda<String> agenda = new Agenda<>();

    assertThat(agenda.earliest()).isEqualTo(Lifespan.ENDLESS);
    assertThat(agenda.take(Long.MAX_VALUE - 1)).isEmpty();
  }

  @Test
  void whatIsDueIsTakenOnceAndTheEarlierFirst() {
    Agenda<String> agenda = new Agenda<>();
    agenda.add(20, "later");
    agenda.add(10, "earlier");
    agenda.add(30, "not yet");

    assertThat(agenda.take(20)).containsExactly("earlier", "later");
    assertThat(agenda.take(20)).isEmpty();
    assertThat(agenda.earliest()).isEqualTo(30);
  }

  @Test
  void aTimeAtWhichAllIsStruckOffIsForgotten() {
    Agenda<String> agenda = new Agenda<>();
    Agenda<String>.Appointment only = agenda.add(10, "only");
    agenda.add(20, "other");

    only.cancel();

    assertThat(agenda.earliest()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsWhatAListOfAllThatWaitsTells(long seed) {
    Random random = new Random(seed);
    Agenda<Integer> agenda = new Agenda<>();
    Map<Integer, Agenda<Integer>.Appointment> appointments = new TreeMap<>();
    Map<Integer, Long> due = new TreeMap<>();
    for (int step = 0; step < 5_000; step++) {
      int what = random.nextInt(500);
      Agenda<Integer>.Appointment struck = appointments.remove(what);
      if (struck == null) {
        long time = step + random.nextInt(60);
        appointments.put(what, agenda.add(time, what));
        due.put(what, time);
      } else {
        struck.cancel();
        due.remove(what);
      }
      if (random.nextInt(10) == 0) {
        long now = step;
        List<Integer> expected = new ArrayList<>(due.keySet());
        expected.removeIf(one -> due.get(one) > now);
        assertThat(agenda.take(now)).containsExactlyInAnyOrderElementsOf(expected);
        due.keySet().removeAll(expected);
        appointments.keySet().removeAll(expected);
      }
      assertThat(agenda.earliest())
          .isEqualTo(due.values().stream().min(Long::compare).orElse(Lifespan.ENDLESS));
    }
  }
}
