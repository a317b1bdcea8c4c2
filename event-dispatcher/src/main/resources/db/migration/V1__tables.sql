-- event

create table event (
    event_id            text collate "C" primary key,
    modification_number integer     not null,
    last_number         integer     not null default 0,
    definition          jsonb       not null,
    visible_from        timestamptz,
    near_at             timestamptz not null,
    start_at            timestamptz not null,
    ends_at             timestamptz,
    cancelled           boolean     not null,
    created_at          timestamptz not null,
    revision            bigint      not null,
    published_revision  bigint      not null default 0,
    parked_revision     bigint      not null default 0,
    parked_reason       text,
    trace_parent        text
);
comment on table event is 'DR events as operators wrote them; status is not stored, as it depends on the clock';
comment on column event.last_number is 'the highest modificationNumber that any VEN of the event has: one more than the event''s after it was cancelled for some VENs';
comment on column event.visible_from is 'from here on VENs get the event; null is from its creation';
comment on column event.near_at is 'start less rampUp: from here on the status is near';
comment on column event.ends_at is 'start + duration + tolerance: from here on the status is completed; null is open-ended';
comment on column event.parked_revision is 'a row that Kafka refuses is put aside, so that it holds up no other';
comment on column event.trace_parent is 'W3C traceparent of the request that the event was last called, changed or cancelled with; null without traces';
create index event_newest on event (created_at desc, event_id desc);
create index event_unpublished on event (event_id) where revision > published_revision;
create index event_parked on event (event_id) where parked_revision = revision;

create table event_version (
    event_id            text collate "C" not null,
    version             bigint      not null,
    modification_number integer     not null,
    change              text        not null,
    changed_by          text        not null,
    changed_at          timestamptz not null,
    affected_vens       integer     not null,
    definition          jsonb       not null,
    primary key (event_id, version)
);

-- targeting

create table ven (
    ven_id      text collate "C" primary key,
    status      text   not null,
    target_keys text[] not null default '{}',
    capacity_kw double precision,
    record      jsonb,
    revision    bigint not null
);
comment on table ven is 'what this service has to know of each VEN to resolve targets; built from the topic vens';
comment on column ven.target_keys is 'all that can name the VEN, such as groups:feeder-12 or pnodes:…: the words of TargetKind';
comment on column ven.capacity_kw is 'sum over its resources; null is not known';
comment on column ven.record is 'the VEN as the registry published it';
create index ven_target_keys on ven using gin (target_keys);

create function targeted_vens(included text[], excluded text[]) returns setof text language sql stable as $$
    select ven_id from ven where target_keys && included and not (target_keys && excluded) and status <> 'RETIRED'
$$;

-- delivery

create table dispatch (
    event_id            text collate "C" primary key,
    modification_number integer     not null,
    created_at          timestamptz not null,
    response_required   boolean     not null,
    included            text[]      not null,
    excluded            text[]      not null,
    later_joiners       boolean     not null,
    ends_at             timestamptz,
    latest_end          timestamptz,
    answer_by           timestamptz,
    cancelled           boolean     not null,
    targeted_vens       integer     not null default 0,
    fan_out             text        not null default 'done' check (fan_out in ('called', 'opening', 'done')),
    closed              boolean     not null default false
);
comment on table dispatch is 'what has to be known of an event to deliver it, as it was last called, changed or cancelled';
comment on column dispatch.ends_at is 'null is open-ended';
comment on column dispatch.latest_end is 'the latest ends_at of any modification: until then a VEN that does not know the last one may still act; null is open-ended';
comment on column dispatch.answer_by is 'a VEN that has not answered by then counts as not answering';
comment on column dispatch.targeted_vens is 'how many VENs have the event, those that it is cancelled for alone left out';
comment on column dispatch.fan_out is 'how far the event has come to VENs that are too many for one request: called has yet to find who they are, opening has put them into cohorts';
comment on column dispatch.closed is 'no VEN''s record lists the event any more: the sweep is done with it';
create index dispatch_open on dispatch (created_at desc) where not closed;
create index dispatch_fan_out on dispatch (created_at) where fan_out <> 'done';

create table cohort (
    cohort_id          text collate "C" primary key,
    event_id           text collate "C" not null,
    ven_ids            text[] collate "C" not null,
    opened             boolean not null default false,
    revision           bigint  not null default 1,
    published_revision bigint  not null default 0,
    parked_revision    bigint  not null default 0,
    parked_reason      text
);
comment on table cohort is 'one record of the topic cohorts: VENs that have an event in common';
comment on column cohort.ven_ids is 'in their order; those whose delivery is shared';
comment on column cohort.opened is 'whether the VENs have their deliveries: not published before';
-- Compressing IDs takes longer than writing them.
alter table cohort alter column ven_ids set storage external;
create index cohort_of_event on cohort (event_id);
create index cohort_unopened on cohort (event_id, cohort_id) where not opened;
create index cohort_unpublished on cohort (cohort_id) where opened and revision > published_revision;
create index cohort_parked on cohort (cohort_id) where parked_revision = revision;

