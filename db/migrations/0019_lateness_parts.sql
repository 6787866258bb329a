-- Whose lateness it is: roll-ups by step and by officer beside those by unit, kept by the same writes, and one view that says of every late
-- dossier who answers for it. The lateness screen, the coverage of apologies, the API, reports and scores all read that view.

-- How dossiers ended, by day, month and year, for each step and each officer (tình hình trễ hạn theo bước, theo công chức). Rows of one cut, one
-- grain and one holder may be added up, others never: a dossier counts once for every step, and once for every officer, that had it.
-- Kept by differences, like dossiers.lateness_day; hence no checks of the sums here.
create table dossiers.lateness_part (
  agency_id int not null,
  cut text not null check (cut in ('step', 'officer')),
  grain text not null check (grain in ('day', 'month', 'year')),
  holder text not null,                         -- as in the ledger: step, or away
  since date not null,                          -- the day, or the first of the month or year
  unit_id int not null,
  procedure_id int not null,
  procedure_version int not null,               -- of which `step` is a step; officer: 0
  step text not null,                           -- officer: ''
  officer_id int not null,                      -- 0: nobody of the unit had taken it; step: 0
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
  primary key (agency_id, cut, grain, holder, since, unit_id, procedure_id, procedure_version, step, officer_id),
  check (since = date_trunc(grain, since))
);
call platform.guard('dossiers', 'lateness_part');

-- What each ended dossier adds to them, by the ledger alone.
create view dossiers.lateness_part_of with (security_invoker = true) as
  with whole as (
    select agency_id, code, sum(seconds_over) as seconds_over from dossiers.ledger group by agency_id, code
  ), part as (
    select agency_id, code, 'step' as cut, holder_kind as holder, ended_on, unit_id, procedure_id, procedure_version, step, 0 as officer_id, end_class, with_apology,
      sum(seconds_over_step) > 0 as is_over, bool_or(is_cause) as is_cause, sum(seconds) as seconds, sum(seconds_over_step) as seconds_over_step
    from dossiers.ledger where holder_kind in ('step', 'away') and unit_id is not null and step is not null
    group by agency_id, code, holder_kind, ended_on, unit_id, procedure_id, procedure_version, step, end_class, with_apology
    union all
    select agency_id, code, 'officer', holder_kind, ended_on, unit_id, procedure_id, 0, '', coalesce(officer_id, 0), end_class, with_apology,
      sum(seconds_over_step) > 0, bool_or(is_cause), sum(seconds), sum(seconds_over_step)
    from dossiers.ledger where holder_kind in ('step', 'away') and unit_id is not null
    group by agency_id, code, holder_kind, ended_on, unit_id, procedure_id, coalesce(officer_id, 0), end_class, with_apology
  )
  select p.agency_id, p.code, p.cut, p.holder, p.ended_on, p.unit_id, p.procedure_id, p.procedure_version, p.step, p.officer_id,
    (p.end_class is not null)::int as ended, coalesce(p.end_class = 'early', false)::int as early, coalesce(p.end_class = 'on-time', false)::int as on_time,
    l.late::int as late, (l.late and p.is_over)::int as late_over, (l.late and p.is_cause)::int as late_caused,
    (l.late and p.is_cause and p.with_apology)::int as with_apology, (p.end_class is null)::int as broken, p.seconds::bigint as seconds,
    p.seconds_over_step::bigint as seconds_over_step, (case when l.late and p.is_cause then w.seconds_over else 0 end)::bigint as seconds_late
  from part p join whole w on w.agency_id = p.agency_id and w.code = p.code
  cross join lateral (select coalesce(p.end_class = 'late', false) as late) l;
grant select on dossiers.lateness_part_of to motcua_app;

