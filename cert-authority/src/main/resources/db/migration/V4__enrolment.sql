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
