package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountClassTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NT AUTHORITY\\SYSTEM",
        "NT AUTHORITY\\LOCAL SERVICE",
        "NT AUTHORITY\\NETWORK SERVICE",
        "nt authority\\iusr",
        "SYSTEM",
        "LocalSystem",
        "S-1-5-18",
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
        "NT SERVICE\\MSSQLSERVER",
        "IIS APPPOOL\\DefaultAppPool",
        "Window Manager\\DWM-1",
        "DWM-2",
        "Font Driver Host\\UMFD-0",
        "UMFD-12",
        "CORP\\WEB01$",
        "WEB01$@corp.example",
        "root",
        "daemon",
        "www-data",
        "nobody",
        "_apt",
        "systemd-resolve",
        "0",
        "33",
        "65534"
      })
  void anAccountOfAServiceIsNobodys(String user) {
    assertThat(AccountClass.of(user)).isEqualTo(AccountClass.SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CORP\\ada",
        "ada@corp.example",
        "ada",
        "Administrator",
        "WS-1\\root2",
        "S-1-5-21-1-2-3-1104",
        "dwm-x",
        "systemd",
        "1000"
      })
  void anyOtherAccountIsAPersons(String user) {
    assertThat(AccountClass.of(user)).isEqualTo(AccountClass.INTERACTIVE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "-", "?", "-\\-", "CORP\\"})
  void anAccountThatIsNotToldIsUnknown(String user) {
    assertThat(AccountClass.of(user)).isEqualTo(AccountClass.UNKNOWN);
  }
}
