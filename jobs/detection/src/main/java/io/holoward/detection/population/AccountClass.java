package io.holoward.detection.population;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a service or a person runs a program, as far as the account tells. */
public enum AccountClass {
  /** An account of the operating system, of a service or of a machine: nobody logs on with it. */
  SERVICE(null, null),
  /** A person's account. */
  INTERACTIVE("account_interactive", "run under a person's account"),
  /** The account is not told. */
  UNKNOWN(null, null);

  /** Authorities of Windows that have no account of a person. */
  private static final Set<String> SERVICE_DOMAINS =
      Set.of(
          "nt authority",
          "nt service",
          "nt virtual machine",
          "iis apppool",
          "window manager",
          "font driver host");

  /**
   * Accounts of the operating systems: of Windows, with the security identifiers that name them in
   * any language, and those every Unix has.
   */
  private static final Set<String> SERVICE_NAMES =
      Set.of(
          "system",
          "localsystem",
          "local service",
          "localservice",
          "network service",
          "networkservice",
          "anonymous logon",
          "iusr",
          "root",
          "daemon",
          "bin",
          "sys",
          "adm",
          "lp",
          "sync",
          "mail",
          "news",
          "uucp",
          "operator",
          "ftp",
          "man",
          "proxy",
          "www-data",
          "www",
          "backup",
          "list",
          "nobody",
          "dbus",
          "messagebus",
          "syslog",
          "sshd",
          "ntp",
          "rpc",
          "polkitd");

  /**
   * Security identifiers of services and virtual accounts; window managers and font drivers, one a
   * session; accounts of machines and managed service accounts; daemons of systemd, and those of
   * other systems that begin with an underscore.
   */
  private static final Pattern SERVICE_PATTERN =
      Pattern.compile(
          "s-1-5-(?:7|17|18|19|20|80-.*|82-.*|83-.*|90-.*|96-.*)|(?:dwm|umfd)-\\d+|.+\\$"
              + "|systemd-.+|_.+");

  private static final Pattern USER_ID = Pattern.compile("\\d{1,10}");

  /** Below it Unix numbers accounts of services; the last one is that of nobody. */
  private static final long FIRST_PERSON = 1_000;

  private static final long NOBODY = 65_534;

  private final String column;
  private final String phrase;

  AccountClass(String column, String phrase) {
    this.column = column;
    this.phrase = phrase;
  }

  /**
   * The class of an account.
   *
   * @param user as reported: {@code DOMAIN\name}, {@code name@domain}, a name, a security
   *     identifier or the number of a Unix account; null where it is not told
   */
  public static AccountClass of(String user) {
    String account = user == null ? "" : user.strip().toLowerCase(Locale.ROOT);
    if (account.isEmpty() || account.equals("-") || account.equals("?")) {
      return UNKNOWN;
    }
    int domain = account.lastIndexOf('\\');
    if (domain >= 0 && SERVICE_DOMAINS.contains(account.substring(0, domain))) {
      return SERVICE;
    }
    String name = account.substring(domain + 1);
    int at = name.indexOf('@');
    name = at > 0 ? name.substring(0, at) : name;
    if (name.isEmpty() || name.equals("-")) {
      return UNKNOWN;
    }
    return isService(name) ? SERVICE : INTERACTIVE;
  }

  private static boolean isService(String name) {
    if (USER_ID.matcher(name).matches()) {
      long id = Long.parseLong(name);
      return id < FIRST_PERSON || id == NOBODY;
    }
    return SERVICE_NAMES.contains(name) || SERVICE_PATTERN.matcher(name).matches();
  }

  /** The column of a record of the population that is TRUE for it; null where it is no risk. */
  public String column() {
    return column;
  }

  /**
   * What connections under such accounts have in common, as a verb phrase; null like the column.
   */
  String phrase() {
    return phrase;
  }
}
