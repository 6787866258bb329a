-- Partner agencies (cơ quan phối hợp), and what is sent to them or asked of them and of own units: legs at other agencies (liên thông), opinions
-- (lấy ý kiến). What happened to partners is in the journal, stream 'partners'; what was sent is in that of its dossier, and kept here by the
-- same transaction, rebuildable from it.

create table dossiers.partner (
  agency_id int not null,
  partner_id int not null check (partner_id > 0),
  kind text not null check (kind in ('tax', 'commune', 'district', 'provincial-committee', 'other')),
  from_day date not null,                       -- first and last day on which something may be sent to it
  until_day date,
  contact text not null,
  primary key (agency_id, partner_id),
  check (until_day >= from_day)
);
call platform.guard('dossiers', 'partner', 'select, insert, update');

create table dossiers.partner_name (
  agency_id int not null,
  partner_id int not null,
  from_day date not null,
  name text not null check (name <> ''),
  primary key (agency_id, partner_id, from_day),
  foreign key (agency_id, partner_id) references dossiers.partner
);
call platform.guard('dossiers', 'partner_name', 'select, insert');

create table dossiers.referral (
  agency_id int not null,
  code text not null,
  no int not null check (no > 0),               -- 1, 2 … within the dossier
  kind text not null check (kind in ('leg', 'opinion')),
  step text not null,
  unit_id int not null,                         -- of ours, that follows it
  officer_id int not null,                      -- who sent it
  partner_id int,                               -- to whom: a partner agency,
  asked_unit_id int,                            -- or a unit of ours
  to_name text not null,                        -- the partner's name then; '' for a unit
  document_number text not null,
  document_date date not null,
  question text not null,                       -- '' for a leg
  way text not null check (way in ('electronic', 'paper', 'internal')),
  sent_at timestamptz not null,
  starts_at timestamptz not null,               -- from when its own time counts, by the forwarding rules
  due_at timestamptz,                           -- its own; null without a term, and past every calendar
  is_forwarded_late boolean not null,           -- the papers went out later than the rules ask
  arrived_at timestamptz,                       -- when the answer came,
  recorded_at timestamptz,                      -- and when somebody recorded it
  answer_number text,
  answer_date date,
  stance text check (stance in ('agree', 'agree-with-remarks', 'disagree')),
  answer_words text,
  end_class text check (end_class in ('early', 'on-time', 'late')),   -- by its own due time
  unanswered_at timestamptz,                    -- the term was over with none, and that was recorded
  dropped_at timestamptz,                       -- waited for no more
  primary key (agency_id, code, no),
  foreign key (agency_id, code) references dossiers.dossier,
  foreign key (agency_id, partner_id) references dossiers.partner,
  check ((partner_id is null) <> (asked_unit_id is null)),
  check ((arrived_at is null) = (recorded_at is null))
);
create index referral_open on dossiers.referral (agency_id, due_at, code, no) where arrived_at is null and unanswered_at is null and dropped_at is null;
create index referral_newest on dossiers.referral (agency_id, sent_at desc, code, no);
create index referral_by_partner on dossiers.referral (agency_id, partner_id, sent_at desc, code, no) where partner_id is not null;
create index referral_by_unit on dossiers.referral (agency_id, asked_unit_id, due_at, code, no) where asked_unit_id is not null and arrived_at is null and dropped_at is null;
call platform.guard('dossiers', 'referral', 'select, insert, update');

-- Whose time it was, where a partner agency had it and it is known which.
alter table dossiers.ledger add column partner_id int;
