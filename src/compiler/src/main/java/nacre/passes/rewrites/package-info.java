/** The rewrites, one per file, each with its algebra. */
package nacre.passes.rewrites;
