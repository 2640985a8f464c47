package io.holoward.detection.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a PowerShell was started to run. Its options may be cut short to any unique prefix. */
final class PowerShellArguments {

  private static final Set<String> WITHOUT_VALUE =
      Set.of("-nologo", "-noprofile", "-noninteractive", "-noexit", "-sta", "-mta", "-login");

  private PowerShellArguments() {}

  /** The script's path, {@code -command}, {@code -encodedcommand}, or null for a bare shell. */
  static String signature(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      String token = tokens.get(i);
      String option = token.toLowerCase(Locale.ROOT).replaceFirst("^/", "-");
      if (!option.startsWith("-")) {
        return scriptOrCommand(token);
      }
      if ("-encodedcommand".startsWith(option)
          || option.equals("-ec")
          || option.startsWith("-enc")) {
        return "-encodedcommand";
      }
      if ("-file".startsWith(option)) {
        return i + 1 < tokens.size() ? scriptOrCommand(tokens.get(i + 1)) : null;
      }
      if ("-command".startsWith(option)) {
        return i + 1 < tokens.size() ? scriptOrCommand(tokens.get(i + 1)) : null;
      }
      if (WITHOUT_VALUE.stream().noneMatch(flag -> flag.startsWith(option))) {
        i++;
      }
    }
    return null;
  }

  private static String scriptOrCommand(String token) {
    String target = token.toLowerCase(Locale.ROOT);
    if (!target.endsWith(".ps1")) {
      return "-command";
    }
    String path = ImagePath.normalise(target);
    return path == null ? target : path;
  }
}
