-- a row that Kafka refuses is put aside, so that it holds up no other
alter table event
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index event_parked on event (event_id) where parked_revision = revision;
alter table ven_deliveries
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index ven_deliveries_parked on ven_deliveries (ven_id) where parked_revision = revision;
