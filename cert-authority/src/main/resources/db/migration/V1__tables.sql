-- authority

create table authority (
    name               varchar(64) primary key,
    algorithm          varchar(8)  not null,
    generation         int         not null,
    role               varchar(16) not null,
    state              varchar(16) not null,
    certificate        bytea       not null,
    key_holder         varchar(16) not null,
    kept_key           bytea       not null,
    sha256             char(64)    not null unique,
    not_before         timestamptz not null,
    not_after          timestamptz not null,
    revision           bigint      not null,
    published_revision bigint      not null default 0,
    parked_revision    bigint      not null default 0,
    parked_reason      text
);
comment on column authority.parked_revision is 'a row that Kafka refuses is put aside, so that it holds up no other';
create unique index authority_hierarchy on authority (algorithm, generation, role);
create index authority_parked on authority (sha256) where parked_revision = revision;

-- issuance

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
    superseded_at      timestamptz,
    expiry_notice      int,
    issued_at          timestamptz  not null,
    issued_by          varchar(128) not null,
    revision           bigint       not null,
    published_revision bigint       not null default 0,
    parked_revision    bigint       not null default 0,
    parked_reason      text
);
create index certificate_unpublished on certificate (issued_at) where revision > published_revision;
create index certificate_parked on certificate (sha256) where parked_revision = revision;
create index certificate_ven_name on certificate (ven_name, sha256);
create index certificate_public_key on certificate (public_key_sha256);
create index certificate_superseded on certificate (superseded_at) where superseded_at is not null and status = 'VALID';
create index certificate_not_after on certificate (not_after) where status = 'VALID';
-- what a revocation list has to hold, in the order of its numbers; most certificates are in none
create index certificate_revoked on certificate (issuer, revoked_at) where revoked_at is not null;
-- which certificates a device has fetched with one that is revoked
create index certificate_fetched_with on certificate (issued_by) where issued_by like 'certificate:%';

create table key_owner (
    public_key_sha256 char(64) primary key,
    owner             varchar(96) not null
);
comment on table key_owner is 'whose key it is: each key belongs to one VEN, or to one VTN or operator';

create table revocation_change (
    authority varchar(64) primary key references authority (name),
    changes   bigint not null
);
comment on column revocation_change.changes is 'counts revocations and releases';

-- revocation

create table revocation_list (
    authority   varchar(64) primary key references authority (name),
    number      bigint      not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    entries     int         not null,
    der         bytea       not null,
    covered     bigint      not null
);
comment on column revocation_list.covered is 'how many changes the list knows';

-- enrolment

create table enrolment_token (
    hash               char(64) primary key,
    id                 varchar(32)  not null unique,
    ven_name           varchar(64)  not null,
    created_at         timestamptz  not null,
    created_by         varchar(128) not null,
    expires_at         timestamptz  not null,
    public_key_sha256  char(64),
    approved_at        timestamptz,
    withdrawn_at       timestamptz,
    certificate_sha256 char(64) references certificate (sha256)
);

-- batch

create table batch (
    id                  varchar(32) primary key,
    created_at          timestamptz  not null,
    created_by          varchar(128) not null,
    total               int          not null,
    archive_public_key  bytea,
    archive_private_key bytea
);
create index batch_newest on batch (created_at desc, id desc);

create table batch_item (
    batch_id           varchar(32) not null references batch (id),
    position           int         not null,
    ven_name           varchar(64) not null,
    key_algorithm      varchar(8),
    csr                bytea,
    state              varchar(16) not null,
    certificate_sha256 char(64) references certificate (sha256),
    encrypted_password bytea,
    file               bytea,
    reason             varchar(1000),
    primary key (batch_id, position)
);
comment on column batch_item.file is 'what the archive holds for the VEN: a PKCS#12, or its certificate and chain in PEM';
comment on column batch_item.encrypted_password is 'of the PKCS#12, in CMS for the batch''s archive key';
create index batch_item_pending on batch_item (batch_id, position) where state = 'PENDING';

-- audit

create sequence audit_id increment by 50;

create table audit (
    id       bigint        primary key,
    at       timestamptz   not null,
    actor    varchar(128)  not null,
    action   varchar(32)   not null,
    subject  varchar(128)  not null,
    detail   varchar(2000) not null,
    sequence bigint unique,
    hash     char(64)
);
create index audit_unchained on audit (id) where sequence is null;

-- append-only for the service itself too: an entry is written once and linked once
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.sequence is null
       and (new.id, new.at, new.actor, new.action, new.subject, new.detail)
           = (old.id, old.at, old.actor, old.action, old.subject, old.detail) then
        return new;
    end if;
    raise exception 'the audit is append-only';
end
$$;

create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();

-- emptying the table at once is no change of a row, and no trigger for rows sees it
create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_is_append_only();
