/** The Maven plugin: what a build says of models becomes a request to the worker, and its answer log lines and markers. */
@org.jspecify.annotations.NullMarked
package nacre.maven;
