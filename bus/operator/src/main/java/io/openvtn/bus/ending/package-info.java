/** How a service with an operator API ends without cutting anybody off. */
package io.openvtn.bus.ending;
