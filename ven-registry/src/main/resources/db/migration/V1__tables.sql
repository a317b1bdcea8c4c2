-- ven

create table ven (
    ven_id                 text collate "C" primary key,
    ven_name               text        not null unique,
    status                 text        not null,
    registration_id        text        not null unique,
    registered             boolean     not null default false,
    registered_at          timestamptz,
    profile                text,
    transport              text,
    transport_address      text,
    reported_ven_name      text,
    report_only            boolean     not null default false,
    xml_signature          boolean     not null default false,
    http_pull              boolean     not null default false,
    groups                 text[]      not null default '{}',
    resources              jsonb       not null default '[]',
    market_contexts        text[]      not null default '{}',
    target_ids             text[]      not null default '{}',
    labels                 text[]      not null default '{}',
    poll_frequency_seconds bigint      not null,
    created_at             timestamptz not null,
    erased_at              timestamptz,
    revision               bigint      not null
);
comment on column ven.registration_id is 'made before the VEN asks for it, so that every replica of the endpoint answers the same one';
comment on column ven.resources is 'as the topic vens has them';
comment on column ven.target_ids is 'what else an event can name to reach the VEN: kind:id';
comment on column ven.erased_at is 'its words were taken away; null: they were not';
comment on column ven.labels is 'not published: name=value';
create index ven_status on ven (status, ven_id);
create index ven_created on ven (created_at, ven_id);
-- a short list of entries that are not merged yet: each search reads all of it, and that of the default size costs a page more than the index
create index ven_groups on ven using gin (groups) with (gin_pending_list_limit = 256);
create index ven_target_ids on ven using gin (target_ids) with (gin_pending_list_limit = 256);
create index ven_labels on ven using gin (labels) with (gin_pending_list_limit = 256);
create index ven_market_contexts on ven using gin (market_contexts) with (gin_pending_list_limit = 256);
create index ven_resources on ven using gin (resources jsonb_path_ops) with (gin_pending_list_limit = 256);
create index ven_registered on ven (registered, ven_id);
create index ven_poll_frequency on ven (poll_frequency_seconds, ven_id);
-- finds a part of a name without reading all of them; who may not create the extension finds it more slowly
do $$
begin
    create extension if not exists pg_trgm;
    -- the expression is that of the list's filter by text
    create index ven_text on ven using gin (
        lower((ven_name || ' ' || ven_id || ' ' || coalesce(reported_ven_name, '')) collate "default") gin_trgm_ops) with (gin_pending_list_limit = 256);
exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise warning 'without the extension pg_trgm a list of VENs by text reads all of them: %', sqlerrm;
end $$;

create table ven_publication (
    ven_id             text collate "C" primary key,
    revision           bigint not null,
    published_revision bigint not null default 0,
    parked_revision    bigint not null default 0,
    parked_reason      text
);
comment on table ven_publication is 'how far each VEN has come on its way to Kafka: apart from ven, as a mark there would be written to all its indexes';
comment on column ven_publication.revision is 'that of ven, kept so by triggers';
comment on column ven_publication.parked_revision is 'a row that Kafka refuses is put aside, so that it holds up no other';
create index ven_unpublished on ven_publication (ven_id) where revision > published_revision;
create index ven_parked on ven_publication (ven_id) where parked_revision = revision;

-- in the order of ven_id, in which the marks are locked, too
create function publish_made_vens() returns trigger language plpgsql as $$
begin
    insert into ven_publication (ven_id, revision) select ven_id, revision from made order by ven_id;
    return null;
end
$$;
create trigger ven_made after insert on ven referencing new table as made
    for each statement execute function publish_made_vens();

create function publish_changed_vens() returns trigger language plpgsql as $$
begin
    update ven_publication set revision = changed.revision
    from (select publication.ven_id, new_row.revision
          from new_row join old_row using (ven_id) join ven_publication publication using (ven_id)
          where new_row.revision <> old_row.revision order by ven_id for update of publication) changed
    where ven_publication.ven_id = changed.ven_id;
    return null;
