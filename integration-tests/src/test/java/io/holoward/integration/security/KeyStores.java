package io.holoward.integration.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates of an authority of its own, made by the keytool of this Java. */
final class KeyStores {
  /** The password of every store here. */
  static final String PASSWORD = "st0re-of-the-T3st";

  private static final String AUTHORITY = "authority";

  /** The store of the authority, with all that it has signed. */
  private static final String ALL = "all";

  private static final List<String> THIS_MACHINE =
      List.of("-ext", "san=dns:localhost,ip:127.0.0.1");

  private final Path directory;

  private KeyStores(Path directory) {
    this.directory = directory;
  }

  /** Makes the authority. */
  static KeyStores in(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    KeyStores stores = new KeyStores(directory);
    stores.trust("trusted", stores.authority(ALL));
    stores.trust("others", stores.authority("another"));
    stores.server("sound", THIS_MACHINE);
    stores.server("elsewhere", List.of("-ext", "san=dns:broker.elsewhere.example"));
    List<String> past = new ArrayList<>(List.of("-startdate", "-10d", "-validity", "5"));
    past.addAll(THIS_MACHINE);
    stores.server("expired", past);
    return stores;
  }

  /** A trust store with the authority's certificate. */
  Path trusted() {
    return store("trusted");
  }

  /** A trust store with the certificate of another authority. */
  Path others() {
    return store("others");
  }

  /** A certificate as it should be. */
  Path sound() {
    return store("sound");
  }

  /** One that ran out five days ago. */
  Path expired() {
    return store("expired");
  }

  /** One of another machine. */
  Path ofAnotherHost() {
    return store("elsewhere");
  }

  private Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  private Path authority(String name) {
    Path store = store(name);
    keytool(
        List.of("-genkeypair", "-alias", AUTHORITY, "-dname", "CN=Authority " + name),
        store,
        List.of("-keyalg", "EC", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign"));
    return store;
  }

  private void trust(String name, Path authority) {
    Path certificate = directory.resolve(name + ".crt");
    keytool(
        List.of("-exportcert", "-alias", AUTHORITY, "-file", certificate.toString()),
        authority,
        List.of());
    keytool(
        List.of("-importcert", "-noprompt", "-alias", AUTHORITY, "-file", certificate.toString()),
        store(name),
        List.of());
  }

  private void server(String name, List<String> more) {
    Path all = store(ALL);
    List<String> signed = new ArrayList<>(List.of("-keyalg", "EC", "-signer", AUTHORITY));
    signed.addAll(more);
    keytool(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name), all, signed);
    keytool(
        List.of("-importkeystore", "-noprompt", "-srcalias", name),
        store(name),
        List.of("-srckeystore", all.toString(), "-srcstorepass", PASSWORD));
  }

  private static void keytool(List<String> command, Path store, List<String> more) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(command);
    String option = command.get(0).equals("-importkeystore") ? "-dest" : "-";
    all.addAll(List.of(option + "keystore", store.toString(), option + "storepass", PASSWORD));
    if (!option.equals("-dest")) {
      all.addAll(List.of("-storetype", "PKCS12"));
    }
    all.addAll(more);
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
