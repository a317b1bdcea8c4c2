package io.openvtn.eventdispatcher.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long is kept what VENs said. */
@ConfigMapping(prefix = "openvtn.dispatch")
interface ConversationConfig {

    /** How long messages of VENs are remembered to tell a repeat; longer than the topic ven-messages keeps them. */
    @WithDefault("8d")
    Duration rememberMessages();
}
