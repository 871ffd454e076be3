/** The compiler as a process: reads a {@link nacre.front.Request}, answers with {@link nacre.front.Message}s. */
package nacre.worker;
