-- Dossiers (hồ sơ). What happened is in the journal, stream 'dossier/<code>'; these tables are kept beside it by the same
-- statement, and can be rebuilt from it.
create schema dossiers;
grant usage on schema dossiers to motcua_app;

create table dossiers.dossier (
  agency_id int not null,
  code text not null check (code ~ '^[A-Z0-9.]+-\d{6}-\d{4,}$'),
  version int not null check (version > 0),     -- events so far; the place in the stream that the next writer must take
  seal bytea not null,                          -- of the newest event
  status smallint not null check (status between 1 and 10),   -- national status code, domain of the portal
  procedure_id int not null,
  procedure_version int not null,
  applicant_id bigint not null,
  applicant_name text not null,
  subject text not null,                        -- trích yếu
  channel_in smallint not null check (channel_in between 1 and 3),      -- 1 direct, 2 online, 3 public postal
  channel_out smallint not null check (channel_out between 1 and 3),    -- 1 counter, 2 electronic, 3 public postal
  filed_at timestamptz not null,
  received_at timestamptz,                      -- clock starts; null before acceptance
  original_due_at timestamptz,
  due_at timestamptz,                           -- by events so far
  due_is_provisional boolean not null default false,
  calendar_version text not null default '',
  stopped_at timestamptz,                       -- the clock stands still since
  ended_at timestamptz,                         -- end of processing
  end_class text check (end_class in ('early', 'on-time', 'late')),
  returned_at timestamptz,
  unit_id int,                                  -- who holds it now (first holder when several)
  officer_id int,
  state jsonb not null,                         -- the folded Dossier
  words tsvector not null,                      -- folded and exact words of code, applicant, subject
  primary key (agency_id, code),
  foreign key (agency_id, procedure_id, procedure_version) references procedures.version,
  foreign key (agency_id, applicant_id) references applicants.applicant
);
create index dossier_filed on dossiers.dossier (agency_id, filed_at desc, code desc);
create index dossier_open_due on dossiers.dossier (agency_id, due_at, code) where ended_at is null and received_at is not null and stopped_at is null;
create index dossier_stopped on dossiers.dossier (agency_id, stopped_at, code) where ended_at is null and stopped_at is not null;
create index dossier_status on dossiers.dossier (agency_id, status, filed_at desc, code desc);
create index dossier_procedure on dossiers.dossier (agency_id, procedure_id, filed_at desc, code desc);
create index dossier_unit on dossiers.dossier (agency_id, unit_id, filed_at desc, code desc);
create index dossier_applicant on dossiers.dossier (agency_id, applicant_id, filed_at desc);
create index dossier_ended on dossiers.dossier (agency_id, ended_at) where ended_at is not null;
create index dossier_provisional on dossiers.dossier (agency_id, code) where due_is_provisional and ended_at is null;
create index dossier_words on dossiers.dossier using gin (words);
call platform.guard('dossiers', 'dossier', 'select, insert, update');

-- Steps being done now: who holds what since when. One row a running step; gone when the step is done.
create table dossiers.holding (
  agency_id int not null,
  code text not null,
  step text not null,
  unit_id int not null,
  role text not null,
  officer_id int,                               -- null: waiting for somebody of the unit to take it
  is_away boolean not null default false,       -- with another agency
  since timestamptz not null,
  step_due_at timestamptz,
  due_at timestamptz,                           -- the dossier's; null while the clock stands still
  primary key (agency_id, code, step),
  foreign key (agency_id, code) references dossiers.dossier
);
create index holding_by_officer on dossiers.holding (agency_id, officer_id, due_at, code) where officer_id is not null;
create index holding_by_unit on dossiers.holding (agency_id, unit_id, role, due_at, code);
call platform.guard('dossiers', 'holding');

create table dossiers.attachment (
  agency_id int not null,
  code text not null,
  attachment_id uuid not null,
  kind text not null check (kind in ('component', 'step', 'result')),
  place text not null,                          -- number of the component, or the step
  name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  media_type text not null,
  added_at timestamptz not null,
  added_by int,
  primary key (agency_id, code, attachment_id),
  foreign key (agency_id, code) references dossiers.dossier,
  foreign key (agency_id, sha256) references platform.file
);
call platform.guard('dossiers', 'attachment', 'select, insert');

-- Search by words. Row-level security keeps `@@` (not leakproof) from using the index, so this runs as the owner
-- and names the agency itself; the agency comes from the transaction and is no parameter.
create function dossiers.find(asked tsquery, most int)
  returns table (code text, filed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dossiers
  begin atomic
    select d.code, d.filed_at from dossiers.dossier d
    where d.agency_id = platform.current_agency() and d.words @@ asked
    order by d.filed_at desc limit most;
  end;
revoke all on function dossiers.find from public;
grant execute on function dossiers.find to motcua_app;
