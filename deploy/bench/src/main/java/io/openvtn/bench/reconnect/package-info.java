/** What happens when a whole fleet comes back at once: reckoned, as no machine here could make so many VENs. */
package io.openvtn.bench.reconnect;
