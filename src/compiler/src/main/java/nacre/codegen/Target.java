package nacre.codegen;

/** What a plan is made for. */
public enum Target {
  /** Java arrays, one per kind of number, and kernels that any Java runtime can run. */
  JAVA
}
