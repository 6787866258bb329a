-- Agencies, units, officers: all dated, so that a merger or a new name keeps old records right (cơ quan, đơn vị, công chức).
create schema org;
grant usage on schema org to motcua_app;

-- The public directory of agencies. Everybody may read it; only the agency itself changes its row.
create table org.agency (
  agency_id int primary key,
  code text not null unique check (code ~ '^[a-z0-9-]{2,30}$'),   -- short name at sign-in
  name text not null check (name <> ''),                           -- the newest line of org.agency_name, for the directory
  parent_name text not null default '',                            -- cơ quan chủ quản, printed above the name
  place text not null default '',                                  -- where its documents are dated
  opened_on date not null default current_date,
  closed_on date,
  successor_id int references org.agency
);
alter table org.agency enable row level security;
create policy directory on org.agency for select using (true);
create policy home_insert on org.agency for insert with check (agency_id = (select platform.current_agency()));
create policy home_update on org.agency for update using (agency_id = (select platform.current_agency()));
grant select, insert, update on org.agency to motcua_app;

-- Names of the agency over time, so that a paper of last year bears last year's name (tên cơ quan qua các thời kỳ).
create table org.agency_name (
  agency_id int not null references org.agency,
  from_day date not null,
  name text not null check (name <> ''),
  parent_name text not null,
  place text not null,
  primary key (agency_id, from_day)
);
call platform.guard('org', 'agency_name', 'select, insert, update');

-- Electronic identifiers of agencies (mã định danh), which begin every dossier code. Kept after a merger: old codes stay readable.
create table org.agency_identifier (
  agency_id int not null references org.agency,
  identifier text not null unique check (identifier ~ '^[A-Z0-9.]{3,30}$'),
  from_day date not null,
  to_day date check (to_day >= from_day),                          -- last day, included
  primary key (agency_id, identifier)
);
alter table org.agency_identifier enable row level security;
create policy directory on org.agency_identifier for select using (true);
create policy home_insert on org.agency_identifier for insert with check (agency_id = (select platform.current_agency()));
create policy home_update on org.agency_identifier for update using (agency_id = (select platform.current_agency()));
grant select, insert, update on org.agency_identifier to motcua_app;

create table org.unit (
  agency_id int not null references org.agency,
  unit_id int not null,
  kind text not null check (kind in ('leadership', 'office', 'division', 'sub-department', 'centre', 'branch', 'one-stop', 'inspectorate')),
  opened_on date not null,
  closed_on date check (closed_on > opened_on),   -- the first day on which it is no more
  successor_id int,
  primary key (agency_id, unit_id),
  foreign key (agency_id, successor_id) references org.unit
);
call platform.guard('org', 'unit', 'select, insert, update');

create table org.unit_name (
  agency_id int not null,
  unit_id int not null,
  from_day date not null,
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  primary key (agency_id, unit_id, from_day),
  foreign key (agency_id, unit_id) references org.unit
);
call platform.guard('org', 'unit_name', 'select, insert, update');

create table org.officer (
  agency_id int not null references org.agency,
  officer_id int not null,
  name text not null check (name <> ''),
  email text,
  joined_on date not null,
  left_on date check (left_on >= joined_on),      -- last day, included
  primary key (agency_id, officer_id)
);
call platform.guard('org', 'officer', 'select, insert, update');

-- Who holds which role in which unit, from when to when (vị trí, vai trò).
create table org.post (
  agency_id int not null,
  post_id int not null,
  officer_id int not null,
  unit_id int not null,
  role text not null check (role in ('director', 'deputy-director', 'office-head', 'unit-head', 'specialist', 'counter-officer', 'records-clerk', 'administrator', 'auditor')),
  title text not null,
  from_day date not null,
  to_day date check (to_day >= from_day),       -- last day, included
  primary key (agency_id, post_id),
  foreign key (agency_id, officer_id) references org.officer,
  foreign key (agency_id, unit_id) references org.unit
);
create index post_by_officer on org.post (agency_id, officer_id);
create index post_by_unit on org.post (agency_id, unit_id, role);
call platform.guard('org', 'post');              -- deleted only before its first day, and the journal keeps it

-- Acting officers (làm thay): for a time, one does what an absent one may do; every act names both.
create table org.acting (
  agency_id int not null,
  acting_id int not null,
  absent_id int not null,
  acting_officer_id int not null check (acting_officer_id <> absent_id),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  document text not null check (document <> ''),   -- số văn bản giao làm thay
  primary key (agency_id, acting_id),
  foreign key (agency_id, absent_id) references org.officer,
  foreign key (agency_id, acting_officer_id) references org.officer
);
create index acting_by_officer on org.acting (agency_id, acting_officer_id, to_at);
call platform.guard('org', 'acting');            -- deleted only before it begins, and the journal keeps it

-- Office hours of the agency, each version from a day on (giờ làm việc).
create table org.office_hours (
  agency_id int not null references org.agency,
  from_day date not null,
  sessions jsonb not null,
  decision text not null,
  primary key (agency_id, from_day)
);
call platform.guard('org', 'office_hours', 'select, insert, update');
