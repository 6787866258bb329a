-- Own days of an agency beside the official year (ngày nghỉ, đóng cửa, làm bù riêng của cơ quan): a storm, a swapped day, an added
-- holiday, each by a numbered decision. They stay when the official year is loaded anew. Withdrawn, never deleted.
create table clock.closing (
  agency_id int not null,
  no int not null check (no > 0),
  kind text not null check (kind in ('closed', 'holiday', 'worked')),
  from_day date not null,
  until_day date not null,                       -- included
  for_day date,                                  -- the day taken off for a worked one
  decision text not null check (decision <> ''),
  decided_on date not null,
  reason text not null check (reason <> ''),
  key text not null,                             -- of the form it came from: sent twice, entered once
  entered_by int,
  entered_at timestamptz not null,
  withdrawn_by int,
  withdrawn_at timestamptz,
  withdrawal text,                               -- why it was withdrawn
  primary key (agency_id, no),
  unique (agency_id, key),
  check (until_day >= from_day),
  check (for_day is null or (kind = 'worked' and until_day = from_day and for_day <> from_day)),
  check ((withdrawn_at is null) = (withdrawal is null))
);
call platform.guard('clock', 'closing', 'select, insert, update');

-- Spans in which the system gave no sign of life for more than five minutes of the agency's working time (sự cố hệ thống).
create table clock.outage (
  agency_id int not null,
  from_at timestamptz not null,                  -- the last sign of life
  to_at timestamptz not null,                    -- the next one
  working_seconds int not null check (working_seconds > 0),
  was_stopped boolean not null,                  -- stopped in order; otherwise it broke
  recorded_at timestamptz not null,
  primary key (agency_id, from_at),
  check (to_at > from_at)
);
create index outage_ends on clock.outage (agency_id, to_at);
call platform.guard('clock', 'outage', 'select, insert');

-- An act on many dossiers at once (xử lý hàng loạt): what was asked, and for each dossier done or why not. Each act itself is an
-- entry in its dossier's journal, under a key made of batch and place, so that a batch broken off goes on and nothing is done twice.
create table dossiers.batch (
  agency_id int not null,
  batch_id text not null check (length(batch_id) between 8 and 70),
  officer_id int not null,
  act text not null check (act in ('take', 'hand-over', 'reassign')),
  asked jsonb not null,
  question bytea not null,
  begun_at timestamptz not null,
  primary key (agency_id, batch_id)
);
call platform.guard('dossiers', 'batch', 'select, insert');

create table dossiers.batch_item (
  agency_id int not null,
  batch_id text not null,
  place int not null check (place > 0),
  code text not null,
  step text not null,
  seen int,                                      -- the version on the officer's screen
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  refusal jsonb,
  primary key (agency_id, batch_id, place),
  foreign key (agency_id, batch_id) references dossiers.batch,
  check ((state = 'refused') = (refusal is not null))
);
call platform.guard('dossiers', 'batch_item', 'select, insert, update');