end
$$;
create trigger ven_changed after update on ven referencing old table as old_row new table as new_row
    for each statement execute function publish_changed_vens();

create table ven_transition (
    id          bigint generated always as identity primary key,
    ven_id      text collate "C" not null references ven,
    at          timestamptz not null,
    from_status text,
    to_status   text        not null,
    actor       text        not null,
    reason      text
);
comment on table ven_transition is 'who moved which VEN between its states, when and why; never deleted, and never changed but that an erased VEN''s reasons go';
comment on column ven_transition.from_status is 'null: the VEN was made';
create index ven_transition_of_ven on ven_transition (ven_id, id);

create table former_ven_name (
    ven_name text primary key,
    ven_id   text collate "C" not null references ven,
    until    timestamptz not null
);
comment on table former_ven_name is 'names that VENs had before: their certificates carry them, so nobody else gets them';

-- binding

create table binding (
    sha256               text collate "C" primary key,
    ven_id               text collate "C" references ven,
    not_before           timestamptz,
    not_after            timestamptz,
    status               text        not null,
    certificate_revision bigint      not null default 0,
    bound_at             timestamptz not null
);
comment on column binding.sha256 is 'SHA-256 of the DER; the primary key binds a certificate to one VEN at most';
comment on column binding.ven_id is 'null: an operator took the certificate away, and only an operator binds it again';
comment on column binding.not_after is 'null with not_before: bound by its fingerprint alone, validity unknown';
comment on column binding.certificate_revision is 'of the last record on the topic certificates; 0: none yet';
create index binding_of_ven on binding (ven_id);
create index binding_not_after on binding (not_after) where status = 'VALID';
-- the OpenADR fingerprint, the last 10 bytes: people tell certificates apart by it, so no two of them may share one
create unique index binding_short_form on binding (right(sha256, 20));

create table awaited_certificate (
    short_form    text collate "C" primary key,
    ven_id        text collate "C" not null references ven,
    awaited_since timestamptz not null
);
comment on table awaited_certificate is 'VENs that were made with the fingerprint that is printed on the device, before the certificate itself was ever seen';
comment on column awaited_certificate.short_form is 'the last 10 bytes of the SHA-256, 20 hex digits';
create index awaited_certificate_of_ven on awaited_certificate (ven_id);

-- health

create table ven_contact (
    ven_id              text collate "C" primary key,
    first_seen          timestamptz,
    last_seen           timestamptz,
    silent_after        timestamptz not null default '-infinity',
    clock_skew_millis   bigint,
    software            text,
    refusals            bigint      not null default 0,
    transport_errors    bigint      not null default 0,
    refused_at          timestamptz,
    refused_message     text,
    refused_code        text,
    refused_http_status int,
    refused_description text
);
comment on table ven_contact is 'when each VEN was heard of: apart from ven, as it is written all the time and none of it is published';
comment on column ven_contact.silent_after is 'from then on the VEN is not online: three poll periods after its last message, and a little';
comment on column ven_contact.clock_skew_millis is 'how far its clock is ahead, by the last message that had a time';
comment on column ven_contact.software is 'how its client called itself when it registered';
comment on column ven_contact.refusals is 'how many messages of the VEN had no effect; the columns refused_ are of the last one';
comment on column ven_contact.transport_errors is 'how many of them were answered with an HTTP error';
create index ven_contact_silent on ven_contact (silent_after);
create index ven_contact_software on ven_contact (software, ven_id) where software is not null;
-- the expression is that of the list's order by lastSeen
create index ven_contact_last_seen on ven_contact (coalesce(last_seen, timestamptz 'epoch'), ven_id);

create function await_made_vens() returns trigger language plpgsql as $$
begin
    insert into ven_contact (ven_id) select ven_id from made order by ven_id;
    return null;
end
$$;
create trigger ven_awaited after insert on ven referencing new table as made
    for each statement execute function await_made_vens();

-- group

