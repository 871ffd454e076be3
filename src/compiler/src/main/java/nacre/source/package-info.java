/** Texts and positions in them, and everything that is said about them: diagnostics, fixes, edits, differences. */
package nacre.source;
