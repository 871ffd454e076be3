/** The file of settings, {@code nacre.toml}: where it is, what it says of a model, and what is wrong with it. */
package nacre.config;
