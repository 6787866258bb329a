-- People and organisations for whom dossiers are handled (người nộp, chủ hồ sơ). Personal data: read only where a task needs it.
create schema applicants;
grant usage on schema applicants to motcua_app;

create table applicants.applicant (
  agency_id int not null,
  applicant_id bigint generated always as identity,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null check (name <> ''),
  identity_number text,                        -- số định danh cá nhân or mã số thuế / mã số tổ chức
  address text not null default '',
  phone text not null default '',
  email text not null default '',
  changed_at timestamptz not null,
  primary key (agency_id, applicant_id)
);
create unique index applicant_identity on applicants.applicant (agency_id, kind, identity_number) where identity_number is not null;
call platform.guard('applicants', 'applicant', 'select, insert, update');
