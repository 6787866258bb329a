-- Apologies with a new day (thư xin lỗi, hẹn lại) beside the journal, for the list of those that wait, for the missing ones and for the coverage.
-- Written by the same transaction as the events and rebuildable from them, like dossiers.dossier.
create table dossiers.apology (
  agency_id int not null,
  code text not null,
  no int not null check (no > 0),               -- 1, 2 … within the dossier
  unit_id int not null,                         -- had the dossier: its head answers
  drafted_at timestamptz not null,
  written_by int,                               -- officer whose words they are; null: the system's
  reason text not null,
  due_at timestamptz not null,                  -- the promise that is not kept
  new_due_at timestamptz not null,              -- the new day; it never moves the due time
  signed_at timestamptz,
  signed_by int,
  sent_at timestamptz,
  channel text check (channel in ('portal', 'email', 'sms', 'phone', 'post', 'in-person')),
  is_late_sent boolean not null default false,  -- sent later than the rules ask
  primary key (agency_id, code, no),
  foreign key (agency_id, code) references dossiers.dossier,
  check ((signed_at is null) = (signed_by is null)),
  check ((sent_at is null) = (channel is null) and (sent_at is null or signed_at is not null))
);
create index apology_open on dossiers.apology (agency_id, due_at, code) where sent_at is null;
create index apology_sent on dossiers.apology (agency_id, sent_at desc, code desc) where sent_at is not null;
call platform.guard('dossiers', 'apology', 'select, insert, update');

-- Dossiers that ended late: of these, how many had an apology.
create index dossier_ended_late on dossiers.dossier (agency_id, ended_at desc, code desc) where end_class = 'late';
