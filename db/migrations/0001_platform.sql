-- What every module stands on: the agency of the running transaction, remembered answers, stored files, health.
-- The role motcua_app owns nothing; the launcher or the administrator of the server creates it before the first migration.
create schema platform;
grant usage on schema platform to motcua_app;

-- The agency that the running transaction works for. Absent means none: every policy then refuses.
-- `leakproof` is not needed: it takes no argument from a row.
create function platform.current_agency() returns int
  language sql stable parallel safe
  return nullif(current_setting('app.agency_id', true), '')::int;

-- Puts a table under its agency: the app may use it, and only for the agency of the transaction.
create procedure platform.guard(schema_name text, table_name text, rights text default 'select, insert, update, delete')
  language plpgsql as $$
begin
  execute format('alter table %I.%I enable row level security', schema_name, table_name);
  execute format('create policy home on %I.%I using (agency_id = (select platform.current_agency())) with check (agency_id = (select platform.current_agency()))', schema_name, table_name);
  execute format('grant %s on %I.%I to motcua_app', rights, schema_name, table_name);
end $$;

-- The first answer to each idempotency key. A retry gets it again; the same key with another question is refused.
create table platform.answer (
  agency_id int not null,
  key text not null check (length(key) between 8 and 80),
  question bytea not null,
  outcome jsonb not null,
  at timestamptz not null default now(),
  primary key (agency_id, key)
);
create index answer_old on platform.answer (agency_id, at);
call platform.guard('platform', 'answer');

-- Files by content: the bytes lie on disk under their SHA-256; this row says that the agency may read them.
create table platform.file (
  agency_id int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  media_type text not null,
  stored_at timestamptz not null default now(),
  primary key (agency_id, sha256)
);
call platform.guard('platform', 'file', 'select, insert');

-- Running numbers: dossier codes by day and book. Taken in a transaction of its own; a number is never given twice.
create table platform.counter (
  agency_id int not null,
  name text not null,
  last int not null check (last > 0),
  primary key (agency_id, name)
);
call platform.guard('platform', 'counter', 'select, insert, update');
