/** What VENs say and what they are answered, in XML. */
package io.openvtn.bench.fleet.message;
