/** What other runtimes say of Nacre's models. */
package nacre.interop;
