create table authority (
    name               varchar(64) primary key,
    role               varchar(16) not null,
    certificate        bytea       not null,
    encrypted_key      bytea       not null,
    sha256             char(64)    not null unique,
    not_before         timestamptz not null,
    not_after          timestamptz not null,
    revision           bigint      not null,
    published_revision bigint      not null default 0
);

create table certificate (
    sha256             char(64) primary key,
    serial             varchar(40)  not null unique,
    issuer             varchar(64)  not null references authority (name),
    subject            varchar(512) not null,
    profile            varchar(16)  not null,
    ven_name           varchar(64),
    public_key_sha256  char(64)     not null,
    certificate        bytea        not null,
    not_before         timestamptz  not null,
    not_after          timestamptz  not null,
    status             varchar(16)  not null,
    revocation_reason  varchar(32),
    revoked_at         timestamptz,
    issued_at          timestamptz  not null,
    issued_by          varchar(128) not null,
    revision           bigint       not null,
    published_revision bigint       not null default 0
);

create index certificate_unpublished on certificate (issued_at) where revision > published_revision;
create index certificate_ven_name on certificate (ven_name, sha256);
create index certificate_public_key on certificate (public_key_sha256);
