package io.holoward.scoring.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What is to be looked at, by the time it is due: to find what is due takes no longer where more
 * waits for later. Meant for few different times with much at each.
 *
 * @param <T> what is to be looked at
 */
final class Agenda<T> {

  private final TreeMap<Long, Day> days = new TreeMap<>();

  /** When the first is due; {@link Lifespan#ENDLESS} where nothing is. */
  long earliest() {
    return days.isEmpty() ? Lifespan.ENDLESS : days.firstKey();
  }

  /** Notes what is due at a time. */
  Appointment add(long time, T what) {
    return days.computeIfAbsent(time, Day::new).add(what);
  }

  /** Takes out all that is due at a time or before, the earlier first. */
  List<T> take(long time) {
    List<T> due = new ArrayList<>();
    while (earliest() <= time) {
      days.pollFirstEntry().getValue().appointments.forEach(taken -> due.add(taken.what));
    }
    return due;
  }

  /** Something that is on the agenda. */
  final class Appointment {
    private final T what;
    private final Day day;
    private int place;

    private Appointment(T what, Day day, int place) {
      this.what = what;
      this.day = day;
      this.place = place;
    }

    /** Strikes it off. It must not have been taken out. */
    void cancel() {
      day.remove(this);
    }
  }

  /** All that is due at one time, in no order. */
  private final class Day {
    private final long time;
    private final List<Appointment> appointments = new ArrayList<>();

    Day(long time) {
      this.time = time;
    }

    Appointment add(T what) {
      Appointment added = new Appointment(what, this, appointments.size());
      appointments.add(added);
      return added;
    }

    void remove(Appointment appointment) {
      Appointment last = appointments.remove(appointments.size() - 1);
      if (last != appointment) {
        appointments.set(appointment.place, last);
        last.place = appointment.place;
      }
      if (appointments.isEmpty()) {
        days.remove(time);
      }
    }
  }
}
