package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {

  @Test
  void aGoalIsReachedAtItsBound() {
    assertThat(Goal.atLeast(0.6).isReached(0.6)).isTrue();
    assertThat(Goal.atLeast(0.6).isReached(0.599)).isFalse();
    assertThat(Goal.atMost(60).isReached(60)).isTrue();
    assertThat(Goal.atMost(60).isReached(61)).isFalse();
  }

  @Test
  void moreIsBetterInEitherDirection() {
    assertThat(Goal.atLeast(2).times(3)).isEqualTo(1.5);
    assertThat(Goal.atMost(60).times(30)).isEqualTo(2);
    assertThat(Goal.atMost(60).times(120)).isEqualTo(0.5);
  }

  @Test
  void nothingWhereNothingIsToBeIsRightAtTheGoal() {
    assertThat(Goal.atMost(0).isReached(0)).isTrue();
    assertThat(Goal.atMost(0).times(0)).isEqualTo(1);
    assertThat(Goal.atMost(0).isReached(16)).isFalse();
    assertThat(Goal.atMost(0).times(16)).isZero();
  }

  @Test
  void saysItselfInFewLetters() {
    assertThat(Goal.atLeast(0.6).text()).isEqualTo("≥ 0.6");
    assertThat(Goal.atMost(2_000).text()).isEqualTo("≤ 2,000");
  }
}
