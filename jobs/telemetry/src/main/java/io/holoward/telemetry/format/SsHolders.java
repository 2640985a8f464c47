package io.holoward.telemetry.format;

import io.holoward.detection.observation.ProcessReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes that hold a socket, as {@code ss -p} prints them before the kernel's figures:
 * {@code users:(("nginx",pid=7,fd=5),("nginx",pid=6,fd=5))}.
 *
 * <p>A process names itself and {@code ss} escapes nothing, so a name may hold quotes and all else
 * that follows a name. But Linux cuts names to 15 bytes, and from the end of one name to the end of
 * the next there are at least 16 characters: of the places where a name could end, the last within
 * 15 characters is the right one, whatever the names are.
 *
 * @param first the first of them; all of it null where {@code ss} could not tell
 * @param length how many characters the list takes, 0 where there is none
 */
record SsHolders(ProcessReference first, int length) {

  private static final String LIST = "users:(";

  private static final Pattern HOLDER =
      Pattern.compile("\\(\"(.{0,15})\",pid=(\\d+)[^\"()]*\\)", Pattern.DOTALL);

  private static final SsHolders NONE =
      new SsHolders(
          new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null), 0);

  /**
   * Takes the list at the beginning of a text.
   *
   * @throws InvalidRecordException if there is one and it breaks off or is spelled otherwise
   */
  static SsHolders parse(String text) {
    if (!text.startsWith(LIST)) {
      return NONE;
    }
    Matcher holder = HOLDER.matcher(text);
    int end = endOfHolder(holder, LIST.length());
    ProcessReference first = process(holder.group(1), holder.group(2));
    while (text.startsWith(",", end)) {
      end = endOfHolder(holder, end + 1);
    }
    if (!text.startsWith(")", end)) {
      throw malformed();
    }
    return new SsHolders(first, end + 1);
  }

  private static int endOfHolder(Matcher holder, int from) {
    if (!holder.region(from, holder.regionEnd()).lookingAt()) {
      throw malformed();
    }
    return holder.end();
  }

  private static ProcessReference process(String name, String pid) {
    return new ProcessReference(
        null, FieldValues.pid("pid", pid), FieldValues.image(name), null, null, null);
  }

  private static InvalidRecordException malformed() {
    return new InvalidRecordException(
        Reading.Invalid.MALFORMED_RECORD,
        "no list of processes as ss -p prints it: users:((\"NAME\",pid=N,fd=N))");
  }
}
