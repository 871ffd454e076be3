/** One class per rule. A rule states an exact condition on the flow of values; it never counts hops. */
package nacre.lint.rules;
