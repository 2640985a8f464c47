package io.holoward.detection.configuration;

import java.io.Serializable;

/**
 * The PostgreSQL database that scored alarms also go to.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; null for no database
 * @param user null for that of the operating system
 * @param password null for none
 * @param table name of the table, with or without its schema
 */
public record DatabaseSettings(String url, String user, Secret password, String table)
    implements Serializable {

  /** Whether there is a database at all. */
  public boolean isOn() {
    return url != null;
  }
}
