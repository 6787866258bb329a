-- Papers of applicants (kho giấy tờ, số hóa): scanned once at the counter, signed by whoever scanned, kept for the next dossier. What happened
-- is in the journal, streams 'paper/<id>', without names and numbers of people: those stand here only.
create schema papers;
grant usage on schema papers to motcua_app;

create table papers.paper (
  agency_id int not null references org.agency,
  paper_id uuid not null,
  version int not null check (version > 0),
  status text not null check (status in ('collecting', 'made', 'signed', 'kept', 'withdrawn', 'dropped')),
  applicant_id bigint not null,
  component text not null check (component <> ''),  -- as the procedure names it
  kind text not null,                               -- the same for all wordings of one kind of paper
  dossier text,                                     -- the dossier it came with
  pages_counted int not null check (pages_counted between 1 and 300), -- of the paper itself, by the officer
  begun_at timestamptz not null,
  begun_by int not null,
  pages int,                                        -- of the file made
  form text check (form in ('pdf-a-2b', 'pdf')),
  made_sha256 text,
  signed_sha256 text,
  signed_at timestamptz,
  signed_by int,
  signature_level text,
  certificate text,
  name text,                                        -- as kept
  number_symbol text,
  dated_on date,
  reuse text check (reuse in ('without-term', 'until', 'once')),
  valid_until date,
  kept_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  words tsvector not null default '',               -- name, number, and the text read from the pictures
  primary key (agency_id, paper_id),
  foreign key (agency_id, applicant_id) references applicants.applicant,
  foreign key (agency_id, begun_by) references org.officer,
  check ((reuse = 'until') = (valid_until is not null)),
  check (status in ('collecting', 'dropped') or (made_sha256 is not null and pages is not null and form is not null)),
  check (status not in ('signed', 'kept', 'withdrawn') or (signed_sha256 is not null and signed_at is not null and signed_by is not null)),
  check (status not in ('kept', 'withdrawn') or (name is not null and reuse is not null and kept_at is not null)),
  check ((status = 'withdrawn') = (withdrawn_at is not null and withdrawn_reason is not null))
);
alter table papers.paper set (fillfactor = 80);
create index paper_held on papers.paper (agency_id, applicant_id, kind, kept_at desc) where status = 'kept';
create index paper_newest on papers.paper (agency_id, begun_at desc, paper_id desc) where status <> 'dropped';
create index paper_status on papers.paper (agency_id, status, begun_at desc, paper_id desc);
create index paper_applicant on papers.paper (agency_id, applicant_id, begun_at desc, paper_id desc) where status <> 'dropped';
create index paper_dossier on papers.paper (agency_id, dossier) where dossier is not null;
create index paper_words on papers.paper using gin (words);
call platform.guard('papers', 'paper', 'select, insert, update');

-- The files a scan is made of, in their order.
create table papers.piece (
  agency_id int not null,
  paper_id uuid not null,
  place int not null check (place > 0),
  sha256 text not null,
  name text not null,
  size_bytes bigint not null,
  media_type text not null,
  pages jsonb not null,                             -- what each page says of itself: pixels, density, colour
  added_at timestamptz not null,
  primary key (agency_id, paper_id, place),
  foreign key (agency_id, paper_id) references papers.paper,
  foreign key (agency_id, sha256) references platform.file
);
call platform.guard('papers', 'piece');

-- Texts to be read from pictures (nhận dạng chữ), and what was read, page by page.
create table papers.reading (
  agency_id int not null,
  paper_id uuid not null,
  state text not null check (state in ('waiting', 'read', 'failed')),
  tries int not null default 0,
  wanted_at timestamptz not null,
  taken_at timestamptz,                             -- somebody is reading it since
  read_at timestamptz,
  texts jsonb not null default '[]',
  primary key (agency_id, paper_id),
  foreign key (agency_id, paper_id) references papers.paper,
  check ((state = 'read') = (read_at is not null))
);
create index reading_waiting on papers.reading (agency_id, wanted_at) where state = 'waiting';
call platform.guard('papers', 'reading', 'select, insert, update');

-- A kept paper served another dossier (dùng lại giấy tờ).
create table papers.use (
  agency_id int not null,
  dossier text not null,
  paper_id uuid not null,
  component text not null,
  used_at timestamptz not null,
  used_by int not null,
  primary key (agency_id, dossier, paper_id),
  foreign key (agency_id, paper_id) references papers.paper,
  foreign key (agency_id, used_by) references org.officer
);
create index use_of_paper on papers.use (agency_id, paper_id, used_at desc);
call platform.guard('papers', 'use', 'select, insert');
