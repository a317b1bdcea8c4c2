-- how far each partition has been taken in: a database that is restored goes on from where it was, not from where the consumer is
create table intake_offset (
    topic            text    not null,
    partition_number integer not null,
    incarnation      text    not null,
    next_offset      bigint  not null,
    primary key (topic, partition_number)
);
comment on column intake_offset.incarnation is 'the topic''s ID on its broker: offsets of a topic that was made anew mean nothing';
