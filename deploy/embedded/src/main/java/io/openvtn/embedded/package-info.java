/** A real Kafka broker and a real PostgreSQL out of Maven artifacts, for tests and for the local suite. */
package io.openvtn.embedded;
