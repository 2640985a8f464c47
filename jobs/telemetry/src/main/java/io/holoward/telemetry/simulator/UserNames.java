package io.holoward.telemetry.simulator;

import java.util.List;

/** The account names of the people whom hosts belong to, each of another one. */
final class UserNames {

  private static final List<String> GIVEN =
      List.of(
          "anna", "ben", "carla", "david", "elena", "felix", "grace", "hugo", "ines", "jonas",
          "karim", "lena", "marco", "nora", "oscar", "paula", "quentin", "rosa", "samir", "tessa",
          "uwe", "vera", "walid", "yara", "zoe");

  private static final List<String> FAMILY =
      List.of(
          "adler", "berg", "costa", "duarte", "ekman", "fischer", "garcia", "haas", "ito", "jansen",
          "keller", "lopez", "meyer", "novak", "olsen", "patel", "quinn", "rossi", "silva",
          "tanaka", "ulrich", "vogel", "weber", "xu", "young", "zhang", "aydin", "brandt", "chen");

  private UserNames() {}

  /**
   * The name of the person of this number: {@code anna.berg}, from the 726th on {@code anna.berg2}.
   */
  static String of(int number) {
    // The sizes have no common divisor, so that the pairs repeat only after all of them.
    int pairs = GIVEN.size() * FAMILY.size();
    String pair = GIVEN.get(number % GIVEN.size()) + '.' + FAMILY.get(number % FAMILY.size());
    return number < pairs ? pair : pair + (1 + number / pairs);
  }
}
