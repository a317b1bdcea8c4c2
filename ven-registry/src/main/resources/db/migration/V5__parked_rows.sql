-- a row that Kafka refuses is put aside, so that it holds up no other
alter table ven
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index ven_parked on ven (ven_id) where parked_revision = revision;
