-- Signing (ký số): whose certificates the agency knows, files that wait for the signer's own machine, acts that sign many files.
-- Public halves and hashes only: no private key and no pass-phrase is ever in the database.
create schema signing;
grant usage on schema signing to motcua_app;

-- A certificate that the agency knows (chứng thư đã đăng ký): an officer's, or the agency's own. Withdrawn ones stay: old signatures name them.
create table signing.certificate (
  agency_id int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('person', 'agency')),
  officer_id int,                              -- whose, for a person's
  der bytea not null check (length(der) between 100 and 20000),
  subject text not null check (subject <> ''), -- common name, for lists
  issuer text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  registered_at timestamptz not null,
  registered_by int not null,
  withdrawn_at timestamptz,                    -- from here on it signs nothing new
  primary key (agency_id, sha256),
  foreign key (agency_id, officer_id) references org.officer,
  foreign key (agency_id, registered_by) references org.officer,
  check ((kind = 'person') = (officer_id is not null)),
  check (valid_from < valid_until)
);
create index certificate_holder on signing.certificate (agency_id, officer_id, valid_until desc);
call platform.guard('signing', 'certificate', 'select, insert, update');

-- A file prepared up to its signature (tệp chờ chữ ký từ máy người ký): the signer's token is on another machine, which gets the hash and
-- sends back the signature. The prepared bytes lie in the file store.
create table signing.prepared (
  agency_id int not null,
  prepared_id uuid not null,
  officer_id int not null,
  about text not null,                         -- what is signed, as the caller names it: 'document/…'
  role text not null check (role in ('signatory', 'seal', 'appendix', 'copy')),
  source_sha256 text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  prepared_sha256 text not null check (prepared_sha256 ~ '^[0-9a-f]{64}$'),
  ranges int[] not null check (array_length(ranges, 1) = 4),
  attributes bytea not null,
  algorithm text not null check (algorithm in ('rsa-sha256', 'ecdsa-p256-sha256', 'ecdsa-p384-sha384')),
  chain bytea[] not null check (array_length(chain, 1) between 1 and 10),
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  signed_sha256 text check (signed_sha256 ~ '^[0-9a-f]{64}$'),
  signed_level text check (signed_level in ('B-B', 'B-T', 'B-LT')),
  signed_at timestamptz,
  primary key (agency_id, prepared_id),
  foreign key (agency_id, officer_id) references org.officer,
  check (prepared_at < expires_at),
  check ((signed_sha256 is null) = (signed_at is null) and (signed_sha256 is null) = (signed_level is null))
);
create index prepared_old on signing.prepared (agency_id, expires_at) where signed_at is null;
call platform.guard('signing', 'prepared');

-- One act that signs many files (ký hàng loạt), and what became of each.
create table signing.run (
  agency_id int not null,
  run_id uuid not null,
  officer_id int not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, run_id),
  foreign key (agency_id, officer_id) references org.officer
);
create index run_of_officer on signing.run (agency_id, officer_id, started_at desc);
call platform.guard('signing', 'run', 'select, insert, update');

create table signing.run_file (
  agency_id int not null,
  run_id uuid not null,
  place int not null check (place >= 1),
  about text not null,
  role text not null check (role in ('signatory', 'seal', 'appendix', 'copy')),
  source_sha256 text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'refused')),
  refusal jsonb,                               -- the typed refusal, for its sentence
  signed_sha256 text check (signed_sha256 ~ '^[0-9a-f]{64}$'),
  level text check (level in ('B-B', 'B-T', 'B-LT')),
  at timestamptz,
  primary key (agency_id, run_id, place),
  foreign key (agency_id, run_id) references signing.run,
  check ((state = 'signed') = (signed_sha256 is not null and level is not null)),
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'waiting') = (at is null))
);
call platform.guard('signing', 'run_file', 'select, insert, update');
