package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ops that texts say with a sign. */
enum Sign {
  ADD("add", "+", Expression.SUM), SUB("sub", "-", Expression.SUM), MUL("mul", "*", Expression.PRODUCT),
  DIV("div", "/", Expression.PRODUCT), NEG("neg", "-", Expression.TERM);

  private final String op;
  private final String sign;
  private final int precedence;

  Sign(String op, String sign, int precedence) {
    this.op = op;
    this.sign = sign;
    this.precedence = precedence;
  }

  static Optional<Sign> of(Callee.Operation operation) {
    for (Sign each : values()) {
      if (each.op.equals(operation.name()) && operation.settings().isEmpty()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** None of the operands is a pipe. */
  Expression expression(List<Expression> operands) {
    List<String> read = new ArrayList<>();
    operands.forEach(operand -> read.addAll(operand.read()));
    if (operands.stream().anyMatch(Expression::isPipe)) {
      throw new IllegalArgumentException("a pipe beside `" + sign + "`");
    }
    String text = operands.size() == 1
        ? sign + operands.getFirst().operand(Expression.TERM)
        : operands.getFirst().operand(precedence) + " " + sign + " " + operands.getLast().operand(precedence + 1);
    return new Expression(text, operands.size() == 1 ? Expression.PRODUCT : precedence, List.of(), read);
  }
}
