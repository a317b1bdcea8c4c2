-- After every start's migrations: what the service's login may do, where another role owns the tables. It works with rows,
-- and with those of the audit as far as writing and linking them; nothing it does removes or changes an entry.
do $$
declare
    service constant name := '${service}';
begin
    if service = current_user then
        return;
    end if;
    -- replicas that start together would change the same rows of the catalogue at once
    perform pg_advisory_xact_lock(hashtext('openvtn rights'));
    execute format('grant usage on schema public to %I', service);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage, select on all sequences in schema public to %I', service);
    execute format('revoke all on audit, flyway_schema_history from %I', service);
    execute format('grant select, insert, update (sequence, hash) on audit to %I', service);
end
$$;
