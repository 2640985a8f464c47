package io.holoward.benchmarks.pipeline;

import java.util.List;

/**
 * A program that hosts of the fleet run.
 *
 * @param server whether others connect to it as often as it connects to others
 */
record Program(String image, String user, String arguments, boolean server) {

  private static final String SYSTEM32 = "C:\\Windows\\System32\\";
  private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";
  private static final String EMPLOYEE = "EXAMPLE\\employee";

  /** The eight of Table 1 of US11258655B2, and applications. */
  static final List<Program> ALL =
      List.of(
          new Program(SYSTEM32 + "lsass.exe", SYSTEM, "", true),
          new Program(SYSTEM32 + "services.exe", SYSTEM, "", true),
          new Program(SYSTEM32 + "spoolsv.exe", SYSTEM, "", false),
          service("LocalService", "NT AUTHORITY\\LOCAL SERVICE"),
          service("netsvcs", SYSTEM),
          service("NetworkService", "NT AUTHORITY\\NETWORK SERVICE"),
          service("utcsvc", SYSTEM),
          new Program("System", SYSTEM, "", true),
          application("Google\\Chrome\\Application\\chrome.exe"),
          application("Mozilla Firefox\\firefox.exe"),
          application("Microsoft Office\\root\\Office16\\OUTLOOK.EXE"),
          application("Microsoft Office\\root\\Office16\\EXCEL.EXE"),
          application("Microsoft\\Teams\\Teams.exe"),
          application("Microsoft OneDrive\\OneDrive.exe"),
          application("Zoom\\bin\\Zoom.exe"),
          application("Git\\mingw64\\bin\\git-remote-https.exe"),
          new Program(SYSTEM32 + "inetsrv\\w3wp.exe", SYSTEM, " -ap \"Intranet\"", true),
          new Program("C:\\Program Files\\SQL\\sqlservr.exe", SYSTEM, " -sMSSQLSERVER", true),
          new Program("C:\\Python312\\python.exe", EMPLOYEE, " C:\\Jobs\\report.py", false),
          new Program("C:\\Program Files\\Java\\bin\\java.exe", SYSTEM, " -jar app.jar", true));

  private static Program service(String group, String user) {
    return new Program(SYSTEM32 + "svchost.exe", user, " -k " + group + " -p", false);
  }

  private static Program application(String path) {
    return new Program("C:\\Program Files\\" + path, EMPLOYEE, "", false);
  }

  /** One of many programs that nobody has heard of. */
  static Program numbered(int number) {
    return application(Fleet.name("Vendor\\app-", number, 7) + ".exe");
  }

  String commandLine() {
    return '"' + image + '"' + arguments;
  }
}
