package io.holoward.detection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\Windows\\System32\\dns.exe",
        "c:\\windows\\system32\\DNS.EXE",
        "\\device\\harddiskvolume2\\windows\\system32\\dns.exe",
        "\\Device\\HarddiskVolume14\\Windows\\System32\\dns.exe",
        "\\Device\\HarddiskVolumeShadowCopy3\\Windows\\System32\\dns.exe",
        "\\??\\C:\\Windows\\System32\\dns.exe",
        "\\\\?\\C:\\Windows\\System32\\dns.exe",
        "\\\\.\\GLOBALROOT\\Device\\HarddiskVolume2\\Windows\\System32\\dns.exe",
        "\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\Windows\\System32\\dns.exe",
        "\"C:\\Windows\\System32\\dns.exe\"",
        "%SystemRoot%\\System32\\dns.exe",
        "%%SystemRoot%%\\System32\\dns.exe",
        "%windir%\\system32\\dns.exe",
        "\\SystemRoot\\System32\\dns.exe",
        "\\??\\SystemRoot\\System32\\dns.exe",
        "C:/Windows/System32/dns.exe",
        " C:\\Windows\\System32\\dns.exe "
      })
  void anImageHasOneSpellingWhateverTheSensor(String reported) {
    assertThat(ImagePath.normalise(reported)).isEqualTo("\\windows\\system32\\dns.exe");
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\Users\\alice\\Downloads\\x.exe, \\users\\*\\downloads\\x.exe",
    "C:\\Users\\bob\\Downloads\\x.exe, \\users\\*\\downloads\\x.exe",
    "C:\\Documents and Settings\\bob\\x.exe, \\documents and settings\\*\\x.exe",
    "%LOCALAPPDATA%\\Microsoft\\Teams\\Teams.exe, \\users\\*\\appdata\\local\\microsoft\\teams\\teams.exe",
    "/home/alice/bin/tool, /home/*/bin/tool",
    "/Users/alice/bin/tool, /Users/*/bin/tool",
    "/home/tool, /home/tool"
  })
  void theUserDoesNotMakeAProcess(String reported, String image) {
    assertThat(ImagePath.normalise(reported)).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\ProgramData\\Defender\\4.18.2007.8-0\\MsMpEng.exe, \\programdata\\defender\\*\\msmpeng.exe",
    "C:\\Slack\\app-1.2.3\\slack.exe, \\slack\\app-*\\slack.exe",
    "C:\\WindowsApps\\Calc_10.2008.2.0_x64__8wekyb3d8bbwe\\Calculator.exe, \\windowsapps\\calc_*\\calculator.exe",
    "C:\\WindowsAzure\\GuestAgent_2.7.41491.993_2020-10-08_051113\\WaAppAgent.exe, \\windowsazure\\guestagent_*\\waappagent.exe",
    "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe, \\windows\\system32\\windowspowershell\\v1.0\\powershell.exe",
    "/opt/apache-tomcat-9.0.62/bin/tomcat, /opt/apache-tomcat-*/bin/tomcat",
    "/usr/bin/tool-1.2.3, /usr/bin/tool-1.2.3"
  })
  void anUpdateDoesNotMakeAProcess(String reported, String image) {
    assertThat(ImagePath.normalise(reported)).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({
    "System, system",
    "/usr/sbin/NetworkManager, /usr/sbin/NetworkManager",
    "nginx, nginx",
    "MyServer, MyServer",
    "Cmd.EXE, cmd.exe",
    "\\Device\\Mup\\Server\\Share\\x.exe, \\\\server\\share\\x.exe",
    "\\\\Server\\Share\\x.exe, \\\\server\\share\\x.exe",
    "\\Device\\LanmanRedirector\\;Z:0001\\srv\\s\\x.exe, \\\\srv\\s\\x.exe"
  })
  void caseIsKeptWhereItMatters(String reported, String image) {
    assertThat(ImagePath.normalise(reported)).isEqualTo(image);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "  ", "-", "<unknown process>", "&lt;unknown process&gt;", "\"\"", "NULL"})
  void whatTheSensorDoesNotKnowIsNoImage(String reported) {
    assertThat(ImagePath.normalise(reported)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\Users\\alice\\app-1.2.3\\x.exe",
        "\\\\?\\C:\\x.exe",
        "%UnknownVariable%\\x.exe",
        "%broken",
        "/home/alice/1.2.3/x",
        "C:x.exe",
        "\\\\",
        "\\",
        "::"
      })
  void normalisingTwiceChangesNothing(String reported) {
    String image = ImagePath.normalise(reported);
    assertThat(ImagePath.normalise(image)).isEqualTo(image);
  }

  @Test
  void theFileNameIsWhatFollowsTheLastSeparator() {
    assertThat(ImagePath.fileName("\\windows\\system32\\dns.exe")).isEqualTo("dns.exe");
    assertThat(ImagePath.fileName("/usr/bin/python3")).isEqualTo("python3");
    assertThat(ImagePath.fileName("system")).isEqualTo("system");
  }
}
