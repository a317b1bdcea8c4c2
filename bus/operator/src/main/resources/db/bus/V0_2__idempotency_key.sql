-- answers for those who ask again because they never saw the first one; secrets are not among them
create table idempotency_key (
    actor          varchar(128) not null,
    key_sha256     char(64)     not null,
    request_hmac   char(64)     not null,
    status         integer      not null,
    headers        text         not null,
    body           text,
    secret_is_lost text,
    answered_at    timestamptz  not null,
    primary key (actor, key_sha256)
);
create index idempotency_key_answered on idempotency_key (answered_at);
comment on column idempotency_key.secret_is_lost is 'what a repeat is told instead of an answer that held a secret';
