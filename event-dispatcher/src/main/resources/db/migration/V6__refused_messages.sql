-- The last refusal of each kind of message of a VEN, for the one who asks why it did not get an event.
create table ven_refusal (
    ven_id        text collate "C" not null,
    message       text not null,
    response_code text not null,
    description   text not null,
    at            timestamptz not null,
    primary key (ven_id, message)
);
