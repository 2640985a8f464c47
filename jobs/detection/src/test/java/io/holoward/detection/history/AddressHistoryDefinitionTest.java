package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Novelty as its definition has it: by looking through all uses. */
class AddressHistoryDefinitionTest {

  private static final int ROUNDS = 200;
  private static final long SPAN = 6 * Uses.DAY;
  private static final long READY_AT = 2 * Uses.DAY;

  @Test
  void newIsWhatWasNotKnownWhenSealedNorSeenBeforeTheHorizon() {
    Random random = new Random(5);
    Set<Novelty> answers = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = Uses.some(random, 3 + random.nextInt(60), SPAN);
      List<Use> noted = uses.subList(0, uses.size() * 2 / 3 + 1);
      AddressHistory history = noted(noted, Uses.rules(false));
      for (Use use : uses) {
        Novelty expected =
            use.eventTime() < READY_AT
                ? Novelty.NONE
                : byDefinition(use, noted, true, like -> isNewSince(like, use.eventTime()));
        assertThat(history.novelty(use, READY_AT)).isEqualTo(expected);
        answers.add(expected);
      }
    }
    assertThat(answers).hasSizeGreaterThan(3).contains(Novelty.FAMILIAR);
  }

  private static boolean isNewSince(List<Use> uses, long time) {
    long first = uses.stream().mapToLong(Use::eventTime).min().orElse(time);
    return first >= READY_AT && time - first < Uses.DAY;
  }

  @Test
  void leftOutIsNewWhatNobodyUsedAtAnyOtherTime() {
    Random random = new Random(6);
    Set<Novelty> answers = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = Uses.some(random, 3 + random.nextInt(60), SPAN);
      AddressHistory history = noted(uses, Uses.rules(true));
      for (Use use : uses) {
        Novelty expected =
            byDefinition(
                use, uses, false, like -> like.stream().allMatch(other -> isNear(use, other)));
        assertThat(history.leaveOneOut(use)).isEqualTo(expected);
        answers.add(expected);
      }
    }
    assertThat(answers).hasSizeGreaterThan(2);
  }

  private static boolean isNear(Use one, Use other) {
    return Math.abs(one.eventTime() - other.eventTime()) < Uses.HOUR;
  }

  private static Novelty byDefinition(
      Use use, List<Use> all, boolean canBeFamiliar, Predicate<List<Use>> isNew) {
    List<Use> service = all.stream().filter(u -> u.service().equals(use.service())).toList();
    List<Use> process = service.stream().filter(u -> u.process().equals(use.process())).toList();
    boolean newToProcess = isNew.test(process);
    return new Novelty(
        isNew.test(service),
        newToProcess,
        isNew.test(all),
        false,
        canBeFamiliar && !process.isEmpty() && !newToProcess);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsKnownDoesNotDependOnTheOrderOfArrival(boolean leaveOneOut) {
    HistoryRules rules = Uses.rules(leaveOneOut);
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = new ArrayList<>(Uses.some(random, 40, SPAN));
      byte[] before = noted(uses, rules).toBytes();
      Collections.shuffle(uses, random);
      assertThat(noted(uses, rules).toBytes()).isEqualTo(before);
    }
  }

  @Test
  void onceNotNewIsNeverNewAgainHoweverMuchComesLater() {
    Random random = new Random(8);
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = Uses.some(random, 40, SPAN);
      AddressHistory history = new AddressHistory(Uses.rules(true));
      List<Use> settled = new ArrayList<>();
      for (Use use : uses) {
        history.note(use);
        assertThat(settled).allMatch(earlier -> history.leaveOneOut(earlier).equals(Novelty.NONE));
        if (history.leaveOneOut(use).equals(Novelty.NONE)) {
          settled.add(use);
        }
      }
      assertThat(settled).isNotEmpty();
    }
  }

  /** A service is forgotten at the first midnight that lies its expiry after its last use. */
  @Test
  void whatIsForgottenOnlyWhenMetIsWhatIsForgottenEachNight() {
    HistoryRules rules = new HistoryRules(Uses.DAY, 3 * Uses.DAY, 4096, 64, false, Uses.HOUR);
    Random random = new Random(9);
    int forgotten = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = new ArrayList<>(Uses.some(random, 30, 60 * Uses.DAY));
      uses.sort(Comparator.comparingLong(Use::eventTime));
      AddressHistory nightly = new AddressHistory(rules);
      AddressHistory lazily = new AddressHistory(rules);
      long night = 0;
      for (Use use : uses) {
        for (; night <= use.eventTime(); night += Uses.DAY) {
          forgotten += nightly.expire(night) ? 1 : 0;
        }
        for (long lapse = lazily.lapse(use); lapse <= use.eventTime(); lapse = lazily.lapse(use)) {
          lazily.expire(lapse);
        }
        nightly.note(use);
        lazily.note(use);
        assertThat(lazily.novelty(use, 0)).isEqualTo(nightly.novelty(use, 0));
      }
    }
    assertThat(forgotten).isGreaterThan(ROUNDS);
  }

  private static AddressHistory noted(List<Use> uses, HistoryRules rules) {
    AddressHistory history = new AddressHistory(rules);
    uses.forEach(history::note);
    return history;
  }
}
