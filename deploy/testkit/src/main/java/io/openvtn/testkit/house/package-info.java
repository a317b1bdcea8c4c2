/** What holds in every module: architecture, and who writes which table. */
package io.openvtn.testkit.house;
