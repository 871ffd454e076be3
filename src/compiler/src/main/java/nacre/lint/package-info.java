/** The linter: rules, what they find, what is allowed, and the fixes that follow. Reads networks as they were written. */
package nacre.lint;
