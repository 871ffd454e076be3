/** The command line: reads arguments, calls the driver, prints. Holds no analysis of its own. */
package nacre.cli;
