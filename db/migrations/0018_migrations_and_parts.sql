-- Running dossiers that go over to another published version of their process (chuyển quy trình), and dossiers that are parts of another one
-- (hồ sơ thành phần).

-- A move: from which version to which, on whose word, where the old steps lie in the new version. Each dossier that moves has its own entry
-- in its journal, under a key made of the move and its code, so that a move broken off goes on and nothing is moved twice.
create table dossiers.migration (
  agency_id int not null,
  migration_id text not null check (length(migration_id) between 8 and 70),
  procedure_id int not null,
  from_version int not null,
  to_version int not null,
  basis_number text not null check (basis_number <> ''),
  basis_date date not null,
  reason text not null check (reason <> ''),
  steps jsonb not null,                          -- key of the old version's step to that of the new one's, or null
  is_whole boolean not null,                     -- all running dossiers of the version, or the ones that were named
  question bytea not null,                       -- what was asked under this id
  officer_id int not null,
  begun_at timestamptz not null,
  primary key (agency_id, migration_id),
  foreign key (agency_id, procedure_id, from_version) references procedures.version,
  foreign key (agency_id, procedure_id, to_version) references procedures.version,
  check (from_version <> to_version)
);
create index migration_newest on dossiers.migration (agency_id, begun_at desc, migration_id);
call platform.guard('dossiers', 'migration', 'select, insert');

create table dossiers.migration_item (
  agency_id int not null,
  migration_id text not null,
  code text not null,
  seen int not null,                             -- the version of the dossier that was looked at
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  refusal jsonb,
  primary key (agency_id, migration_id, code),
  foreign key (agency_id, migration_id) references dossiers.migration,
  foreign key (agency_id, code) references dossiers.dossier,
  check ((state = 'refused') = (refusal is not null))
);
create index migration_item_waiting on dossiers.migration_item (agency_id, migration_id, code) where state = 'waiting';
create index migration_item_refused on dossiers.migration_item (agency_id, migration_id, code) where state = 'refused';
call platform.guard('dossiers', 'migration_item', 'select, insert, update');

-- Running dossiers by the version that they run on: what a move looks through, and how many there are.
create index dossier_by_version on dossiers.dossier (agency_id, procedure_id, procedure_version, code) where status in (1, 2, 4, 5, 6, 9);

-- The whole of which a dossier is a part. Depth one: a part has no parts (the rule says so; both journals carry the link).
alter table dossiers.dossier add column parent text;
alter table dossiers.dossier add constraint dossier_parent_fkey foreign key (agency_id, parent) references dossiers.dossier (agency_id, code);
alter table dossiers.dossier add constraint dossier_not_its_own_part check (parent <> code);
create index dossier_parts on dossiers.dossier (agency_id, parent, code) where parent is not null;
