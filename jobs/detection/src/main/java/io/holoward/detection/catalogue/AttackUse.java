package io.holoward.detection.catalogue;

import io.holoward.detection.identity.ImagePath;
import io.holoward.detection.identity.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Programs that come with a system and are known to be used in attacks. */
final class AttackUse {

  private static final Map<String, String> TECHNIQUES = read();

  private AttackUse() {}

  /** The ATT&amp;CK technique the process's program is known for, or null. */
  static String technique(ProcessIdentity process) {
    return TECHNIQUES.get(ImagePath.fileName(process.image()).toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> read() {
    Map<String, String> techniques = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                AttackUse.class.getResourceAsStream("attack-use.txt"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(entry -> techniques.put(entry[0], entry[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(techniques);
  }
}
