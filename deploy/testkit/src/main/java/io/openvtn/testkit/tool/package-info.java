/** Other programs that tests drive, and what is logged. */
package io.openvtn.testkit.tool;
