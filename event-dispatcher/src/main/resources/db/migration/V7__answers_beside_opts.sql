-- What the VEN said with oadrCreatedEvent: it holds again when the oadrCreateOpt that decided is cancelled.
alter table delivery add column answer_state text;
alter table delivery add column answer_opt text;
alter table delivery add column answer_at timestamptz;
update delivery set answer_state = state, answer_opt = opt_type, answer_at = answered_at
where opt_id is null and answered_at is not null;
comment on column delivery.answer_state is 'what oadrCreatedEvent made of state, whatever an oadrCreateOpt has made of it since';

-- An opt for a class of devices says nothing about the VEN as a whole.
alter table opt add column device_classes text[] not null default '{}';
alter table opt add column modification_number integer;
comment on column opt.modification_number is 'of the event that it is for';
