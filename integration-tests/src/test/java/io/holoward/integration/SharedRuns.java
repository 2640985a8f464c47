package io.holoward.integration;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the runs to the test classes that look at them; they are made once for all of these. */
final class SharedRuns implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Runs.class;
  }

  /** The store closes them when the last test is over. */
  @Override
  public Runs resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedRuns.class))
        .getOrComputeIfAbsent(Runs.class, key -> Runs.make(), Runs.class);
  }
}