-- No foreign keys: a million rows are written for one event.
create table delivery (
    event_id             text collate "C" not null,
    ven_id               text collate "C" not null,
    modification_number  integer not null,
    state                text    not null
        check (state in ('pending', 'delivered', 'acknowledged', 'optIn', 'optOut', 'error')),
    acknowledged         boolean not null default false,
    cancelled            boolean not null default false,
    response_required    boolean not null,
    shared               boolean not null default false,
    listed               boolean not null default true,
    offers               integer not null default 0,
    first_offered_at     timestamptz,
    last_offered_at      timestamptz,
    answered_at          timestamptz,
    response_code        text,
    response_description text,
    opt_type             text,
    opt_id               text,
    answer_state         text,
    answer_opt           text,
    answer_at            timestamptz,
    primary key (event_id, ven_id)
);
comment on table delivery is 'one event for one VEN';
comment on column delivery.state is 'of the current modification_number';
comment on column delivery.cancelled is 'the event is cancelled for this VEN alone';
comment on column delivery.shared is 'whether a cohort names the VEN';
comment on column delivery.listed is 'whether the VEN''s record on the topic deliveries, or a cohort, still names the event';
comment on column delivery.opt_id is 'the oadrCreateOpt that decided: no oadrCreatedEvent overrides it (rule 206)';
comment on column delivery.answer_state is 'what oadrCreatedEvent made of state, whatever an oadrCreateOpt has made of it since: it holds again when that is cancelled';
create index delivery_of_ven on delivery (ven_id) where listed;
create index delivery_listed on delivery (event_id, acknowledged) where listed;
create index delivery_leaving on delivery (event_id, ven_id) where listed and shared and acknowledged;
create index delivery_cancelled on delivery (event_id) where listed and cancelled and acknowledged;

-- A delivery's state with what the clock adds to it. One that never came for the event is told from one that does not answer.
create function delivery_state(
    state text, offers integer, ends_at timestamptz, answer_by timestamptz, moment timestamptz, most_offers integer)
    returns text language sql immutable as $$
    select case
        when state not in ('pending', 'delivered') then state
        when state = 'pending' and (ends_at <= moment or answer_by <= moment) then 'notReached'
        when ends_at <= moment then 'expired'
        when answer_by <= moment or offers >= most_offers then 'notAnswering'
        else state
    end
$$;

create table former_answer (
    event_id             text collate "C" not null,
    ven_id               text collate "C" not null,
    modification_number  integer     not null,
    opt_type             text,
    answered_at          timestamptz,
    response_code        text,
    response_description text,
    primary key (event_id, ven_id, modification_number)
);
comment on table former_answer is 'what VENs had answered to a modification before the next one asked them afresh';

create table ven_deliveries (
    ven_id             text collate "C" primary key,
    opt_ids            text[] not null default '{}',
    revision           bigint not null,
    published_revision bigint not null default 0,
    parked_revision    bigint not null default 0,
    parked_reason      text
);
comment on table ven_deliveries is 'one record of the topic deliveries; whoever changes a VEN''s deliveries locks its row here, after the events'' in dispatch and in the order of ven_id';
comment on column ven_deliveries.opt_ids is 'the opts of the VEN, the newest first: by them it is known which of them it may cancel';
create index ven_deliveries_unpublished on ven_deliveries (ven_id) where revision > published_revision;
create index ven_deliveries_parked on ven_deliveries (ven_id) where parked_revision = revision;

-- conversation

create table handled_message (
    message_id text collate "C" primary key,
    handled_at timestamptz not null
);
comment on table handled_message is 'messages of ven-messages that have been taken, kept longer than the topic keeps them: makes a repeat harmless';
create index handled_message_age on handled_message (handled_at);

create table ven_contact (
    ven_id               text collate "C" primary key,
    last_message         text        not null,
    last_message_at      timestamptz not null,
    last_message_refused boolean     not null default false,
    last_error           text,
    last_error_at        timestamptz
);
comment on table ven_contact is 'what was last heard of each VEN';
comment on column ven_contact.last_message_refused is 'the last message had no effect: last_error says why';

create table ven_refusal (
    ven_id        text collate "C" not null,
    message       text not null,
    response_code text not null,
    description   text not null,
    at            timestamptz not null,
    primary key (ven_id, message)
);
comment on table ven_refusal is 'the last refusal of each kind of message of a VEN, for the one who asks why it did not get an event';

-- opt

create table opt (
    ven_id              text collate "C" not null,
    opt_id              text collate "C" not null,
    opt_type            text not null,
    reason              text not null,
    market_context      text,
    event_id            text,
    modification_number integer,
    resources           text[] not null,
    device_classes      text[] not null default '{}',
    created_at          timestamptz not null,
    message_id          text not null,
    primary key (ven_id, opt_id)
);
comment on table opt is 'what VENs said with oadrCreateOpt; one for a class of devices says nothing about the VEN as a whole';
comment on column opt.modification_number is 'of the event that it is for';
create index opt_of_event on opt (event_id) where event_id is not null;

create table opt_window (
    ven_id text collate "C" not null,
    opt_id text collate "C" not null,
    starts timestamptz not null,
    ends   timestamptz not null,
    foreign key (ven_id, opt_id) references opt on delete cascade
);
comment on column opt_window.ends is 'infinity is without an end';
create index opt_window_of_opt on opt_window (ven_id, opt_id);
create index opt_window_time on opt_window (starts, ends);
