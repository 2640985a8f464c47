/** How values cross from one operator to the next; nothing here is ever part of a state. */
package io.holoward.scoring.exchange;
