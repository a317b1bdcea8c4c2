-- All that can name a VEN in one column, 'groups:feeder-12', 'pnodes:…': the words of TargetKind. Reading the topic vens once more
-- (its consumer has a new group) fills what the old columns did not hold.
alter table ven add column target_keys text[] not null default '{}';
alter table ven add column capacity_kw double precision;
alter table ven add column record jsonb;
update ven set revision = 0, target_keys = array['vens:' || ven_id]
    || array(select 'groups:' || id from unnest(groups) id)
    || array(select 'resources:' || id from unnest(resources) id)
    || array(select 'marketContexts:' || id from unnest(market_contexts) id);
drop function targeted_vens(text[], text[], text[]);
alter table ven drop column groups, drop column resources, drop column market_contexts;
create index ven_target_keys on ven using gin (target_keys);
comment on column ven.capacity_kw is 'sum over its resources; null is not known';
comment on column ven.record is 'the VEN as the registry published it';

create function targeted_vens(included text[], excluded text[]) returns setof text language sql stable as $$
    select ven_id from ven where target_keys && included and not (target_keys && excluded) and status <> 'RETIRED'
$$;

alter table event add column included text[] not null default '{}';
alter table event add column excluded text[] not null default '{}';
alter table event add column later_joiners boolean not null default false;
alter table event add column answer_by timestamptz;
alter table event add column last_number integer not null default 0;
update event set last_number = modification_number,
    definition = definition || '{"visibility": "CREATION", "laterJoiners": false}';
comment on column event.last_number is 'the highest modificationNumber that any VEN of the event has: one more than the event''s after it was cancelled for some VENs';
comment on column event.answer_by is 'a VEN that has not answered by then counts as not answering';

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
insert into event_version select event_id, revision, modification_number, case when cancelled then 'cancelled' else 'created' end,
    'unknown', created_at, targeted_vens, definition from event;

alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
    check (state in ('pending', 'delivered', 'acknowledged', 'optIn', 'optOut', 'error'));
alter table delivery add column cancelled boolean not null default false;
alter table delivery add column opt_type text;
alter table delivery add column opt_id text;
update delivery set opt_type = state where state in ('optIn', 'optOut');
update delivery set state = 'error' where state in ('optIn', 'optOut') and response_code not like '2%';
update delivery set state = 'acknowledged' where state = 'delivered' and acknowledged;
comment on column delivery.cancelled is 'the event is cancelled for this VEN alone';
comment on column delivery.opt_id is 'the oadrCreateOpt that decided: no oadrCreatedEvent overrides it (rule 206)';
create index delivery_cancelled on delivery (event_id) where listed and cancelled and acknowledged;

-- A delivery's state with what the clock adds to it.
create function delivery_state(state text, offers integer, ends_at timestamptz, answer_by timestamptz, moment timestamptz, most_offers integer)
    returns text language sql immutable as $$
    select case
        when state not in ('pending', 'delivered') then state
        when ends_at <= moment then 'expired'
        when answer_by <= moment or offers >= most_offers then 'notAnswering'
        else state
    end
$$;

-- What was last heard of each VEN.
create table ven_contact (
    ven_id          text collate "C" primary key,
    last_message    text not null,
    last_message_at timestamptz not null,
    last_error      text,
    last_error_at   timestamptz
);

-- What VENs said with oadrCreateOpt.
create table opt (
    ven_id         text collate "C" not null,
    opt_id         text collate "C" not null,
    opt_type       text not null,
    reason         text not null,
    market_context text,
    event_id       text,
    resources      text[] not null,
    created_at     timestamptz not null,
    message_id     text not null,
    primary key (ven_id, opt_id)
);
create index opt_of_event on opt (event_id) where event_id is not null;

create table opt_window (
    ven_id  text collate "C" not null,
    opt_id  text collate "C" not null,
    starts  timestamptz not null,
    ends    timestamptz not null,
    foreign key (ven_id, opt_id) references opt on delete cascade
);
create index opt_window_of_opt on opt_window (ven_id, opt_id);
create index opt_window_time on opt_window (starts, ends);
comment on column opt_window.ends is 'infinity is without an end';
