-- The OpenADR fingerprint: the last 10 bytes. People tell certificates apart by it, so no two of them may share one.
create unique index binding_short_form on binding (right(sha256, 20));
