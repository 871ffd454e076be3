/**
 * What runs inside a build tool, on its Java: finds a Java that runs the compiler, forks it, and remembers what is up to date.
 * {@link nacre.front.Request} and {@link nacre.front.Message} are all that the two processes say to each other.
 */
@org.jspecify.annotations.NullMarked
package nacre.front;