create table ven_group (
    group_id    text collate "C" primary key,
    description text,
    held_by     text[]      not null default '{}',
    changed_at  timestamptz not null,
    changed_by  text        not null,
    revision    bigint      not null default 1
);
comment on table ven_group is 'groups of VENs; who is in one, says the table ven';
comment on column ven_group.held_by is 'groups that this one is part of: their VENs are its VENs, too';
create index ven_group_held_by on ven_group using gin (held_by);

-- registration

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

create table report_capability (
    ven_id     text collate "C" primary key references ven,
    request_id text        not null,
    at         timestamptz not null,
    reports    jsonb       not null
);
comment on table report_capability is 'the last oadrRegisterReport of each VEN; it replaces all former ones';

-- inbox

create table unknown_certificate (
    sha256              text collate "C" primary key,
    openadr_fingerprint text        not null,
    certificate         text        not null,
    subject             text        not null,
    issuer              text        not null,
    serial              text        not null,
    not_before          timestamptz not null,
    not_after           timestamptz not null,
    first_seen          timestamptz not null,
    last_seen           timestamptz not null,
    reports             bigint      not null default 1,
    status              text        not null default 'WAITING',
    decided_at          timestamptz,
    decided_by          text,
    reason              text,
    ven_id              text collate "C" references ven
);
comment on table unknown_certificate is 'certificates of trusted CAs that clients presented and that no VEN is bound to';
comment on column unknown_certificate.reports is 'how often vtn-api reported it; each replica reports one at most once in a while';
create index unknown_certificate_by_status on unknown_certificate (status, sha256);
create index unknown_certificate_short_form on unknown_certificate (right(sha256, 20));

-- imports

create table ven_import (
    import_id   text collate "C" primary key,
    created_at  timestamptz not null,
    created_by  text        not null,
    dry_run     boolean     not null,
    skip_bad    boolean     not null,
    status      text        not null,
    total       int         not null,
    done_to     int         not null default 0,
    done        int         not null default 0,
    refused     int         not null default 0,
    made        int         not null default 0,
    finished_at timestamptz,
    problem     text
);
comment on table ven_import is 'files of VENs that operators handed in';
comment on column ven_import.done_to is 'the last line that was worked on in this status: after a kill it goes on behind it';
create index ven_import_newest on ven_import (created_at desc, import_id desc);
create index ven_import_open on ven_import (created_at) where finished_at is null;

create table ven_import_row (
    import_id  text collate "C" not null references ven_import,
    line       int   not null,
    ven_name   text,
    ven        jsonb,
    violations jsonb not null,
    ven_id     text collate "C",
    primary key (import_id, line)
);
comment on column ven_import_row.ven is 'what the row says; null once its VEN is made, or if its cells cannot be told apart';
create index ven_import_row_bad on ven_import_row (import_id, line) where violations <> '[]';

-- changes

create table ven_change (
    change_id   text collate "C" primary key,
    created_at  timestamptz not null,
    created_by  text        not null,
    dry_run     boolean     not null,
    filter      text,
    wanted      jsonb,
    undoes      text collate "C",
    reason      text,
    status      text        not null,
    total       int         not null,
    done_to     text collate "C" not null,
    done        int         not null,
    changed     int         not null,
    refused     int         not null,
    finished_at timestamptz,
    problem     text
);
comment on table ven_change is 'changes of many VENs that operators asked for';
comment on column ven_change.wanted is 'null: it takes back the change that undoes names';
comment on column ven_change.done_to is 'the last VEN that was worked on: after a kill it goes on behind it';
create index ven_change_newest on ven_change (created_at desc, change_id desc);
create index ven_change_open on ven_change (created_at) where finished_at is null;

create table ven_change_row (
    change_id  text collate "C" not null references ven_change,
    ven_id     text collate "C" not null references ven,
    before     jsonb,
    after      jsonb,
    request_id text collate "C",
    altered    boolean not null default false,
    refusal    text,
    primary key (change_id, ven_id)
);
comment on table ven_change_row is 'what a change found of each VEN, and what it made of it';
comment on column ven_change_row.after is 'null: as before';
create index ven_change_row_of_ven on ven_change_row (ven_id) where altered;
create index ven_change_row_refused on ven_change_row (change_id, ven_id) where refusal is not null;
