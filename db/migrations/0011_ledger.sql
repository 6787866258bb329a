-- The time ledger (sổ thời gian) of dossiers whose processing has ended, and its daily roll-ups. Both are written by the act that ends a
-- dossier, classifies it anew or breaks it off, in the same transaction. They follow from the journal and can be made again from it.

-- Who had how much working time: the lines of a dossier add up to the working time from its receipt to its end.
create table dossiers.ledger (
  agency_id int not null,
  code text not null,
  line_no smallint not null check (line_no > 0),
  holder_kind text not null check (holder_kind in ('step', 'away', 'applicant', 'uncounted', 'finance', 'legal-hold', 'nobody')),
  unit_id int,                                  -- of a pause or a wait: of the step that stood still
  officer_id int,                               -- null: nobody of the unit had taken the step
  step text,
  seconds int not null check (seconds >= 0),    -- working seconds
  seconds_over int not null check (seconds_over between 0 and seconds),            -- after the due time of the dossier
  seconds_over_step int not null check (seconds_over_step between 0 and seconds),  -- after the step's own due time
  is_cause boolean not null,                    -- the line that made a late dossier late; at most one in a dossier
  -- What every line of the dossier says alike, kept here so that a question about a period reads one table.
  ended_on date not null,
  procedure_id int not null,
  procedure_version int not null,               -- of which `step` is a step
  end_class text check (end_class in ('early', 'on-time', 'late')),                -- null: broken off without a result
  with_apology boolean not null,
  primary key (agency_id, code, line_no),
  foreign key (agency_id, code) references dossiers.dossier
);
create index ledger_by_unit on dossiers.ledger (agency_id, unit_id, ended_on);
create index ledger_late on dossiers.ledger (agency_id, ended_on, code) where end_class = 'late';
call platform.guard('dossiers', 'ledger');

-- How dossiers ended, by day (tình hình trễ hạn theo ngày). Three kinds of rows, never to be added up with one another:
--   dossier: each dossier once, unit_id 0; step: each dossier once for every unit of ours that carried a step of it;
--   away: each dossier once for every unit that followed a leg of it at another agency.
-- Kept by differences, so a dossier classified anew moves from one column to another. Differences may be negative, and PostgreSQL checks a
-- row before it meets the one that it changes: hence no checks here, and a recount (below) instead.
create table dossiers.lateness_day (
  agency_id int not null,
  holder text not null check (holder in ('dossier', 'step', 'away')),
  ended_on date not null,
  unit_id int not null,
  procedure_id int not null,
  ended int not null,                           -- with a result: early + on_time + late
  early int not null,
  on_time int not null,
  late int not null,
  late_over int not null,                       -- of the late ones: the unit took longer than its own steps may
  late_caused int not null,                     -- of the late ones: the unit is the main cause
  with_apology int not null,                    -- of late_caused (dossier: of late): an apology was sent
  broken int not null,                          -- ended without a result; in none of the above
  seconds bigint not null,                      -- working seconds that the unit had them (dossier: all holders)
  seconds_over_step bigint not null,            -- of these beyond what its own steps may take
  seconds_late bigint not null,                 -- working seconds by which those of late_caused (dossier: late) were late
  primary key (agency_id, holder, ended_on, unit_id, procedure_id)
);
call platform.guard('dossiers', 'lateness_day');

-- The same by month, so that years are added up from few rows; a period takes whole months from here and its edges from the days.
create table dossiers.lateness_month (
  agency_id int not null,
  holder text not null check (holder in ('dossier', 'step', 'away')),
  month date not null check (month = date_trunc('month', month)),
  unit_id int not null,
  procedure_id int not null,
  ended int not null,
  early int not null,
  on_time int not null,
  late int not null,
  late_over int not null,
  late_caused int not null,
  with_apology int not null,
  broken int not null,
  seconds bigint not null,
  seconds_over_step bigint not null,
  seconds_late bigint not null,
  primary key (agency_id, holder, month, unit_id, procedure_id)
);
call platform.guard('dossiers', 'lateness_month');

