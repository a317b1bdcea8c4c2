create table ven_transition (
    id          bigint generated always as identity primary key,
    ven_id      text collate "C" not null references ven,
    at          timestamptz not null,
    from_status text,
    to_status   text        not null,
    actor       text        not null,
    reason      text
);
comment on table ven_transition is 'who moved which VEN between its states, when and why; never changed, never deleted';
comment on column ven_transition.from_status is 'null: the VEN was made';
create index ven_transition_of_ven on ven_transition (ven_id, id);

create table registration_request (
    request_id           text collate "C" primary key,
    ven_id               text collate "C" not null references ven,
    kind                 text        not null,
    requested_at         timestamptz not null,
    requested_by         text        not null,
    reason               text,
    answered_at          timestamptz,
    response_code        text,
    response_description text
);
comment on table registration_request is 'what operators asked of a VEN''s registration, and what became of it';
create unique index registration_request_waiting on registration_request (ven_id, kind) where answered_at is null;
create index registration_request_of_ven on registration_request (ven_id, requested_at);
