/** Operators, and what all their APIs have in common. */
package io.openvtn.testkit.operator;
