package io.holoward.detection.population;

import java.util.List;

/**
 * Who can put a program where it runs from. Told by the folder alone: no vendor and no program is
 * known by name.
 */
public enum ImagePathClass {
  /** The operating system's own folders, which only it and administrators write. */
  SYSTEM(null, null),
  /** Where administrators install programs. */
  PROGRAM_FILES(null, null),
  /** Where any user may put a file: profiles with their downloads, shared application data. */
  USER_WRITABLE("imagePath_userWritable", "run from a user-writable folder"),
  /** Where any user may put a file that nobody expects to stay. */
  TEMPORARY("imagePath_temporary", "run from a folder for temporary files"),
  /** The path is not told, or lies in none of these folders. */
  UNKNOWN(null, null);

  /** The kernel itself has no file. */
  private static final String WINDOWS_KERNEL = "system";

  /** Folders of Windows in the order they are asked for: the narrower before the wider. */
  private static final List<Folder> WINDOWS =
      List.of(
          new Folder("\\windows\\temp\\", TEMPORARY),
          new Folder("\\temp\\", TEMPORARY),
          new Folder("\\tmp\\", TEMPORARY),
          new Folder("\\users\\*\\appdata\\local\\temp\\", TEMPORARY),
          new Folder("\\documents and settings\\*\\local settings\\temp\\", TEMPORARY),
          new Folder("\\users\\", USER_WRITABLE),
          new Folder("\\documents and settings\\", USER_WRITABLE),
          new Folder("\\programdata\\", USER_WRITABLE),
          new Folder("\\perflogs\\", USER_WRITABLE),
          new Folder("\\$recycle.bin\\", USER_WRITABLE),
          new Folder("\\windows\\tasks\\", USER_WRITABLE),
          new Folder("\\windows\\tracing\\", USER_WRITABLE),
          new Folder("\\windows\\system32\\tasks\\", USER_WRITABLE),
          new Folder("\\windows\\system32\\spool\\drivers\\color\\", USER_WRITABLE),
          new Folder("\\windows\\", SYSTEM),
          new Folder("\\program files\\", PROGRAM_FILES),
          new Folder("\\program files (x86)\\", PROGRAM_FILES),
          new Folder("\\program files (arm)\\", PROGRAM_FILES));

  private static final List<Folder> UNIX =
      List.of(
          new Folder("/tmp/", TEMPORARY),
          new Folder("/var/tmp/", TEMPORARY),
          new Folder("/dev/shm/", TEMPORARY),
          new Folder("/run/shm/", TEMPORARY),
          new Folder("/private/tmp/", TEMPORARY),
          new Folder("/private/var/tmp/", TEMPORARY),
          new Folder("/home/", USER_WRITABLE),
          new Folder("/Users/", USER_WRITABLE),
          new Folder("/run/user/", USER_WRITABLE),
          new Folder("/usr/local/", PROGRAM_FILES),
          new Folder("/opt/", PROGRAM_FILES),
          new Folder("/snap/", PROGRAM_FILES),
          new Folder("/Applications/", PROGRAM_FILES),
          new Folder("/usr/", SYSTEM),
          new Folder("/bin/", SYSTEM),
          new Folder("/sbin/", SYSTEM),
          new Folder("/lib/", SYSTEM),
          new Folder("/lib64/", SYSTEM),
          new Folder("/System/", SYSTEM));

  private final String column;
  private final String phrase;

  ImagePathClass(String column, String phrase) {
    this.column = column;
    this.phrase = phrase;
  }

  /**
   * The class of a program's path.
   *
   * @param path in the one spelling of {@link io.holoward.detection.identity.ImagePath}
   */
  public static ImagePathClass of(String path) {
    if (path.contains("\\..\\") || path.contains("/../")) {
      return UNKNOWN;
    }
    if (path.equals(WINDOWS_KERNEL)) {
      return SYSTEM;
    }
    for (Folder folder : path.startsWith("/") ? UNIX : WINDOWS) {
      if (path.startsWith(folder.path())) {
        return folder.holds();
      }
    }
    return UNKNOWN;
  }

  /** The column of a record of the population that is TRUE for it; null where it is no risk. */
  public String column() {
    return column;
  }

  /** What connections of such programs have in common, as a verb phrase; null like the column. */
  String phrase() {
    return phrase;
  }

  /**
   * A folder.
   *
   * @param path as normalised, with the separator at its end
   * @param holds the class of what it holds
   */
  private record Folder(String path, ImagePathClass holds) {}
}
