package nacre.codegen;

/** placeholder */
final class PlanChecker {
  private PlanChecker() {}

  static void check(Plan plan) {}
}
