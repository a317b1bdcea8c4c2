-- a row that Kafka refuses is put aside, so that it holds up no other
alter table ven
    add column parked_revision bigint not null default 0,
    add column parked_reason text;
create index ven_parked on ven (ven_id) where parked_revision = revision;

-- how far each partition has been taken in: a database that is restored goes on from where it was, not from where the consumer is
create table intake_offset (
    topic            text    not null,
    partition_number integer not null,
    incarnation      text    not null,
    next_offset      bigint  not null,
    primary key (topic, partition_number)
);
comment on column intake_offset.incarnation is 'the topic''s ID on its broker: offsets of a topic that was made anew mean nothing';
