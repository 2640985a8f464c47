package io.holoward.detection.identity;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One spelling for the path of an executable, shared by all machines that run it.
 *
 * <p>Windows paths lose their volume ({@code C:}, {@code \Device\HarddiskVolume2}, {@code \??\})
 * and are written in lower case; Linux paths keep their case. The folder of a user's profile and
 * the version part of a folder's name become {@code *}, so that neither a user nor an update makes
 * a new process. The last element, the file's own name, is never changed beyond its case.
 */
public final class ImagePath {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "systemroot", "\\windows",
          "windir", "\\windows",
          "systemdrive", "",
          "programfiles", "\\program files",
          "programfiles(x86)", "\\program files (x86)",
          "programdata", "\\programdata",
          "allusersprofile", "\\programdata",
          "userprofile", "\\users\\*",
          "localappdata", "\\users\\*\\appdata\\local",
          "appdata", "\\users\\*\\appdata\\roaming");

  /** Prefixes of the object manager and of volumes, as they come in lower case. */
  private static final Pattern WINDOWS_VOLUME =
      Pattern.compile(
          "^(?:\\\\\\?\\?\\\\|\\\\\\\\[?.]\\\\)?"
              + "(?:globalroot(?=\\\\))?"
              + "(?:\\\\?device\\\\(?!mup\\\\|lanmanredirector\\\\)[^\\\\]+(?=\\\\)"
              + "|volume\\{[^}]*}(?=\\\\)|[a-z]:(?=\\\\))?");

  private static final Pattern NETWORK_SHARE =
      Pattern.compile("^\\\\device\\\\(?:mup|lanmanredirector)\\\\(?:;[^\\\\]*\\\\)*");
  private static final Pattern SYSTEM_ROOT = Pattern.compile("^\\\\?systemroot\\\\");
  private static final Pattern WINDOWS_PROFILE =
      Pattern.compile("^\\\\(users|documents and settings)\\\\[^\\\\]+(?=\\\\)");
  private static final Pattern LINUX_PROFILE = Pattern.compile("^/(home|Users)/[^/]+(?=/)");

  /** Three numbers or more divided by dots, and what follows them up to the end of the folder. */
  private static final Pattern VERSIONED_FOLDER =
      Pattern.compile("\\d+(?:\\.\\d+){2,}[^\\\\/]*(?=[\\\\/])");

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:[\\\\/].*");

  private ImagePath() {}

  /**
   * The normalised path, or null where the telemetry does not know the image: null, empty, {@code
   * -}, {@code <unknown process>}.
   */
  public static String normalise(String reported) {
    if (reported == null) {
      return null;
    }
    String path = unquote(reported.strip());
    if (isUnknown(path)) {
      return null;
    }
    if (isWindows(path)) {
      return windows(path);
    }
    return VERSIONED_FOLDER
        .matcher(LINUX_PROFILE.matcher(path).replaceFirst("/$1/*"))
        .replaceAll("*");
  }

  /** The last element of a path: the executable's own name. */
  public static String fileName(String path) {
    return path.substring(lastSeparator(path) + 1);
  }

  /** The position of the last separator of either kind, or -1. */
  static int lastSeparator(String path) {
    return Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  }

  private static boolean isUnknown(String path) {
    return switch (path.toLowerCase(Locale.ROOT)) {
      case "", "-", "?", "null", "<unknown process>", "&lt;unknown process&gt;" -> true;
      default -> false;
    };
  }

  /** A bare name without any separator is Windows's where it is System or has its extension. */
  private static boolean isWindows(String path) {
    if (path.startsWith("/")) {
      return false;
    }
    if (path.indexOf('\\') >= 0 || path.startsWith("%") || DRIVE.matcher(path).matches()) {
      return true;
    }
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.equals("system") || lower.endsWith(".exe") || lower.endsWith(".com");
  }

  private static String windows(String reported) {
    String path = reported.replace('/', '\\').toLowerCase(Locale.ROOT);
    path = expandVariable(path);
    path = NETWORK_SHARE.matcher(path).replaceFirst("\\\\\\\\");
    path = WINDOWS_VOLUME.matcher(path).replaceFirst("");
    path = SYSTEM_ROOT.matcher(path).replaceFirst("\\\\windows\\\\");
    path = WINDOWS_PROFILE.matcher(path).replaceFirst("\\\\$1\\\\*");
    return VERSIONED_FOLDER.matcher(path).replaceAll("*");
  }

  /** {@code %SystemRoot%\x}, also with the percent signs doubled as event logs write them. */
  private static String expandVariable(String path) {
    if (!path.startsWith("%")) {
      return path;
    }
    String single = path.replace("%%", "%");
    int end = single.indexOf('%', 1);
    String value = end < 0 ? null : VARIABLES.get(single.substring(1, end));
    return value == null ? path : value + single.substring(end + 1);
  }

  private static String unquote(String path) {
    int last = path.length() - 1;
    boolean quoted = last > 0 && path.charAt(0) == '"' && path.charAt(last) == '"';
    return quoted ? path.substring(1, last).strip() : path;
  }
}
