-- VENs that were made with the fingerprint that is printed on the device, before the certificate itself was ever seen
create table awaited_certificate (
    short_form    text collate "C" primary key,
    ven_id        text collate "C" not null references ven,
    awaited_since timestamptz not null
);
comment on column awaited_certificate.short_form is 'the last 10 bytes of the SHA-256, 20 hex digits';
create index awaited_certificate_of_ven on awaited_certificate (ven_id);
create index unknown_certificate_short_form on unknown_certificate (right(sha256, 20));

-- names that VENs had before: their certificates carry them, so nobody else gets them
create table former_ven_name (
    ven_name text primary key,
    ven_id   text collate "C" not null references ven,
    until    timestamptz not null
);
