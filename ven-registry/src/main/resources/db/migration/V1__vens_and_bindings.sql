create table ven (
    ven_id                 text collate "C" primary key,
    ven_name               text        not null unique,
    status                 text        not null,
    registration_id        text        not null unique,
    registered             boolean     not null default false,
    registered_at          timestamptz,
    profile                text,
    transport              text,
    transport_address      text,
    reported_ven_name      text,
    report_only            boolean     not null default false,
    xml_signature          boolean     not null default false,
    http_pull              boolean     not null default false,
    groups                 text[]      not null default '{}',
    resources              text[]      not null default '{}',
    market_contexts        text[]      not null default '{}',
    poll_frequency_seconds bigint      not null,
    last_seen              timestamptz,
    created_at             timestamptz not null,
    revision               bigint      not null,
    published_revision     bigint      not null default 0
);
comment on column ven.registration_id is 'made before the VEN asks for it, so that every replica of the endpoint answers the same one';
comment on column ven.last_seen is 'not published: changes without a new revision';
create index ven_unpublished on ven (ven_id) where revision > published_revision;
create index ven_groups on ven using gin (groups);

create table binding (
    sha256               text collate "C" primary key,
    ven_id               text collate "C" references ven,
    not_before           timestamptz,
    not_after            timestamptz,
    status               text        not null,
    certificate_revision bigint      not null default 0,
    bound_at             timestamptz not null
);
comment on column binding.sha256 is 'SHA-256 of the DER; the primary key binds a certificate to one VEN at most';
comment on column binding.ven_id is 'null: an operator took the certificate away, and only an operator binds it again';
comment on column binding.not_after is 'null with not_before: bound by its fingerprint alone, validity unknown';
comment on column binding.certificate_revision is 'of the last record on the topic certificates; 0: none yet';
create index binding_of_ven on binding (ven_id);

create table report_capability (
    ven_id     text collate "C" primary key references ven,
    request_id text        not null,
    at         timestamptz not null,
    reports    jsonb       not null
);
comment on table report_capability is 'the last oadrRegisterReport of each VEN; it replaces all former ones';
