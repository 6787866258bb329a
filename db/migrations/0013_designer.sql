-- The table of a process as its decision approved it (bảng quy trình theo quyết định): what an electronic process must equal to be published.
-- The newest record counts; a wrong one is not changed but followed by a right one.
create table procedures.approved_table (
  agency_id int not null,
  procedure_id int not null,
  record_no int not null check (record_no > 0),
  definition jsonb not null,                    -- InternalProcess as modules/procedures/process.ts describes it
  decision text not null check (decision <> ''),
  decided_on date not null,
  source text not null check (source in ('file', 'text', 'version')),
  source_version int,                           -- the version that was taken for it
  recorded_by int,
  recorded_at timestamptz not null,
  primary key (agency_id, procedure_id, record_no),
  foreign key (agency_id, procedure_id) references procedures.procedure,
  check ((source = 'version') = (source_version is not null))
);
call platform.guard('procedures', 'approved_table', 'select, insert');
