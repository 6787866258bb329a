-- In which language an applicant is told, and links by which an officer sets a password anew.

-- The applicant's language (ngôn ngữ nhận thông báo), chosen when papers are received, and kept.
alter table applicants.applicant add column lang text not null default 'vi' check (lang in ('vi', 'en'));

-- A link sent by mail, for one use (đường dẫn đặt mật khẩu). The link is in the officer's mailbox, here only its hash.
create table accounts.password_link (
  agency_id int not null,
  officer_id int not null,
  token_hash bytea not null check (length(token_hash) = 32),
  made_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > made_at),
  made_by int,                                 -- the administrator; null: asked for at the sign-in page
  primary key (agency_id, officer_id),         -- one at a time: a newer link makes the older one worthless
  unique (agency_id, token_hash),
  foreign key (agency_id, officer_id) references accounts.account on delete cascade
);
call platform.guard('accounts', 'password_link');
