package io.holoward.detection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.ProcessReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentificationTest {

  private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\windows\\system32\\svchost.exe -k netsvcs",
        "C:\\windows\\system32\\svchost.exe -k NetSvcs -p -s BITS",
        "\"C:\\windows\\system32\\svchost.exe\" -p -s gpsvc -k netsvcs"
      })
  void aServiceHostIsItsGroup(String commandLine) {
    ProcessIdentity process = identify(SVCHOST, "NT AUTHORITY\\SYSTEM", commandLine, null);
    assertThat(process.displayName()).isEqualTo("svchost.exe -k netsvcs");
    assertThat(process.image()).isEqualTo("\\windows\\system32\\svchost.exe");
    assertThat(process.precision()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "NT AUTHORITY\\SYSTEM, svchost.exe (SYSTEM)",
    "nt authority\\system, svchost.exe (SYSTEM)",
    "S-1-5-18, svchost.exe (SYSTEM)",
    "NT AUTHORITY\\LOCAL SERVICE, svchost.exe (LOCAL SERVICE)",
    "S-1-5-19, svchost.exe (LOCAL SERVICE)",
    "NETWORK SERVICE, svchost.exe (NETWORK SERVICE)",
    "S-1-5-20, svchost.exe (NETWORK SERVICE)",
    "CORP\\alice, svchost.exe (USER)",
    "-, svchost.exe",
    ", svchost.exe"
  })
  void aServiceHostWithoutItsGroupIsItsAccount(String user, String name) {
    ProcessIdentity process = identify(SVCHOST, user, null, null);
    assertThat(process.displayName()).isEqualTo(name);
    assertThat(process.precision()).isEqualTo(name.contains("(") ? 2 : 1);
  }

  @Test
  void theAccountTellsOnlyServiceHostsApart() {
    assertThat(identify("C:\\Windows\\System32\\lsass.exe", "NT AUTHORITY\\SYSTEM", null, null))
        .isEqualTo(
            identify("\\device\\harddiskvolume2\\windows\\system32\\lsass.exe", null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/usr/bin/python3; python3 /opt/app/app.py --port 80; python3 app.py",
        "/usr/bin/python3; python3 -u -W ignore app.py; python3 app.py",
        "/usr/bin/python3.11; /usr/bin/python3.11 -m http.server 8000; python3.11 -m http.server",
        "/usr/bin/python3; python3 -c 'import socket'; python3 -c",
        "C:\\Python39\\python.exe; python.exe \"C:\\My Scripts\\Job.py\" x; python.exe job.py",
        "/usr/bin/node; node --require ./trace.js server.js; node server.js",
        "/usr/bin/perl; perl -I lib /opt/x.pl; perl x.pl",
        "/usr/bin/ruby; ruby app.rb; ruby app.rb",
        "/usr/bin/bash; bash /etc/cron.daily/backup.sh; bash backup.sh",
        "/usr/bin/bash; bash -c 'curl x | sh'; bash -c",
        "/usr/bin/java; java -Xmx1g -jar /opt/app/app-2.jar --x; java -jar app-2.jar",
        "/usr/bin/java; java -cp a.jar:b.jar -Dx=y org.example.Main arg; java org.example.Main",
        "/usr/bin/java; java -p mods -m org.example/org.example.Main; java -m org.example.Main",
        "C:\\x\\dotnet.exe; dotnet C:\\srv\\Api.dll; dotnet.exe api.dll",
        "C:\\W\\powershell.exe; powershell.exe -NoP -ExecutionPolicy Bypass -File C:\\s\\Job.ps1; powershell.exe job.ps1",
        "C:\\W\\powershell.exe; powershell -noP -sta -w 1 -enc SQBmACgA; powershell.exe -encodedcommand",
        "C:\\W\\powershell.exe; powershell -c Get-Service; powershell.exe -command",
        "C:\\W\\powershell.exe; powershell; powershell.exe",
        "C:\\W\\cmd.exe; cmd /c C:\\jobs\\Nightly.bat arg; cmd.exe nightly.bat",
        "C:\\W\\cmd.exe; cmd.exe /Q /c whoami; cmd.exe -c",
        "C:\\W\\cscript.exe; cscript /nologo \"Monitor.vbs\"; cscript.exe monitor.vbs",
        "C:\\W\\rundll32.exe; rundll32.exe C:\\windows\\System32\\comsvcs.dll, MiniDump 756; rundll32.exe comsvcs.dll",
        "C:\\W\\mshta.exe; mshta.exe javascript:a=(GetObject('script:x')); mshta.exe javascript:",
        "C:\\W\\notepad.exe; notepad.exe secret.txt; notepad.exe",
        "/usr/bin/python3; python3; python3"
      })
  void anInterpreterIsWhatItRuns(String image, String commandLine, String name) {
    assertThat(identify(image, null, commandLine, null).displayName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx:1.25, nginx @nginx",
    "docker.io/library/nginx:latest, nginx @nginx",
    "registry.example.org:5000/team/web@sha256:25f8c7f3, nginx @registry.example.org:5000/team/web",
    "registry.example.org:5000/team/web:7, nginx @registry.example.org:5000/team/web",
    "sha256:25f8c7f3:3.5.1-0, nginx",
    "/, nginx"
  })
  void aContainerIsItsImageWithoutTheTag(String container, String name) {
    assertThat(identify("/usr/sbin/nginx", null, null, container).displayName()).isEqualTo(name);
  }

  @Test
  void knowingMoreOfAnInstanceNeverLowersItsPrecision() {
    int unknown = identify(null, "NT AUTHORITY\\SYSTEM", null, null).precision();
    int image = identify(SVCHOST, null, null, null).precision();
    int account = identify(SVCHOST, "S-1-5-18", null, null).precision();
    int group = identify(SVCHOST, "S-1-5-18", "svchost.exe -k netsvcs", null).precision();
    int container = identify(SVCHOST, "S-1-5-18", "svchost.exe -k netsvcs", "windows").precision();
    assertThat(new int[] {unknown, image, account, group, container})
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void anUnknownImageIsAProcessOfItsOwn() {
    ProcessIdentity process = identify("<unknown process>", null, null, null);
    assertThat(process).isEqualTo(new ProcessIdentity("acme", "unknown", ""));
  }

  @Test
  void theProcessIdNamesOrganisationImageAndQualifier() {
    assertThat(identify(SVCHOST, null, "svchost -k netsvcs", null).processId())
        .isEqualTo("acme|\\windows\\system32\\svchost.exe|-k netsvcs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"acme;/usr/bin/x;''", "a|b;c^d|e;^!|", "'';unknown;|", "^;^^;!^!"})
  void theProcessIdReadsBack(String organisation, String image, String qualifier) {
    ProcessIdentity process = new ProcessIdentity(organisation, image, qualifier);
    assertThat(ProcessIdentity.parse(process.processId())).isEqualTo(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "acme|x", "a|b|c|d"})
  void whatIsNoProcessIdIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessIdentity.parse(text));
  }

  @Test
  void aHostileCommandLineStaysOneShortLine() {
    ProcessIdentity process =
        identify("/usr/bin/python3", null, "python3 \"a\nb\u0007" + "x".repeat(5000) + "\"", null);
    assertThat(process.qualifier())
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void endlessAndUnfinishedCommandLinesAreRead() {
    assertThat(
            identify("/usr/bin/python3", null, "python3 " + "-x ".repeat(100_000), null)
                .displayName())
        .isEqualTo("python3");
    assertThat(identify("/usr/bin/python3", null, "python3 \"app.py", null).displayName())
        .isEqualTo("python3 app.py");
  }

  private static ProcessIdentity identify(
      String image, String user, String commandLine, String container) {
    return ProcessIdentification.identify(
        "acme",
        new ProcessReference(
            null, ProcessReference.UNKNOWN_PID, image, user, commandLine, container));
  }
}
