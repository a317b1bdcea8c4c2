alter table authority add column algorithm varchar(8) not null default 'EC';
alter table authority add column generation int not null default 1;
alter table authority add column state varchar(16) not null default 'ISSUING';
alter table authority add column key_holder varchar(16) not null default 'software';
alter table authority rename column encrypted_key to kept_key;
alter table authority alter column algorithm drop default;
alter table authority alter column generation drop default;
alter table authority alter column state drop default;
alter table authority alter column key_holder drop default;
create unique index authority_hierarchy on authority (algorithm, generation, role);

alter table certificate add column superseded_at timestamptz;
create index certificate_superseded on certificate (superseded_at) where superseded_at is not null and status = 'VALID';

-- what a revocation list has to hold, in the order of its numbers; most certificates are in none
create index certificate_revoked on certificate (issuer, revoked_at) where revoked_at is not null;
create index certificate_not_after on certificate (not_after) where status = 'VALID';

-- one row for each issuing CA; changes counts revocations and releases, covered those that the list knows
create table revocation_list (
    authority   varchar(64) primary key references authority (name),
    number      bigint      not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    entries     int         not null,
    der         bytea       not null,
    covered     bigint      not null
);

create table revocation_change (
    authority varchar(64) primary key references authority (name),
    changes   bigint not null
);
