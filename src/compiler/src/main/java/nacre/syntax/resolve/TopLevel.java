package nacre.syntax.resolve;

import nacre.syntax.Statement;

/** What the statements mean that belong into the body of a model. */
interface TopLevel {
  void input(Statement.Input statement, Scope scope);

  void output(Statement.Output statement, Scope scope);

  void weights(Statement.Weights statement, Scope scope);

  void training(Statement.Training statement, Scope scope);
}
