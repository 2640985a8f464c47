package io.holoward.detection.identity;

import io.holoward.detection.memory.Remembered;
import java.util.ArrayList;
import java.util.List;

/**
 * A process as the machines of an organisation share it: what an intended state belongs to.
 *
 * @param organisation the tenant
 * @param image the normalised image path ({@link ImagePath}), {@link #UNKNOWN_IMAGE} where unknown
 * @param qualifier what tells processes of one image apart: a service group ({@code -k netsvcs}),
 *     an account ({@code (SYSTEM)}), a script, jar or main class, then the container image as
 *     {@code @image}; empty where nothing does
 */
public record ProcessIdentity(String organisation, String image, String qualifier) {

  /** The image of a process whose telemetry does not tell it. */
  public static final String UNKNOWN_IMAGE = "unknown";

  /** Up to this length, what was parsed is remembered. */
  private static final int LONGEST = 256;

  private static final Remembered<String, ProcessIdentity> PARSED =
      new Remembered<>(1 << 12, ProcessIdentity::parseAnew);

  private static final char SEPARATOR = '|';
  private static final char ESCAPE = '^';

  /** The stable string form {@code organisation|image|qualifier}: the key of the topology. */
  public String processId() {
    return escape(organisation) + SEPARATOR + escape(image) + SEPARATOR + escape(qualifier);
  }

  /**
   * Reads what {@link #processId()} wrote.
   *
   * @throws IllegalArgumentException if the text is not a process id
   */
  public static ProcessIdentity parse(String processId) {
    return processId.length() <= LONGEST ? PARSED.of(processId) : parseAnew(processId);
  }

  private static ProcessIdentity parseAnew(String processId) {
    List<String> parts = split(processId);
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          "expected organisation|image|qualifier, found '" + processId + "'");
    }
    return new ProcessIdentity(parts.get(0), parts.get(1), parts.get(2));
  }

  /** True when telemetry does not tell the image: no telling which process it is. */
  public boolean isUnknown() {
    return image.equals(UNKNOWN_IMAGE);
  }

  /** A short name for people: {@code svchost.exe -k netsvcs}, {@code python3 app.py}. */
  public String displayName() {
    String name = ImagePath.fileName(image);
    return qualifier.isEmpty() ? name : name + " " + shortQualifier();
  }

  /**
   * How much of the process is known; more precise context gives another, better identity. 0:
   * nothing, 1: image, 2: image and account, 3: image and service group or arguments; plus 4 where
   * the container is known.
   */
  public int precision() {
    if (isUnknown()) {
      return 0;
    }
    int container = containerStart();
    String arguments = container < 0 ? qualifier : qualifier.substring(0, container);
    int base = arguments.isBlank() ? 1 : arguments.startsWith("(") ? 2 : 3;
    return container < 0 ? base : base + 4;
  }

  /** The qualifier with the folders of a script's path left out. */
  private String shortQualifier() {
    int container = containerStart();
    String arguments = container < 0 ? qualifier : qualifier.substring(0, container);
    int option = arguments.startsWith("-") ? arguments.indexOf(' ') + 1 : 0;
    int name = Math.max(option, ImagePath.lastSeparator(arguments) + 1);
    return arguments.substring(0, option)
        + arguments.substring(name)
        + (container < 0 ? "" : qualifier.substring(container));
  }

  private int containerStart() {
    return qualifier.startsWith("@") ? 0 : qualifier.indexOf(" @");
  }

  private static String escape(String part) {
    return part.indexOf(SEPARATOR) < 0 && part.indexOf(ESCAPE) < 0
        ? part
        : part.replace("^", "^^").replace("|", "^!");
  }

  private static List<String> split(String processId) {
    List<String> parts = new ArrayList<>(3);
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < processId.length(); i++) {
      char c = processId.charAt(i);
      if (c == SEPARATOR) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == ESCAPE && i + 1 < processId.length()) {
        part.append(processId.charAt(++i) == '!' ? SEPARATOR : ESCAPE);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
