create table batch (
    id                  varchar(32) primary key,
    created_at          timestamptz  not null,
    created_by          varchar(128) not null,
    total               int          not null,
    archive_public_key  bytea,
    archive_private_key bytea
);

create table batch_item (
    batch_id           varchar(32) not null references batch (id),
    position           int         not null,
    ven_name           varchar(64) not null,
    key_algorithm      varchar(8),
    csr                bytea,
    state              varchar(16) not null,
    certificate_sha256 char(64) references certificate (sha256),
    encrypted_key      bytea,
    reason             varchar(1000),
    primary key (batch_id, position)
);

create index batch_item_pending on batch_item (batch_id, position) where state = 'PENDING';
