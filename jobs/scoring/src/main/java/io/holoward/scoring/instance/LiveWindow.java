package io.holoward.scoring.instance;

import io.holoward.detection.history.Service;
import io.holoward.detection.rhythm.WindowServices;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@link OpenWindow} while it is held on the heap: what is added to it copies nothing. For use
 * by one thread.
 */
final class LiveWindow {

  private final OpenWindow opened;
  private final List<WindowEntry> entries;
  private final WindowServices services;
  private List<Service> newServices;

  /** Goes on with a window as it was stored. */
  LiveWindow(OpenWindow stored) {
    opened = stored;
    entries = new ArrayList<>(stored.entries());
    services = new WindowServices(stored.services());
    newServices = stored.newServices();
  }

  /** The stored form, which shares nothing that is changed later. */
  OpenWindow stored() {
    return opened.with(List.copyOf(entries), services.rows(), List.copyOf(newServices));
  }

  /** What was known of the instance when the window was opened. */
  OpenWindow opened() {
    return opened;
  }

  /** One a signature, in the order they were first shown. */
  List<WindowEntry> entries() {
    return entries;
  }

  /** The services used. */
  WindowServices services() {
    return services;
  }

  /** The new services at public addresses that were told. */
  List<Service> newServices() {
    return newServices;
  }

  void tell(List<Service> told) {
    newServices = told;
  }

  /** The place of a signature among the entries; -1 for one not shown yet. */
  int indexOf(String signature, boolean blocked) {
    for (int i = 0; i < entries.size(); i++) {
      WindowEntry entry = entries.get(i);
      if (entry.blocked() == blocked && entry.signature().equals(signature)) {
        return i;
      }
    }
    return -1;
  }
}
