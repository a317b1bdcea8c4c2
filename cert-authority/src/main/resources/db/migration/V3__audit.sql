create sequence audit_id increment by 50;

create table audit (
    id       bigint       primary key,
    at       timestamptz  not null,
    actor    varchar(128) not null,
    action   varchar(32)  not null,
    subject  varchar(128) not null,
    detail   varchar(2000) not null,
    sequence bigint unique,
    hash     char(64)
);

create index audit_unchained on audit (id) where sequence is null;

-- append-only for the service itself too: an entry is written once and linked once
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.sequence is null
       and (new.id, new.at, new.actor, new.action, new.subject, new.detail)
           = (old.id, old.at, old.actor, old.action, old.subject, old.detail) then
        return new;
    end if;
    raise exception 'the audit is append-only';
end
$$;

create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();

-- whose key it is: each key belongs to one VEN, or to one VTN or operator
create table key_owner (
    public_key_sha256 char(64) primary key,
    owner             varchar(96) not null
);

insert into key_owner (public_key_sha256, owner)
    select distinct on (public_key_sha256) public_key_sha256, coalesce('ven:' || ven_name, lower(profile))
    from certificate order by public_key_sha256, issued_at;
