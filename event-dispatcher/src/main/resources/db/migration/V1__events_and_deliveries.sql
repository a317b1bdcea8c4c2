-- DR events as operators wrote them. Status is not stored: it depends on the clock.
create table event (
    event_id            text collate "C" primary key,
    modification_number integer     not null,
    definition          jsonb       not null,
    near_at             timestamptz not null,
    start_at            timestamptz not null,
    ends_at             timestamptz,
    cancelled           boolean     not null,
    targeted_vens       integer     not null,
    created_at          timestamptz not null,
    closed              boolean     not null default false,
    revision            bigint      not null,
    published_revision  bigint      not null default 0
);
comment on column event.near_at is 'start less rampUp: from here on the status is near';
comment on column event.ends_at is 'start + duration + tolerance: from here on the status is completed; null is open-ended';
comment on column event.closed is 'no VEN''s record lists the event any more: the sweep is done with it';
create index event_newest on event (created_at desc, event_id desc);
create index event_unpublished on event (event_id) where revision > published_revision;
create index event_open on event (event_id) where not closed;

-- What this service has to know of each VEN to resolve targets; built from the topic vens.
create table ven (
    ven_id          text collate "C" primary key,
    status          text   not null,
    groups          text[] not null,
    resources       text[] not null,
    market_contexts text[] not null,
    revision        bigint not null
);
create index ven_groups on ven using gin (groups);
create index ven_resources on ven using gin (resources);

create function targeted_vens(of_vens text[], of_groups text[], of_resources text[]) returns setof text
    language sql stable as $$
    select ven_id from ven where ven_id = any (of_vens) and status <> 'RETIRED'
    union
    select ven_id from ven where groups && of_groups and status <> 'RETIRED'
    union
    select ven_id from ven where resources && of_resources and status <> 'RETIRED'
$$;

-- One event for one VEN. No foreign keys: rows are written in the event's own transaction, a million at a time.
create table delivery (
    event_id             text collate "C" not null,
    ven_id               text collate "C" not null,
    modification_number  integer not null,
    state                text    not null check (state in ('pending', 'delivered', 'optIn', 'optOut')),
    acknowledged         boolean not null default false,
    response_required    boolean not null,
    listed               boolean not null default true,
    offers               integer not null default 0,
    first_offered_at     timestamptz,
    last_offered_at      timestamptz,
    answered_at          timestamptz,
    response_code        text,
    response_description text,
    primary key (event_id, ven_id)
);
comment on column delivery.state is 'of the current modification_number';
comment on column delivery.listed is 'whether the VEN''s record on the topic deliveries still names the event';
create index delivery_of_ven on delivery (ven_id) where listed;
create index delivery_listed on delivery (event_id, acknowledged) where listed;

-- One record of the topic deliveries. Whoever changes a VEN's deliveries locks its row here first, in the order of ven_id.
create table ven_deliveries (
    ven_id             text collate "C" primary key,
    revision           bigint not null,
    published_revision bigint not null default 0
);
create index ven_deliveries_unpublished on ven_deliveries (ven_id) where revision > published_revision;

-- Messages of ven-messages that have been taken, kept longer than the topic keeps them: makes a repeat harmless.
create table handled_message (
    message_id text collate "C" primary key,
    handled_at timestamptz not null
);
create index handled_message_age on handled_message (handled_at);
