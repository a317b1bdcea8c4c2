create table unknown_certificate (
    sha256              text collate "C" primary key,
    openadr_fingerprint text        not null,
    certificate         text        not null,
    subject             text        not null,
    issuer              text        not null,
    serial              text        not null,
    not_before          timestamptz not null,
    not_after           timestamptz not null,
    first_seen          timestamptz not null,
    last_seen           timestamptz not null,
    reports             bigint      not null default 1,
    status              text        not null default 'WAITING',
    decided_at          timestamptz,
    decided_by          text,
    reason              text,
    ven_id              text collate "C" references ven
);
comment on table unknown_certificate is 'certificates of trusted CAs that clients presented and that no VEN is bound to';
comment on column unknown_certificate.reports is 'how often vtn-api reported it; each replica reports one at most once in a while';
create index unknown_certificate_by_status on unknown_certificate (status, sha256);
