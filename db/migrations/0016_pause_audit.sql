-- The audit of pauses (kiểm tra các lần tạm dừng): what is asked of a pause beside when it began and ended. Working time and the signs of misuse
-- cannot be computed here, so they are kept by the write that changes the pause; a job judges rows from before (`start_signs` null).
alter table dossiers.hold
  add column left_seconds int,                  -- working seconds left until due_at when it began, negative when past it; null: no due time in reach
  add column seconds int check (seconds >= 0),  -- working seconds it lasted; null while it lasts
  add column long_at timestamptz,               -- from then on it is longer than is to be expected of its cause
  add column recorded_at timestamptz,           -- when the arrival that ended it was written down
  add column is_notified boolean,               -- a message to the applicant left with it; null: not known
  add column start_signs text[],                -- what is suspicious of how it began, never changed; null: not judged yet
  add column course_signs text[] not null default '{}',   -- of how it went on
  add column sign_count smallint not null default 0,      -- of both: how the list is sorted
  add constraint hold_signs_counted check (sign_count = coalesce(cardinality(start_signs), 0) + cardinality(course_signs)),
  add column ended_on date;                     -- on which the dossier ended, with a result or without; null: it has not

update dossiers.hold h set ended_on = (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date
  from dossiers.dossier d where d.agency_id = h.agency_id and d.code = h.code and d.ended_at is not null;
update dossiers.hold h set recorded_at = e.at
  from audit.entry e where h.end_kind = 'arrived' and e.agency_id = h.agency_id and e.stream = 'dossier/' || h.code and e.kind = 'resumed' and (e.body::json ->> 'no')::int = h.no;
update dossiers.hold h set is_notified = true
  where h.cause = 'supplement' and exists (select from notices.message m where m.agency_id = h.agency_id
    and m.dedupe_key = 'papers-asked/' || h.code || '/' || extract(epoch from h.from_at)::bigint);

-- One index for each way in which the list is sorted, each with the row's key so that a page goes on where the last one ended. Those by which
-- units are added up hold what is added, so that a year is read from the index alone.
drop index dossiers.hold_newest;
create index hold_by_start on dossiers.hold (agency_id, from_at, code, no) include (unit_id, cause, sign_count, seconds, to_at, annulled_at);
create index hold_by_signs on dossiers.hold (agency_id, sign_count, from_at, code, no);
create index hold_by_left on dossiers.hold (agency_id, (coalesce(left_seconds, 2147483647)), from_at, code, no);
create index hold_by_length on dossiers.hold (agency_id, (coalesce(seconds, 2147483647)), from_at, code, no);
create index hold_ended on dossiers.hold (agency_id, ended_on, unit_id, code) include (cause, annulled_at) where ended_on is not null;
create index hold_turning_long on dossiers.hold (agency_id, long_at) where to_at is null and annulled_at is null and not ('long' = any (course_signs));
create index hold_unjudged on dossiers.hold (agency_id, code, no) where start_signs is null;
