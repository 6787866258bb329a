-- The journal (nhật ký): what happened, in order, each entry sealing the one before it. Events of dossiers live here too:
-- one row is at once the event, its journal entry and its seal.
create schema audit;
grant usage on schema audit to motcua_app;

create table audit.entry (
  agency_id int not null,
  stream text not null,                        -- 'dossier/H56.12-260302-0001', 'org', 'accounts', …
  seq int not null check (seq > 0),            -- 1, 2, 3 … without a gap inside a stream
  kind text not null,                          -- 'accepted', 'step-completed', …
  at timestamptz not null,                     -- when it happened, by the office's clock
  recorded_at timestamptz not null,            -- when it was written
  officer_id int,                              -- who acted; null: the system or the applicant
  on_behalf_of int,                            -- the absent officer in whose place it was done (làm thay)
  body text not null,                          -- the event as written, byte for byte: what the seal covers
  seal bytea not null check (length(seal) = 32),
  primary key (agency_id, stream, seq)
);
create index entry_recorded on audit.entry (agency_id, recorded_at);
call platform.guard('audit', 'entry', 'select, insert');

-- One anchor an hour and agency over all entries recorded in it: a removed or added entry shows.
create table audit.anchor (
  agency_id int not null,
  hour timestamptz not null,
  entries int not null,
  seal bytea not null check (length(seal) = 32),
  made_at timestamptz not null default now(),
  primary key (agency_id, hour)
);
call platform.guard('audit', 'anchor', 'select, insert');
