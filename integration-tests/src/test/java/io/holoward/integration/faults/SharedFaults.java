package io.holoward.integration.faults;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one platform and its undisturbed run to all classes of fault tests. */
final class SharedFaults implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Faults.class;
  }

  /** The store closes it when the last test is over. */
  @Override
  public Faults resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedFaults.class))
        .getOrComputeIfAbsent(Faults.class, key -> new Faults(), Faults.class);
  }
}
