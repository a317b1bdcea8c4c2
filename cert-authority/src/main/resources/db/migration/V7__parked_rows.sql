-- a row that Kafka refuses is put aside, so that it holds up no other
alter table authority
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index authority_parked on authority (sha256) where parked_revision = revision;
alter table certificate
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index certificate_parked on certificate (sha256) where parked_revision = revision;
