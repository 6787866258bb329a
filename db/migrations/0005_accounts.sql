-- Accounts of officers, their sessions, and tokens of programs (tài khoản). Secrets are kept as hashes or sealed.
create schema accounts;
grant usage on schema accounts to motcua_app;

create table accounts.account (
  agency_id int not null,
  officer_id int not null,
  login text not null check (login = lower(login) and login ~ '^[a-z0-9._-]{3,60}$'),
  password_hash text,                          -- null: signs in through the province only
  must_change boolean not null default false,
  totp_sealed bytea,                           -- second factor, sealed with the installation's key
  totp_step int,                               -- last half minute whose code was used: each code counts once
  oidc_subject text,                           -- '<issuer> <subject>' at the province's sign-in
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  signed_in_at timestamptz,
  made_at timestamptz not null default now(),
  version int not null default 1,              -- counts changes by administrators and the officer, not sign-ins
  primary key (agency_id, officer_id),
  unique (agency_id, login),
  unique (agency_id, oidc_subject),
  foreign key (agency_id, officer_id) references org.officer
);
call platform.guard('accounts', 'account', 'select, insert, update');

-- A session; its token is in the officer's browser, here only the hash. What is not yet open admits to the next step of sign-in alone.
create table accounts.session (
  agency_id int not null,
  token_hash bytea not null check (length(token_hash) = 32),
  officer_id int not null,
  state text not null check (state in ('needs-totp', 'needs-password', 'open')),
  method text not null check (method in ('password', 'province')),
  csrf text not null,
  device text not null default '',             -- 'Firefox, Windows': for the officer's own list
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  acting_for int,                              -- the absent officer in whose place the person chose to work
  primary key (agency_id, token_hash),
  foreign key (agency_id, officer_id) references accounts.account on delete cascade
);
create index session_by_officer on accounts.session (agency_id, officer_id);
create index session_end on accounts.session (agency_id, ends_at);
call platform.guard('accounts', 'session');

create table accounts.api_token (
  agency_id int not null,
  token_id int not null,
  token_hash bytea not null check (length(token_hash) = 32),
  name text not null check (name <> ''),
  scopes text[] not null,
  officer_id int not null,                     -- acts as this officer
  made_by int not null,
  made_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > made_at),
  revoked_at timestamptz,
  used_at timestamptz,
  primary key (agency_id, token_id),
  unique (agency_id, token_hash),
  foreign key (agency_id, officer_id) references org.officer
);
create index api_token_by_officer on accounts.api_token (agency_id, officer_id);
call platform.guard('accounts', 'api_token', 'select, insert, update');
