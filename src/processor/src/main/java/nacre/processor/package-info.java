/**
 * Compiles models in the middle of javac: {@code @NacreModel} names them, a forked worker compiles them, findings become
 * diagnostics on the annotation. Only the standard API is used, so that build tools may wrap it.
 */
@org.jspecify.annotations.NullMarked
package nacre.processor;
