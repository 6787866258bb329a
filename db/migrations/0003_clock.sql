-- The official calendar (lịch làm việc): one for the country, so without an agency. Office hours are the agency's, in org.
create schema clock;
grant usage on schema clock to motcua_app;

create table clock.calendar_year (
  year int primary key check (year between 2000 and 2200),
  version int not null,
  decision text not null,
  loaded_at timestamptz not null default now()
);
create table clock.official_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'substitute-off', 'working-swap')),
  name text not null,
  source text not null,
  verified boolean not null,
  replaces date,
  swapped_with date
);
grant select on clock.calendar_year, clock.official_day to motcua_app;
