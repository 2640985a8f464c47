package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Entries proposed for {@code ports.overrides}: those that most hosts showed. */
final class PortExceptionSection implements Section {

  private static final int SHOWN = 50;

  @Override
  public String name() {
    return "portExceptions";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.PORT_EXCEPTIONS)) {
      return Optional.empty();
    }
    Best<JsonNode> proposals =
        new Best<>(SHOWN, Comparator.comparingLong(proposal -> -proposal.path("hosts").asLong()));
    result.forEach(ResultFiles.PORT_EXCEPTIONS, proposals::offer);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", proposals.offered());
    ArrayNode rows = json.putArray("rows");
    for (JsonNode proposal : proposals.inOrder()) {
      rows.add(
          Excerpt.of(
              proposal,
              List.of(
                  "application",
                  "protocol",
                  "port",
                  "hosts",
                  "firstSeen",
                  "lastSeen",
                  "override")));
    }
    return Optional.of(json);
  }
}
