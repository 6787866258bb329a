-- Years of the official calendar (lịch nghỉ) that an agency has loaded. The years known at release are in the product; a loaded
-- year takes the place of the product's. Office hours are in org. Nothing is deleted: a corrected year is a new version of it.
create schema clock;
grant usage on schema clock to motcua_app;

create table clock.loaded_year (
  agency_id int not null,
  year int not null check (year between 2000 and 2200),
  version int not null check (version > 0),
  decision text not null,                        -- the announcement (số, ngày văn bản)
  content_hash bytea not null,
  loaded_by int,
  loaded_at timestamptz not null,
  primary key (agency_id, year, version)
);
call platform.guard('clock', 'loaded_year', 'select, insert');

create table clock.loaded_day (
  agency_id int not null,
  year int not null,
  version int not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'in-lieu', 'swapped-off', 'worked', 'closed')),
  name text not null check (name <> ''),
  other_day date,                                -- the holiday that a day in lieu replaces, or the other day of a swap
  source text not null check (source <> ''),
  verified boolean not null,
  primary key (agency_id, year, version, day, kind),
  foreign key (agency_id, year, version) references clock.loaded_year,
  check (extract(year from day) = year)
);
call platform.guard('clock', 'loaded_day', 'select, insert');
