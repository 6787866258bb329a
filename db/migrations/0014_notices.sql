-- Notices (thông báo): what people are told of a dossier, by which way, and whether it arrived there. A message is written by the
-- transaction of the act that causes it, and sent afterwards.
create schema notices;
grant usage on schema notices to motcua_app;

create table notices.message (
  agency_id int not null,
  message_id bigint generated always as identity,
  kind text not null,
  channel text not null check (channel in ('mail', 'sms', 'zalo', 'file')),
  recipient text not null check (recipient <> ''),   -- address or number as the applicant or officer gave it. Personal data: never in logs
  subject text not null check (subject <> ''),
  body text not null,
  lang text not null check (lang in ('vi', 'en')),
  about text not null,                         -- a stream of the journal: 'dossier/H56.12-260302-0001', 'officer/21'
  dedupe_key text not null check (length(dedupe_key) between 1 and 200),   -- the same cause written again changes nothing
  not_before timestamptz not null,             -- next opening of the office; after a failure the next try; while being sent, when the sender counts as gone
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'given-up')),
  tries int not null default 0 check (tries >= 0),
  last_error text,                             -- what the other side said, without addresses
  via text,                                    -- what took it: 'smtp', 'folder'
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (agency_id, message_id),
  unique (agency_id, dedupe_key),
  check ((state = 'sent') = (sent_at is not null))
);
create index message_to_send on notices.message (agency_id, not_before, message_id) where state in ('waiting', 'sending', 'failed');
create index message_about on notices.message (agency_id, about, message_id);
call platform.guard('notices', 'message', 'select, insert, update');

-- What an officer wants to be told (tùy chọn nhận thông báo). No row: everything, in Vietnamese.
create table notices.preference (
  agency_id int not null,
  officer_id int not null,
  by_mail boolean not null,
  unwanted text[] not null default '{}',       -- kinds that the officer does not want
  lang text not null check (lang in ('vi', 'en')),
  changed_at timestamptz not null,
  primary key (agency_id, officer_id),
  foreign key (agency_id, officer_id) references org.officer
);
call platform.guard('notices', 'preference', 'select, insert, update');
