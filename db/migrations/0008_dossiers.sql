-- Dossiers (hồ sơ). What happened is in the journal, stream 'dossier/<code>'; these tables are kept beside it by the same
-- statement, and can be rebuilt from it.
create schema dossiers;
grant usage on schema dossiers to motcua_app;

create table dossiers.dossier (
  agency_id int not null,
  code text not null check (code ~ '^[A-Z0-9.]+-\d{6}-\d{4,}$'),
  version int not null check (version > 0),     -- events so far; the place in the stream that the next writer must take
  seal bytea not null,                          -- of the newest event
  status smallint not null check (status between 1 and 10),   -- national status code, domain of the portal
  procedure_id int not null,
  procedure_version int not null,
  applicant_id bigint not null,
  applicant_name text not null,
  subject text not null,                        -- trích yếu
  channel_in smallint not null check (channel_in between 1 and 3),      -- 1 direct, 2 online, 3 public postal
  channel_out smallint not null check (channel_out between 1 and 3),    -- 1 counter, 2 electronic, 3 public postal
  filed_at timestamptz not null,
  received_at timestamptz,                      -- clock starts; null before acceptance
  original_due_at timestamptz,
  due_at timestamptz,                           -- by events so far
  due_is_provisional boolean not null default false,
  calendar_version text not null default '',
  stopped_at timestamptz,                       -- the clock stands still since
  ended_at timestamptz,                         -- end of processing
  end_class text check (end_class in ('early', 'on-time', 'late')),
  returned_at timestamptz,
  filing json not null,                         -- what was handed in: components, agent, contact; changes only before acceptance
  state json not null,                          -- the rest of the folded Dossier: changes with every step, so it is kept small
  words tsvector not null,                      -- folded and exact words of code, applicant, subject
  primary key (agency_id, code),
  foreign key (agency_id, procedure_id, procedure_version) references procedures.version,
  foreign key (agency_id, applicant_id) references applicants.applicant
);
-- Completing a step changes no indexed column, so it stays a heap-only update: room for it on the page.
alter table dossiers.dossier set (fillfactor = 75);
create index dossier_filed on dossiers.dossier (agency_id, filed_at desc, code desc);
create index dossier_open_due on dossiers.dossier (agency_id, due_at, code) where ended_at is null and received_at is not null and stopped_at is null;
create index dossier_stopped on dossiers.dossier (agency_id, stopped_at, code) where ended_at is null and stopped_at is not null;
create index dossier_status on dossiers.dossier (agency_id, status, filed_at desc, code desc);
create index dossier_procedure on dossiers.dossier (agency_id, procedure_id, status, filed_at desc, code desc);
create index dossier_applicant on dossiers.dossier (agency_id, applicant_id, filed_at desc);
create index dossier_ended on dossiers.dossier (agency_id, ended_at) where ended_at is not null;
create index dossier_provisional on dossiers.dossier (agency_id, code) where due_is_provisional and ended_at is null;
create index dossier_words on dossiers.dossier using gin (words);
call platform.guard('dossiers', 'dossier', 'select, insert, update');

-- Steps being done now: who holds what since when. One row a running step; gone when the step is done.
create table dossiers.holding (
  agency_id int not null,
  code text not null,
  step text not null,
  unit_id int not null,
  role text not null,
  officer_id int,                               -- null: waiting for somebody of the unit to take it
  is_away boolean not null default false,       -- with another agency
  since timestamptz not null,
  step_due_at timestamptz,
  due_at timestamptz,                           -- the dossier's; null while the clock stands still
  primary key (agency_id, code, step),
  foreign key (agency_id, code) references dossiers.dossier
);
create index holding_by_officer on dossiers.holding (agency_id, officer_id, due_at, code) where officer_id is not null;
create index holding_by_unit on dossiers.holding (agency_id, unit_id, due_at, code);
create index holding_to_take on dossiers.holding (agency_id, unit_id, role, due_at, code) where officer_id is null;
call platform.guard('dossiers', 'holding');

create table dossiers.attachment (
  agency_id int not null,
  code text not null,
  attachment_id uuid not null,
  kind text not null check (kind in ('component', 'step', 'result')),
  place text not null,                          -- number of the component, or the step
  name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  media_type text not null,
  added_at timestamptz not null,
  added_by int,
  primary key (agency_id, code, attachment_id),
  foreign key (agency_id, code) references dossiers.dossier,
  foreign key (agency_id, sha256) references platform.file
);
call platform.guard('dossiers', 'attachment', 'select, insert');

-- Search by words, newest first. Row-level security keeps `@@` (not leakproof) from using the index, so this runs as the owner
-- and names the agency itself; the agency comes from the transaction and is no parameter.
-- Which words are rare is asked of the table's own statistics. A rare word is looked up in the index, together with those that are not
-- too common, and the common ones are checked on the few rows that this gives; words that many dossiers have are met soonest by walking back in time.
create function dossiers.find(asked tsquery, most int)
  returns table (code text, filed_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, dossiers as $$
declare
  mine constant int := platform.current_agency();
  rare_rows constant float8 := 3000;            -- so many rows are read and sorted at once without being felt
  rows_all float8 := (select greatest(c.reltuples, 0) from pg_class c where c.oid = 'dossiers.dossier'::regclass);
  rare tsquery;
  walk int;
  codes text[];
  times timestamptz[];
begin
  with word as (
    select m[1] as word, m[2] is not null as is_open from regexp_matches(asked::text, '''([^'']+)''(:\*)?', 'g') m
  ), common as (
    select e.word, e.share from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (word, share)
    where s.schemaname = 'dossiers' and s.tablename = 'dossier' and s.attname = 'words' and e.word is not null
  ), weighed as (
    select w.word, w.is_open, rows_all * case
        when w.is_open then coalesce((select sum(c.share) from common c where starts_with(c.word, w.word)), 0) + case when length(w.word) < 3 then 1 else 0 end
        else coalesce((select c.share from common c where c.word = w.word), 0)
      end as rows
    from word w
  )
  select string_agg(quote_literal(w.word) || case when w.is_open then ':*' else '' end, ' & ')::tsquery into rare
  from (
    select * from weighed f
    where rows <= case when is_open then rare_rows else greatest(rare_rows, rows_all * 0.02) end
      and exists (select from weighed r where r.rows <= rare_rows)
    order by rows, is_open, length(word) desc limit 4
  ) w;

  if rare is not null then
    return query execute 'with hit as materialized (
        select d.code, d.filed_at from dossiers.dossier d where d.agency_id = $1 and d.words @@ $2 and (d.words || '''') @@ $3)
      select * from hit order by filed_at desc, code desc limit $4'
      using mine, rare, asked, most;
    return;
  end if;

  foreach walk in array '{1000,20000}'::int[] loop
    select array_agg(hit.code), array_agg(hit.filed_at) into codes, times from (
      select w.code, w.filed_at from (
        select d.code, d.filed_at, d.words from dossiers.dossier d where d.agency_id = mine order by d.filed_at desc, d.code desc limit walk
      ) w where w.words @@ asked limit most) hit;
    if cardinality(codes) = most then
      return query select * from unnest(codes, times);
      return;
    end if;
    exit when coalesce(cardinality(codes), 0) < 5;
  end loop;
  return query execute 'with hit as materialized (select d.code, d.filed_at from dossiers.dossier d where d.agency_id = $1 and d.words @@ $2)
    select * from hit order by filed_at desc, code desc limit $3'
    using mine, asked, most;
end $$;
revoke all on function dossiers.find from public;
grant execute on function dossiers.find to motcua_app;
