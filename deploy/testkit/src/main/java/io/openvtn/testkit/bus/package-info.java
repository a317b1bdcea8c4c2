/** The broker as a plain client sees it. */
package io.openvtn.testkit.bus;
