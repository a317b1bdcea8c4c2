/** Starting, watching and ending processes. */
package io.openvtn.local.process;
