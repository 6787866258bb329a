-- Administrative procedures and the internal processes that carry them (thủ tục, quy trình nội bộ).
create schema procedures;
grant usage on schema procedures to motcua_app;

create table procedures.procedure (
  agency_id int not null,
  procedure_id int not null,
  key text not null check (key <> ''),          -- the id it was imported under: one internal process (variant)
  code text,                                    -- national code (mã TTHC), shared by variants
  name text not null,
  sort_name text not null default '',           -- the name without marks: đ among d, ă among a
  field text not null default '',
  words text[] not null,                        -- folded words for search
  revision int not null default 1,              -- acts so far: what a page has seen
  withdrawn_at timestamptz,
  primary key (agency_id, procedure_id),
  unique (agency_id, key)
);
create index procedure_by_code on procedures.procedure (agency_id, code);
call platform.guard('procedures', 'procedure', 'select, insert, update');

-- A version is never rewritten once published: dossiers stay on the one they began with.
create table procedures.version (
  agency_id int not null,
  procedure_id int not null,
  version_no int not null check (version_no > 0),
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  definition jsonb not null,                    -- InternalProcess as modules/procedures/model.ts describes it
  content_hash bytea not null,
  decision text not null default '',
  faults jsonb not null,                        -- [] when it may be published
  assignments jsonb,                            -- who does which step here; null until a person has confirmed it
  assigned_by int,
  assigned_at timestamptz,
  effective_from date,
  effective_to date check (effective_to >= effective_from),   -- last day, included
  imported_by int,
  imported_at timestamptz not null,
  published_by int,
  published_at timestamptz,
  primary key (agency_id, procedure_id, version_no),
  foreign key (agency_id, procedure_id) references procedures.procedure,
  check (state = 'draft' or (faults = '[]'::jsonb and assignments is not null and effective_from is not null)),
  check (published_by is null or published_by is distinct from imported_by)   -- two people (người nhập ≠ người công bố)
);
create unique index version_in_force on procedures.version (agency_id, procedure_id, effective_from) where state = 'published';
create index version_by_state on procedures.version (agency_id, state, procedure_id);
call platform.guard('procedures', 'version', 'select, insert, update');

-- Files that wait between the preview of an import and its confirmation; the bytes lie in the file store.
create table procedures.upload (
  agency_id int not null,
  upload_id uuid not null,
  files jsonb not null,                         -- [{name, sha256}]
  uploaded_by int not null,
  uploaded_at timestamptz not null,
  outcome jsonb,                                -- counts of what was imported; null until confirmed
  confirmed_by int,
  confirmed_at timestamptz,
  primary key (agency_id, upload_id)
);
call platform.guard('procedures', 'upload', 'select, insert, update');
