package io.holoward.detection.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Programs that are whatever they are told to run. Their signature is the script, module, jar or
 * main class; code given on the command line itself is only called {@code -c}, whatever it is.
 */
final class Interpreter {

  private static final Pattern PYTHON = Pattern.compile("python[\\d.]*w?(\\.exe)?");
  private static final Pattern RUBY_PERL_PHP = Pattern.compile("(ruby|perl|php)[\\d.]*(\\.exe)?");
  private static final Set<String> JAVA_VALUES =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--add-modules",
          "--add-opens",
          "--add-exports",
          "--add-reads",
          "--upgrade-module-path");
  private static final Set<String> PYTHON_VALUES = Set.of("-W", "-X", "--check-hash-based-pycs");
  private static final Set<String> SCRIPT_VALUES =
      Set.of("-r", "--require", "-I", "-C", "-d", "-O", "+O", "--import", "--loader");
  private static final Set<String> INLINE = Set.of("-c", "-e", "-E", "-p", "--eval", "--print");

  private Interpreter() {}

  /**
   * The argument signature of a program.
   *
   * @param program the program's file name in lower case
   * @return null when the program is not an interpreter or its command line names nothing
   */
  static String signature(String program, String commandLine) {
    List<String> tokens = CommandLine.tokens(commandLine);
    if (tokens.size() < 2) {
      return null;
    }
    if (PYTHON.matcher(program).matches()) {
      return script(tokens, PYTHON_VALUES, Set.of("-c"));
    }
    if (RUBY_PERL_PHP.matcher(program).matches()) {
      return script(tokens, SCRIPT_VALUES, Set.of("-e", "-E"));
    }
    return switch (program.replace(".exe", "")) {
      case "node", "nodejs", "deno", "bun" -> script(tokens, SCRIPT_VALUES, INLINE);
      case "bash", "sh", "dash", "zsh", "ksh" -> script(tokens, SCRIPT_VALUES, Set.of("-c"));
      case "java", "javaw" -> java(tokens);
      case "dotnet" -> script(tokens, Set.of(), Set.of());
      case "powershell", "pwsh" -> PowerShellArguments.signature(tokens);
      case "cmd" -> command(tokens);
      case "wscript", "cscript" -> windowsScript(tokens);
      case "mshta" -> application(tokens.get(1));
      case "rundll32" -> library(tokens.get(1));
      default -> null;
    };
  }

  /** The first argument that is no option; {@code -m module} where a module is named instead. */
  private static String script(List<String> tokens, Set<String> withValue, Set<String> inline) {
    for (int i = 1; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (inline.contains(token)) {
        return "-c";
      }
      if (token.equals("-m") && i + 1 < tokens.size()) {
        return "-m " + tokens.get(i + 1);
      }
      if (withValue.contains(token)) {
        i++;
      } else if (!token.startsWith("-")) {
        return path(token);
      }
    }
    return null;
  }

  private static String java(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      String token = tokens.get(i);
      boolean hasNext = i + 1 < tokens.size();
      if (token.equals("-jar") && hasNext) {
        return "-jar " + path(tokens.get(i + 1));
      }
      if ((token.equals("-m") || token.equals("--module")) && hasNext) {
        return "-m " + tokens.get(i + 1);
      }
      if (JAVA_VALUES.contains(token)) {
        i++;
      } else if (!token.startsWith("-") && !token.startsWith("@")) {
        return token;
      }
    }
    return null;
  }

  /** {@code cmd /c x.bat} is the batch file; any other command is only {@code -c}. */
  private static String command(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      String option = tokens.get(i).toLowerCase(Locale.ROOT);
      if (option.equals("/c") || option.equals("/k") || option.equals("/r")) {
        String target = i + 1 < tokens.size() ? tokens.get(i + 1).toLowerCase(Locale.ROOT) : "";
        return target.endsWith(".bat") || target.endsWith(".cmd") ? path(target) : "-c";
      }
    }
    return null;
  }

  private static String windowsScript(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (!tokens.get(i).startsWith("/")) {
        return path(tokens.get(i).toLowerCase(Locale.ROOT));
      }
    }
    return null;
  }

  /** A page or script; of a script written into the argument only its scheme. */
  private static String application(String target) {
    int scheme = target.indexOf(':');
    return scheme > 1 ? target.substring(0, scheme + 1).toLowerCase(Locale.ROOT) : path(target);
  }

  /** {@code rundll32 x.dll,Entry}: the library. */
  private static String library(String target) {
    int entry = target.indexOf(',');
    String library = entry < 0 ? target : target.substring(0, entry);
    return library.isEmpty() ? null : path(library.toLowerCase(Locale.ROOT));
  }

  private static String path(String token) {
    String path = ImagePath.normalise(token);
    return path == null ? token : path;
  }
}
