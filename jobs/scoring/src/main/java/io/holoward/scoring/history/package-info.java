/** What is new about outbound connections: the address histories of a running job. */
package io.holoward.scoring.history;
