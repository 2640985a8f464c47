package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.identity.ImagePath;
import io.holoward.detection.identity.ProcessIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePathClassTest {

  @ParameterizedTest
  @CsvSource({
    "C:\\Windows\\System32\\svchost.exe, SYSTEM",
    "C:\\Windows\\explorer.exe, SYSTEM",
    "\\Device\\HarddiskVolume2\\Windows\\SysWOW64\\WindowsPowerShell\\v1.0\\powershell.exe, SYSTEM",
    "System, SYSTEM",
    "%%SystemRoot%%\\System32\\lsass.exe, SYSTEM",
    "C:\\Program Files\\Vendor\\agent.exe, PROGRAM_FILES",
    "C:\\Program Files (x86)\\Vendor\\1.2.3.4\\agent.exe, PROGRAM_FILES",
    "C:\\Users\\ada\\Downloads\\invoice.exe, USER_WRITABLE",
    "C:\\Users\\ada\\AppData\\Roaming\\x\\x.exe, USER_WRITABLE",
    "C:\\Users\\Public\\x.exe, USER_WRITABLE",
    "C:\\Documents and Settings\\ada\\Desktop\\x.exe, USER_WRITABLE",
    "C:\\ProgramData\\Vendor\\x.exe, USER_WRITABLE",
    "C:\\PerfLogs\\x.exe, USER_WRITABLE",
    "C:\\Windows\\Tasks\\x.exe, USER_WRITABLE",
    "C:\\Windows\\System32\\spool\\drivers\\color\\x.exe, USER_WRITABLE",
    "C:\\$Recycle.Bin\\S-1-5-21-1\\x.exe, USER_WRITABLE",
    "C:\\Users\\ada\\AppData\\Local\\Temp\\7zS4\\setup.exe, TEMPORARY",
    "C:\\Windows\\Temp\\x.exe, TEMPORARY",
    "D:\\Temp\\x.exe, TEMPORARY",
    "C:\\tools\\nc.exe, UNKNOWN",
    "\\Device\\Mup\\server\\share\\x.exe, UNKNOWN",
    "C:\\Windows\\..\\Users\\ada\\x.exe, UNKNOWN",
    "x.exe, UNKNOWN"
  })
  void aWindowsProgramIsOfTheFolderItLiesIn(String path, ImagePathClass expected) {
    assertThat(classOf(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/sshd, SYSTEM",
    "/bin/bash, SYSTEM",
    "/usr/lib/systemd/systemd-resolved, SYSTEM",
    "/usr/local/bin/node, PROGRAM_FILES",
    "/opt/vendor/agent, PROGRAM_FILES",
    "/snap/core/1/bin/x, PROGRAM_FILES",
    "/home/ada/.cache/x, USER_WRITABLE",
    "/run/user/1000/x, USER_WRITABLE",
    "/Users/ada/Downloads/x, USER_WRITABLE",
    "/tmp/.x/kinsing, TEMPORARY",
    "/var/tmp/x, TEMPORARY",
    "/dev/shm/x, TEMPORARY",
    "/usr/bin/../../tmp/x, UNKNOWN",
    "/srv/x, UNKNOWN",
    "sshd, UNKNOWN",
    "/memfd:x (deleted), UNKNOWN"
  })
  void aUnixProgramIsOfTheFolderItLiesIn(String path, ImagePathClass expected) {
    assertThat(classOf(path)).isEqualTo(expected);
  }

  @Test
  void aProgramThatIsNotToldIsUnknown() {
    assertThat(ImagePathClass.of(ProcessIdentity.UNKNOWN_IMAGE)).isEqualTo(ImagePathClass.UNKNOWN);
  }

  private static ImagePathClass classOf(String path) {
    return ImagePathClass.of(ImagePath.normalise(path));
  }
}
