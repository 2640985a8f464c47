package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1, ::1",
    "::1, ::1",
    "fe80:0:0:0:5cb9:6d15:e592:60fe, fe80::5cb9:6d15:e592:60fe",
    "FE80::5CB9:6D15:E592:60FE%3, fe80::5cb9:6d15:e592:60fe",
    "[2001:4860::1], 2001:4860::1",
    "::ffff:10.1.2.3, 10.1.2.3",
    "0:0:0:0:0:ffff:808:808, 8.8.8.8",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "64:ff9b::10.0.0.1, 64:ff9b::a00:1",
    "0:0:0:0:0:0:0:0, ::",
    "' 10.0.0.1 ', 10.0.0.1"
  })
  void oneAddressHasOneSpelling(String reported, String canonical) {
    assertThat(Addresses.canonical(reported)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "*", "-", "null", "NULL", "any"})
  void aWildcardIsNoAddress(String wildcard) {
    assertThat(Addresses.canonical(wildcard)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "localhost", "dc01", "a.b.c.d", "10.0.0.1.evil.example"})
  void aHostNameIsRefusedByNameAndNeverResolved(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Addresses.canonical(name))
        .withMessageContaining("host name")
        .withMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "300.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1..2.3", "1.2.3.", ".1.2.3", "1.2.3.-4",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::1", "1:",
        "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", "::１", "4294967296"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.canonical(text));
  }

  @Test
  void randomAddressesSurviveEverySpellingOfThem() throws UnknownHostException {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[16];
      for (int j = 0; j < 16; j++) {
        bytes[j] = random.nextInt(3) > 0 ? 0 : (byte) random.nextInt(256);
      }
      InetAddress address = InetAddress.getByAddress(bytes);
      String canonical = Addresses.canonical(address.getHostAddress());
      assertThat(InetAddress.getByName(canonical)).isEqualTo(address);
      assertThat(Addresses.canonical(canonical)).isEqualTo(canonical);
      assertThat(Addresses.isIpv6(canonical)).isEqualTo(address instanceof Inet6Address);
      assertThat(Addresses.isLoopback(canonical)).isEqualTo(address.isLoopbackAddress());
      assertThat(Addresses.isMulticast(canonical)).isEqualTo(address.isMulticastAddress());
      assertThat(Addresses.isUnspecified(canonical)).isEqualTo(address.isAnyLocalAddress());
      assertThat(Addresses.isBroadcast(canonical))
          .isEqualTo(address instanceof Inet4Address && address.getAddress()[3] == -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "8 0", "1e3", "99999999999"})
  void whatIsNoPortIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ports.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "65535, 65535", "' 443', 443", "*, -1", "-, -1", "null, -1"})
  void aPortIsANumberOrAWildcard(String text, int port) {
    assertThat(Ports.parse(text)).isEqualTo(port);
  }
}
