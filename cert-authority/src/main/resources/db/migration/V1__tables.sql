-- authority

create table authority (
    name               text collate "C" primary key,
    algorithm          text collate "C"  not null,
    generation         int         not null,
    role               text collate "C" not null,
    state              text collate "C" not null,
    certificate        bytea       not null,
    key_holder         text collate "C" not null,
    kept_key           bytea       not null,
    sha256             text collate "C"    not null unique,
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
    sha256             text collate "C" primary key,
    serial             text collate "C"  not null unique,
    issuer             text collate "C"  not null references authority (name),
    subject            text not null,
    profile            text collate "C"  not null,
    ven_name           text collate "C",
    public_key_sha256  text collate "C"     not null,
    certificate        bytea        not null,
    not_before         timestamptz  not null,
    not_after          timestamptz  not null,
    status             text collate "C"  not null,
    revocation_reason  text collate "C",
    revoked_at         timestamptz,
    superseded_at      timestamptz,
    expiry_notice      int,
    issued_at          timestamptz  not null,
    issued_by          text collate "C" not null,
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
create index certificate_of_vtn on certificate (issued_at) where issued_by = 'enrolment:vtn';

create table key_owner (
    public_key_sha256 text collate "C" primary key,
    owner             text collate "C" not null
);
comment on table key_owner is 'whose key it is: each key belongs to one VEN, or to one VTN or operator';

create table revocation_change (
    authority text collate "C" primary key references authority (name),
    changes   bigint not null
);
comment on column revocation_change.changes is 'counts revocations and releases';

-- revocation

create table revocation_list (
    authority   text collate "C" primary key references authority (name),
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
    hash               text collate "C" primary key,
    id                 text collate "C"  not null unique,
    ven_name           text collate "C"  not null,
    created_at         timestamptz  not null,
    created_by         text collate "C" not null,
    expires_at         timestamptz  not null,
    public_key_sha256  text collate "C",
    approved_at        timestamptz,
    withdrawn_at       timestamptz,
    certificate_sha256 text collate "C" references certificate (sha256)
);

-- batch

create table batch (
    id                  text collate "C" primary key,
    created_at          timestamptz  not null,
    created_by          text collate "C" not null,
    total               int          not null,
    archive_public_key  bytea,
    archive_private_key bytea
);
create index batch_newest on batch (created_at desc, id desc);

create table batch_item (
    batch_id           text collate "C" not null references batch (id),
    position           int         not null,
    ven_name           text collate "C" not null,
    key_algorithm      text collate "C",
    csr                bytea,
    state              text collate "C" not null,
    certificate_sha256 text collate "C" references certificate (sha256),
    encrypted_password bytea,
    chain              bytea,
    encrypted_key      bytea,
    pkcs12             bytea,
    reason             text collate "C",
    primary key (batch_id, position)
);
comment on column batch_item.chain is 'the certificate and those of its issuers in PEM; null until it is issued';
comment on column batch_item.encrypted_key is 'PKCS#8 in PEM; null for a CSR, as are pkcs12 and encrypted_password';
comment on column batch_item.encrypted_password is 'of key and PKCS#12, in CMS for the batch''s archive key';
create index batch_item_pending on batch_item (batch_id, position) where state = 'PENDING';

-- audit

create sequence audit_id increment by 50;

create table audit (
    id       bigint        primary key,
    at       timestamptz   not null,
    actor    text collate "C"  not null,
    action   text collate "C"   not null,
    subject  text  not null,
    detail   text collate "C" not null,
    sequence bigint unique,
    hash     text collate "C"
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
