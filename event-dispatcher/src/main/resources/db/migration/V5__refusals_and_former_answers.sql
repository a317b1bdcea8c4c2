alter table ven_contact add column last_message_refused boolean not null default false;
comment on column ven_contact.last_message_refused is 'the last message had no effect: last_error says why';

-- A delivery's state with what the clock adds to it. One that never came for the event is told from one that does not answer.
create or replace function delivery_state(
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

-- What VENs had answered to a modification before the next one asked them afresh.
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
