-- Due times computed anew after a change of the calendar or the office hours (lượt tính lại hạn): written down in the transaction of the
-- change, worked off in portions by a job. `after_code` is how far it has come; a run broken off goes on there, and a dossier that was
-- done already is told by its key. `leased_until` is the real clock: whoever works prolongs it with each portion.
create table dossiers.due_run (
  agency_id int not null,
  no int not null check (no > 0),
  cause text not null check (cause in ('calendar', 'hours')),
  about text not null,                           -- what changed: the decision, in the office's words
  officer_id int,
  begun_at timestamptz not null,
  total int not null check (total >= 0),         -- open dossiers when it was written down
  after_code text not null default '',
  seen int not null default 0 check (seen >= moved + refused),
  moved int not null default 0 check (moved >= 0),
  refused int not null default 0 check (refused >= 0),
  leased_until timestamptz,
  ended_at timestamptz,
  primary key (agency_id, no)
);
create index due_run_waiting on dossiers.due_run (agency_id, no) where ended_at is null;
call platform.guard('dossiers', 'due_run', 'select, insert, update');

-- Dossiers whose due time could not be computed anew, by name, each with why.
create table dossiers.due_run_refusal (
  agency_id int not null,
  no int not null,
  code text not null,
  refusal jsonb not null,
  primary key (agency_id, no, code),
  foreign key (agency_id, no) references dossiers.due_run
);
call platform.guard('dossiers', 'due_run_refusal', 'select, insert');

-- Wakes the worker in the caller's transaction. The queue belongs to the owner, so this runs as the owner; what it does is fixed. A store on
-- which no queue has been opened yet has nothing to wake: the job that comes every minute finds the run.
create function dossiers.wake_due_runs() returns void
  language plpgsql security definer set search_path = pg_catalog, dossiers as $$
begin
  if exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'graphile_worker' and p.proname = 'add_job') then
    execute 'select graphile_worker.add_job($1, job_key => $1, max_attempts => 3)' using 'dossiers-due-runs'::text;
  end if;
end $$;
revoke all on function dossiers.wake_due_runs from public;
grant execute on function dossiers.wake_due_runs to motcua_app;

-- Since when an officer has worked in the field (vào ngành, lĩnh vực), and on whose word. Staff of the one-stop unit are to have served in it
-- for some years; null: not recorded.
alter table org.officer add column field_since date, add column field_basis text;