-- What each ended dossier adds to the roll-ups, by the ledger alone.
create view dossiers.lateness_of with (security_invoker = true) as
  with whole as (
    select agency_id, code, ended_on, procedure_id, end_class, with_apology, sum(seconds) as seconds, sum(seconds_over) as seconds_over,
      sum(seconds_over_step) as seconds_over_step
    from dossiers.ledger group by agency_id, code, ended_on, procedure_id, end_class, with_apology
  ), part as (
    select agency_id, code, 'dossier' as holder, 0 as unit_id, true as is_over, true as is_cause, seconds, seconds_over_step from whole
    union all
    select agency_id, code, holder_kind, unit_id, sum(seconds_over_step) > 0, bool_or(is_cause), sum(seconds), sum(seconds_over_step)
    from dossiers.ledger where holder_kind in ('step', 'away') and unit_id is not null group by agency_id, code, holder_kind, unit_id
  )
  select p.agency_id, p.code, p.holder, w.ended_on, p.unit_id, w.procedure_id,
    (w.end_class is not null)::int as ended, coalesce(w.end_class = 'early', false)::int as early, coalesce(w.end_class = 'on-time', false)::int as on_time,
    l.late::int as late, (l.late and p.is_over)::int as late_over, (l.late and p.is_cause)::int as late_caused,
    (l.late and p.is_cause and w.with_apology)::int as with_apology, (w.end_class is null)::int as broken, p.seconds::bigint as seconds,
    p.seconds_over_step::bigint as seconds_over_step, (case when l.late and p.is_cause then w.seconds_over else 0 end)::bigint as seconds_late
  from part p join whole w on w.agency_id = p.agency_id and w.code = p.code
  cross join lateral (select coalesce(w.end_class = 'late', false) as late) l;
grant select on dossiers.lateness_of to motcua_app;

-- The promise to reports and scores: how dossiers ended, by day, unit and procedure. Rows of one `holder` may be added up.
create view dossiers.pub_lateness with (security_invoker = true) as
  select agency_id, holder, ended_on, unit_id, procedure_id, ended, early, on_time, late, late_over, late_caused, with_apology, broken,
    seconds, seconds_over_step, seconds_late
  from dossiers.lateness_day;
grant select on dossiers.pub_lateness to motcua_app;

-- Counts the roll-ups of an agency anew from the ledger and gives every row that differs: what is kept, and what was counted. None is right.
create function dossiers.recount_lateness(agency int)
  returns table (grain text, holder text, since date, unit_id int, procedure_id int, kept bigint[], counted bigint[])
  language sql stable set search_path = pg_catalog, dossiers as $$
  with kept as (
    select 'day' as grain, d.holder, d.ended_on as since, d.unit_id, d.procedure_id, array[d.ended, d.early, d.on_time, d.late, d.late_over, d.late_caused, d.with_apology, d.broken,
      d.seconds, d.seconds_over_step, d.seconds_late]::bigint[] as sums
    from dossiers.lateness_day d where d.agency_id = agency
    union all
    select 'month', m.holder, m.month, m.unit_id, m.procedure_id, array[m.ended, m.early, m.on_time, m.late, m.late_over, m.late_caused, m.with_apology, m.broken,
      m.seconds, m.seconds_over_step, m.seconds_late]::bigint[]
    from dossiers.lateness_month m where m.agency_id = agency
  ), counted as (
    select g.grain, l.holder, g.since, l.unit_id, l.procedure_id, array[sum(l.ended), sum(l.early), sum(l.on_time), sum(l.late), sum(l.late_over), sum(l.late_caused),
      sum(l.with_apology), sum(l.broken), sum(l.seconds), sum(l.seconds_over_step), sum(l.seconds_late)]::bigint[] as sums
    from dossiers.lateness_of l cross join lateral (values ('day', l.ended_on), ('month', date_trunc('month', l.ended_on)::date)) as g (grain, since)
    where l.agency_id = agency group by g.grain, l.holder, g.since, l.unit_id, l.procedure_id
  )
  select coalesce(k.grain, c.grain), coalesce(k.holder, c.holder), coalesce(k.since, c.since), coalesce(k.unit_id, c.unit_id), coalesce(k.procedure_id, c.procedure_id), k.sums, c.sums
  from kept k full join counted c on c.grain = k.grain and c.holder = k.holder and c.since = k.since and c.unit_id = k.unit_id and c.procedure_id = k.procedure_id
  where coalesce(k.sums, array_fill(0::bigint, array[11])) is distinct from coalesce(c.sums, array_fill(0::bigint, array[11]))
$$;
revoke all on function dossiers.recount_lateness from public;
grant execute on function dossiers.recount_lateness to motcua_app;
