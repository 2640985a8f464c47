/** Scored alarms in a PostgreSQL database, one row a uid. */
package io.holoward.scoring.database;
