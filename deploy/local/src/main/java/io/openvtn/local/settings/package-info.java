/** Services, their ports, secrets and settings. */
package io.openvtn.local.settings;
