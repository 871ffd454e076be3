/** What is said of models, for programs: JSON, SARIF and the annotations of GitHub. */
package nacre.report;
