package io.holoward.detection.identity;

import io.holoward.detection.observation.ProcessReference;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which process an instance is: image, and what tells processes of that image apart. */
public final class ProcessIdentification {

  private static final int MAX_QUALIFIER = 200;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

  private ProcessIdentification() {}

  /** The identity of an instance of which this much is known; never null. */
  public static ProcessIdentity identify(String organisation, ProcessReference process) {
    String image = ImagePath.normalise(process.image());
    String container = ContainerImage.name(process.container());
    String arguments = image == null ? "" : arguments(image, process);
    String qualifier =
        container == null
            ? arguments
            : arguments.isEmpty() ? "@" + container : arguments + " @" + container;
    return new ProcessIdentity(
        organisation, image == null ? ProcessIdentity.UNKNOWN_IMAGE : image, tidy(qualifier));
  }

  private static String arguments(String image, ProcessReference process) {
    String name = ImagePath.fileName(image).toLowerCase(Locale.ROOT);
    if (name.equals("svchost.exe")) {
      String group = ServiceHost.group(process.commandLine());
      return group == null ? ServiceHost.account(process.user()) : "-k " + group;
    }
    String signature = Interpreter.signature(name, process.commandLine());
    return signature == null ? "" : signature;
  }

  /** Command lines are written by strangers: one line, of bounded length. */
  private static String tidy(String qualifier) {
    String line = CONTROL.matcher(qualifier).replaceAll(" ").strip();
    return line.length() <= MAX_QUALIFIER ? line : line.substring(0, MAX_QUALIFIER);
  }
}
