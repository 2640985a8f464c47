package io.holoward.scoring.process;

import io.holoward.detection.lifecycle.ControlCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The commands of operators, the same on every subtask, in the order they take effect. Each profile
 * remembers how far it has followed them. What arrives is bounded, the oldest are forgotten first;
 * what a recording holds is kept whole, for all of it is known before the first record is read.
 */
final class Commands {

  private static final int MAX_REMEMBERED = 10_000;

  private final int bound;
  private final ListState<ControlCommand> state;
  private final TreeSet<ControlCommand> commands = new TreeSet<>();

  /**
   * @param recorded commands that are known before the first arrives
   */
  Commands(StateInitializationContext context, List<ControlCommand> recorded) throws Exception {
    bound = Math.max(MAX_REMEMBERED, recorded.size());
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("commands", TypeInformation.of(ControlCommand.class)));
    if (context.isRestored()) {
      for (ControlCommand command : state.get()) {
        add(command);
      }
    }
    recorded.forEach(this::add);
  }

  void add(ControlCommand command) {
    commands.add(command);
    if (commands.size() > bound) {
      commands.pollFirst();
    }
  }

  Iterable<ControlCommand> inOrder() {
    return commands;
  }

  /** Whether any of an organisation becomes effective after a time, and not after another. */
  boolean anyWithin(String organisation, long after, long until) {
    for (ControlCommand command : commands.descendingSet()) {
      if (command.effectiveTime() <= after) {
        return false;
      }
      if (command.effectiveTime() <= until && command.organisation().equals(organisation)) {
        return true;
      }
    }
    return false;
  }

  void snapshot() throws Exception {
    state.update(new ArrayList<>(List.copyOf(commands)));
  }
}
