/** Savepoints of the job: what is in them, whether they fit this build, and how to make one. */
package io.holoward.scoring.savepoint;
