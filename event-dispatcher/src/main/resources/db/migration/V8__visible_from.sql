-- from when VENs get the event, as the contract says it; empty is from its creation
alter table event add column visible_from timestamptz;

update event set visible_from = start_at - cast(definition ->> 'notification' as interval)
    where definition ->> 'visibility' = 'NOTIFICATION';