insert into dossiers.lateness_part
  select l.agency_id, l.cut, g.grain, l.holder, g.since, l.unit_id, l.procedure_id, l.procedure_version, l.step, l.officer_id, sum(l.ended), sum(l.early), sum(l.on_time), sum(l.late),
    sum(l.late_over), sum(l.late_caused), sum(l.with_apology), sum(l.broken), sum(l.seconds), sum(l.seconds_over_step), sum(l.seconds_late)
  from dossiers.lateness_part_of l cross join lateral (select x.grain, date_trunc(x.grain, l.ended_on)::date from (values ('day'), ('month'), ('year')) as x (grain)) as g (grain, since)
  group by l.agency_id, l.cut, g.grain, l.holder, g.since, l.unit_id, l.procedure_id, l.procedure_version, l.step, l.officer_id;

-- The promise to reports and scores: the same by step and by officer. Rows of one `cut` and one `holder` may be added up.
create view dossiers.pub_lateness_part with (security_invoker = true) as
  select agency_id, cut, holder, since as ended_on, unit_id, procedure_id, procedure_version, step, officer_id, ended, early, on_time, late, late_over, late_caused,
    with_apology, broken, seconds, seconds_over_step, seconds_late
  from dossiers.lateness_part where grain = 'day';
grant select on dossiers.pub_lateness_part to motcua_app;

-- Counts all roll-ups of an agency anew from the ledger and gives every row that differs: what is kept, and what was counted. None is right.
drop function dossiers.recount_lateness(int);
create function dossiers.recount_lateness(agency int)
  returns table (cut text, grain text, holder text, since date, unit_id int, procedure_id int, procedure_version int, step text, officer_id int, kept bigint[], counted bigint[])
  language sql stable set search_path = pg_catalog, dossiers as $$
  with kept as (
    select 'unit' as cut, 'day' as grain, d.holder, d.ended_on as since, d.unit_id, d.procedure_id, 0 as procedure_version, '' as step, 0 as officer_id,
      array[d.ended, d.early, d.on_time, d.late, d.late_over, d.late_caused, d.with_apology, d.broken, d.seconds, d.seconds_over_step, d.seconds_late]::bigint[] as sums
    from dossiers.lateness_day d where d.agency_id = agency
    union all
    select 'unit', 'month', m.holder, m.month, m.unit_id, m.procedure_id, 0, '', 0,
      array[m.ended, m.early, m.on_time, m.late, m.late_over, m.late_caused, m.with_apology, m.broken, m.seconds, m.seconds_over_step, m.seconds_late]::bigint[]
    from dossiers.lateness_month m where m.agency_id = agency
    union all
    select p.cut, p.grain, p.holder, p.since, p.unit_id, p.procedure_id, p.procedure_version, p.step, p.officer_id,
      array[p.ended, p.early, p.on_time, p.late, p.late_over, p.late_caused, p.with_apology, p.broken, p.seconds, p.seconds_over_step, p.seconds_late]::bigint[]
    from dossiers.lateness_part p where p.agency_id = agency
  ), of_one as (
    select 'unit' as cut, holder, ended_on, unit_id, procedure_id, 0 as procedure_version, '' as step, 0 as officer_id, ended, early, on_time, late, late_over, late_caused,
      with_apology, broken, seconds, seconds_over_step, seconds_late
    from dossiers.lateness_of where agency_id = agency
    union all
    select cut, holder, ended_on, unit_id, procedure_id, procedure_version, step, officer_id, ended, early, on_time, late, late_over, late_caused,
      with_apology, broken, seconds, seconds_over_step, seconds_late
    from dossiers.lateness_part_of where agency_id = agency
  ), counted as (
    select l.cut, g.grain, l.holder, g.since, l.unit_id, l.procedure_id, l.procedure_version, l.step, l.officer_id, array[sum(l.ended), sum(l.early), sum(l.on_time), sum(l.late),
      sum(l.late_over), sum(l.late_caused), sum(l.with_apology), sum(l.broken), sum(l.seconds), sum(l.seconds_over_step), sum(l.seconds_late)]::bigint[] as sums
    from of_one l cross join lateral (
      select x.grain, date_trunc(x.grain, l.ended_on)::date from (values ('day'), ('month'), ('year')) as x (grain) where x.grain <> 'year' or l.cut <> 'unit') as g (grain, since)
    group by l.cut, g.grain, l.holder, g.since, l.unit_id, l.procedure_id, l.procedure_version, l.step, l.officer_id
  )
  select cut, grain, holder, since, unit_id, procedure_id, procedure_version, step, officer_id, k.sums, c.sums
  from kept k full join counted c using (cut, grain, holder, since, unit_id, procedure_id, procedure_version, step, officer_id)
  where coalesce(k.sums, array_fill(0::bigint, array[11])) is distinct from coalesce(c.sums, array_fill(0::bigint, array[11]))
