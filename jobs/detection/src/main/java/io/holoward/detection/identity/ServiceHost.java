package io.holoward.detection.identity;

import java.util.List;
import java.util.Locale;

/** What tells the many svchost.exe of a Windows machine apart. */
final class ServiceHost {

  private ServiceHost() {}

  /** The service group of {@code svchost.exe -k GROUP} in lower case, or null. */
  static String group(String commandLine) {
    List<String> tokens = CommandLine.tokens(commandLine);
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (tokens.get(i).equalsIgnoreCase("-k")) {
        return tokens.get(i + 1).toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /**
   * The account class as a qualifier: {@code (SYSTEM)}, {@code (LOCAL SERVICE)}, {@code (NETWORK
   * SERVICE)}, {@code (USER)} for anyone else, empty where unknown.
   */
  static String account(String user) {
    if (user == null || user.isBlank() || user.equals("-")) {
      return "";
    }
    String name = user.substring(user.lastIndexOf('\\') + 1).strip().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "SYSTEM", "LOCALSYSTEM", "S-1-5-18" -> "(SYSTEM)";
      case "LOCAL SERVICE", "LOCALSERVICE", "S-1-5-19" -> "(LOCAL SERVICE)";
      case "NETWORK SERVICE", "NETWORKSERVICE", "S-1-5-20" -> "(NETWORK SERVICE)";
      default -> "(USER)";
    };
  }
}
