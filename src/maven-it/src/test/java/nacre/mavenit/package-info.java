/** Projects of users, built with the plugin by Mavens in processes of their own. */
package nacre.mavenit;
