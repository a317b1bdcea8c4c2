/** Operators who show tokens of an OpenID Connect provider. */
package io.openvtn.bus.token;
