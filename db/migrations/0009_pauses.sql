-- Lawful pauses (tạm dừng có căn cứ) beside the journal, for the job that ends them, the head who decides and the audit of them. Written by
-- the same transaction as the events and rebuildable from them, like dossiers.dossier.

-- Every pause that ever began, annulled ones too: rows are changed, never taken away.
create table dossiers.hold (
  agency_id int not null,
  code text not null,
  no int not null check (no > 0),               -- 1, 2 … within the dossier
  cause text not null check (cause in ('supplement', 'finance', 'legal-hold')),
  document_number text not null,
  document_date date not null,
  reason text not null,
  step text not null,                           -- the step that was running, of the officer who proposed where there were several
  unit_id int not null,                         -- and its unit
  proposed_by int not null,                     -- officers
  approved_by int not null,
  from_at timestamptz not null,                 -- the notice was sent: the clock stands still
  until_at timestamptz not null,                -- longest length
  to_at timestamptz,                            -- what was waited for arrived, or the term was over, or the dossier was broken off
  end_kind text check (end_kind in ('arrived', 'term-over', 'broken-off')),
  due_at timestamptz,                           -- due time of the dossier when the pause began, which it is near to or not; null past every calendar
  annulled_at timestamptz,                      -- it was wrong: its time counts after all
  annulled_by int,
  annulled_reason text,
  primary key (agency_id, code, no),
  foreign key (agency_id, code) references dossiers.dossier,
  check ((to_at is null) = (end_kind is null)),
  check ((annulled_at is null) = (annulled_by is null) and (annulled_at is null) = (annulled_reason is null))
);
create index hold_lasting on dossiers.hold (agency_id, until_at, code) where to_at is null and annulled_at is null;
create index hold_newest on dossiers.hold (agency_id, from_at desc, code, no);
call platform.guard('dossiers', 'hold', 'select, insert, update');

-- Pauses that wait for the head's decision; one a dossier, gone when it is decided.
create table dossiers.proposal (
  agency_id int not null,
  code text not null,
  step text not null,                           -- the step that runs, whose head decides
  unit_id int not null,
  cause text not null check (cause in ('supplement', 'finance', 'legal-hold')),
  officer_id int not null,                      -- who proposes, and therefore does not decide
  at timestamptz not null,
  primary key (agency_id, code),
  foreign key (agency_id, code) references dossiers.dossier
);
create index proposal_by_unit on dossiers.proposal (agency_id, unit_id, at, code);
call platform.guard('dossiers', 'proposal');