$$;
revoke all on function dossiers.recount_lateness from public;
grant execute on function dossiers.recount_lateness to motcua_app;

-- Late dossiers by their main cause, each dossier once by day, and each dossier once by procedure: the ways in which figures are followed
-- down to their dossiers. The first takes the place of the index of late lines.
drop index dossiers.ledger_late;
create index ledger_cause on dossiers.ledger (agency_id, ended_on, code) where is_cause;
create index ledger_once on dossiers.ledger (agency_id, ended_on, code) where line_no = 1;
create index ledger_by_procedure on dossiers.ledger (agency_id, procedure_id, ended_on desc, code) where line_no = 1;

-- What the clock promises to others: spans of its working time in which the system was down.
create view clock.pub_outage with (security_invoker = true) as
  select agency_id, from_at, to_at, working_seconds, was_stopped from clock.outage;
grant select on clock.pub_outage to motcua_app;

-- Who answers for a late dossier (ai chịu trách nhiệm hồ sơ trễ): the one place that says so.
--   state ended: ended late; the unit, officer and step are those of the line of its ledger that made it late (is_cause).
--   state open: not ended, with whoever has it now. It is late once the reader's clock is past `due_at`; one whose clock stands is here only when
--   it was late before. When it ends, the ledger says whose it was.
create view dossiers.pub_late_dossier with (security_invoker = true) as
  select w.agency_id, w.code, w.state, w.procedure_id, w.procedure_version, w.received_at, w.due_at, w.ended_at, w.ended_on, w.holder, w.unit_id, w.officer_id, w.step,
    (select s.sent_at from dossiers.apology s where s.agency_id = w.agency_id and s.code = w.code and s.sent_at is not null order by s.no limit 1) as apologised_at,
    (select s.is_late_sent from dossiers.apology s where s.agency_id = w.agency_id and s.code = w.code and s.sent_at is not null order by s.no limit 1) as is_apology_late,
    exists (select from clock.pub_outage o where o.agency_id = w.agency_id and o.to_at > w.received_at and o.from_at < w.due_at) as met_outage
  from (
    select d.agency_id, d.code, 'ended' as state, d.procedure_id, coalesce(l.procedure_version, d.procedure_version) as procedure_version, d.received_at, d.due_at, d.ended_at, l.ended_on, l.holder_kind as holder, l.unit_id, l.officer_id, l.step
    from dossiers.dossier d left join dossiers.ledger l on l.agency_id = d.agency_id and l.code = d.code and l.is_cause
    where d.end_class = 'late'
    union all
    select d.agency_id, d.code, 'open', d.procedure_id, d.procedure_version, d.received_at, d.due_at, null, null, case when h.is_away then 'away' else 'step' end, h.unit_id, h.officer_id, h.step
    from dossiers.dossier d left join lateral (
      select h.unit_id, h.officer_id, h.step, h.is_away from dossiers.holding h where h.agency_id = d.agency_id and h.code = d.code order by h.since, h.step limit 1) h on true
    where d.ended_at is null and d.received_at is not null and d.stopped_at is null
    union all
    select d.agency_id, d.code, 'open', d.procedure_id, d.procedure_version, d.received_at, d.due_at, null, null, case when h.is_away then 'away' else 'step' end, h.unit_id, h.officer_id, h.step
    from dossiers.dossier d left join lateral (
      select h.unit_id, h.officer_id, h.step, h.is_away from dossiers.holding h where h.agency_id = d.agency_id and h.code = d.code order by h.since, h.step limit 1) h on true
    where d.ended_at is null and d.stopped_at is not null and d.due_at < d.stopped_at
  ) w;
grant select on dossiers.pub_late_dossier to motcua_app;
