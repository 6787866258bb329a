-- Documents in and out (văn bản đến, văn bản đi). What happened is in the journal, streams 'outgoing/<id>' and 'incoming/<id>'; these tables
-- are kept beside it by the same statement.
create schema documents;
grant usage on schema documents to motcua_app;

-- Books of numbers (sổ văn bản): one for decisions, one for the rest, as the agency rules; each starts from 1 with every year.
create table documents.book (
  agency_id int not null references org.agency,
  book_id int not null,
  direction text not null check (direction in ('in', 'out')),
  name text not null check (name <> ''),
  kinds text[] not null default '{}',           -- kinds that go into it; none: all that no other book takes
  closed_on date,
  primary key (agency_id, book_id)
);
call platform.guard('documents', 'book', 'select, insert, update');

-- Letters of agency and units in symbols (ký hiệu), dated: `STNMT`, `VP`. Unit 0 is the agency itself.
create table documents.letters (
  agency_id int not null references org.agency,
  unit_id int not null,
  from_day date not null,
  letters text not null check (letters <> ''),
  primary key (agency_id, unit_id, from_day)
);
call platform.guard('documents', 'letters', 'select, insert, update');

-- The last number of a book and year. Taken in the transaction that uses it, so that no number is lost.
create table documents.book_year (
  agency_id int not null,
  book_id int not null,
  year int not null check (year between 1945 and 2999),
  last int not null check (last > 0),
  primary key (agency_id, book_id, year),
  foreign key (agency_id, book_id) references documents.book
);
call platform.guard('documents', 'book_year', 'select, insert, update');

-- Every number ever given, cancelled ones too (số đã cấp, số hủy).
create table documents.number (
  agency_id int not null,
  book_id int not null,
  year int not null,
  number int not null check (number > 0),
  document_id int not null,
  taken_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_reason text,
  primary key (agency_id, book_id, year, number),
  foreign key (agency_id, book_id) references documents.book
);
call platform.guard('documents', 'number', 'select, insert, update');

create table documents.outgoing (
  agency_id int not null references org.agency,
  document_id int not null,
  version int not null check (version > 0),
  seal bytea not null,
  status text not null check (status in ('drafting', 'in-review', 'with-leader', 'approved', 'signed', 'numbered', 'sealed', 'issued', 'dropped', 'cancelled', 'recalled')),
  kind text not null,
  subject text not null,
  urgency text not null,
  unit_id int not null,
  drafted_by int not null,
  signatory_id int not null,
  drafted_at timestamptz not null,
  deadline date,
  to_leader_at timestamptz,
  is_reviewed_inside boolean not null default false,
  number_text text,                             -- '1722/UBND-TH', printed
  dated_on date,
  standing text not null default 'none' check (standing in ('none', 'person-only', 'agency-only', 'two-valid', 'invalid')),
  issued_at timestamptz,
  answers int,                                  -- the incoming document
  dossier text,                                 -- result or apology of a dossier
  file_sha256 text not null,
  draft_sha256 text not null,                   -- the newest draft: whose text is searched
  content_of text,                              -- the draft that `content` was read from
  state json not null,
  words tsvector not null,                      -- of the register
  content tsvector not null default '',         -- of the file, read from its text or by OCR, filled in later
  primary key (agency_id, document_id),
  foreign key (agency_id, unit_id) references org.unit,
  foreign key (agency_id, signatory_id) references org.officer
);
alter table documents.outgoing set (fillfactor = 80);
create index outgoing_newest on documents.outgoing (agency_id, drafted_at desc, document_id desc);
create index outgoing_status on documents.outgoing (agency_id, status, drafted_at desc, document_id desc);
create index outgoing_unit on documents.outgoing (agency_id, unit_id, status, drafted_at desc, document_id desc);
create index outgoing_signatory on documents.outgoing (agency_id, signatory_id, status, drafted_at desc, document_id desc);
create index outgoing_issued on documents.outgoing (agency_id, issued_at desc, document_id desc) where issued_at is not null;
create index outgoing_dossier on documents.outgoing (agency_id, dossier) where dossier is not null;
create index outgoing_deadline on documents.outgoing (agency_id, deadline, document_id) where deadline is not null;
create index outgoing_answers on documents.outgoing (agency_id, answers) where answers is not null;
create index outgoing_unread on documents.outgoing (agency_id, document_id) where content_of is distinct from draft_sha256;
create index outgoing_words on documents.outgoing using gin ((words || content));
call platform.guard('documents', 'outgoing', 'select, insert, update');

create table documents.incoming (
  agency_id int not null references org.agency,
  document_id int not null,
  version int not null check (version > 0),
  seal bytea not null,
  status text not null check (status in ('registered', 'assigned', 'in-hand', 'done', 'struck')),
  book_id int not null,
  year int not null,
  number int not null,
  arrived_at timestamptz not null,
  registered_at timestamptz not null,
  assigned_at timestamptz,                      -- the first time
  sender text not null,
  number_symbol text not null,
  dated_on date,
  kind text not null,
  subject text not null,
  urgency text not null,
  deadline date,                                -- the leader's, else the document's own
  lead_unit_id int,
  support_unit_ids int[] not null default '{}',
  holder_id int,
  done_at timestamptz,
  files_key text not null,                      -- its files, by hash, in order
  content_of text,                              -- the files that `content` was read from
  state json not null,
  words tsvector not null,                      -- of the register
  content tsvector not null default '',         -- of the file, read from its text or by OCR, filled in later
  primary key (agency_id, document_id),
  unique (agency_id, book_id, year, number),
  foreign key (agency_id, book_id) references documents.book,
  foreign key (agency_id, lead_unit_id) references org.unit
);
alter table documents.incoming set (fillfactor = 80);
create index incoming_newest on documents.incoming (agency_id, arrived_at desc, document_id desc);
create index incoming_status on documents.incoming (agency_id, status, arrived_at desc, document_id desc);
create index incoming_unit on documents.incoming (agency_id, lead_unit_id, status, deadline, document_id);
create index incoming_support on documents.incoming using gin (support_unit_ids);
create index incoming_holder on documents.incoming (agency_id, holder_id, status, deadline, document_id) where holder_id is not null;
create index incoming_unread on documents.incoming (agency_id, document_id) where content_of is distinct from files_key;
create index incoming_words on documents.incoming using gin ((words || content));
call platform.guard('documents', 'incoming', 'select, insert, update');

-- Files of documents, each version: who may read the document may read them.
create table documents.file (
  agency_id int not null,
  direction text not null check (direction in ('in', 'out')),
  document_id int not null,
  sha256 text not null,
  name text not null,
  size_bytes bigint not null,
  media_type text not null,
  part text not null check (part in ('draft', 'appendix', 'signed', 'sealed', 'incoming')),
  added_at timestamptz not null,
  primary key (agency_id, direction, document_id, sha256, part),
  foreign key (agency_id, sha256) references platform.file
);
call platform.guard('documents', 'file', 'select, insert');

-- What went to whom (nơi nhận), whether it was read (002 §2), and how delivery outside stands. A recall is carried the same way as the document was.
create table documents.recipient (
  agency_id int not null,
  document_id int not null,
  no int not null,
  kind text not null check (kind in ('unit', 'officer', 'agency', 'outside')),
  unit_id int,
  officer_id int,
  to_agency_id int,
  name text not null default '',
  address text not null default '',
  sent_at timestamptz not null,
  carries text not null default 'document' check (carries in ('document', 'recall')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed', 'given-up')),
  tries int not null default 0,
  not_before timestamptz not null,              -- of one that is being sent: when its sender counts as gone
  last_error text,
  delivered_at timestamptz,
  taken_at timestamptz,                         -- the other agency registered it, or sent it back
  taken_as text,                                -- its number there, '12/2026'
  returned_reason text,
  primary key (agency_id, document_id, no),
  foreign key (agency_id, document_id) references documents.outgoing
);
create index recipient_waiting on documents.recipient (agency_id, not_before, document_id, no) where state in ('waiting', 'sending', 'failed');
create index recipient_unit on documents.recipient (agency_id, unit_id, sent_at desc) where unit_id is not null;
create index recipient_officer on documents.recipient (agency_id, officer_id, sent_at desc) where officer_id is not null;
call platform.guard('documents', 'recipient', 'select, insert, update');

-- Who has opened an issued document, the first time (đã đọc).
create table documents.reading (
  agency_id int not null,
  document_id int not null,
  officer_id int not null,
  read_at timestamptz not null,
  primary key (agency_id, document_id, officer_id),
  foreign key (agency_id, document_id) references documents.outgoing
);
call platform.guard('documents', 'reading', 'select, insert');

-- What another agency in this system sent, waiting for our records clerk to register it (văn bản chờ vào sổ).
create table documents.arrival (
  agency_id int not null references org.agency,
  arrival_id bigint generated always as identity,
  from_agency_id int not null,
  from_document_id int not null,
  arrived_at timestamptz not null,
  sender text not null,
  number_symbol text not null,
  dated_on date,
  kind text not null,
  subject text not null,
  urgency text not null,
  files json not null,
  registered_as int,                            -- our incoming document
  refused_reason text,                          -- sent back
  answered_at timestamptz,                      -- when one of the two was decided
  answered_as text,                             -- the number it got
  told_at timestamptz,                          -- when the sender was told of it
  recalled_reason text,                         -- the sender took it back
  primary key (agency_id, arrival_id),
  unique (agency_id, from_agency_id, from_document_id)
);
create index arrival_waiting on documents.arrival (agency_id, arrived_at, arrival_id) where registered_as is null and refused_reason is null;
create index arrival_untold on documents.arrival (agency_id, arrival_id) where answered_at is not null and told_at is null;
call platform.guard('documents', 'arrival', 'select, insert, update');

-- Pictures that signatures show (hình chữ ký, hình dấu): PNG with a transparent ground, in real size. Officer 0 is the agency, whose picture is the seal.
create table documents.picture (
  agency_id int not null references org.agency,
  officer_id int not null,
  sha256 text not null,
  width_mm int not null check (width_mm between 5 and 120),
  height_mm int not null check (height_mm between 5 and 120),
  kept_at timestamptz not null,
  kept_by int,
  primary key (agency_id, officer_id),
  foreign key (agency_id, sha256) references platform.file
);
call platform.guard('documents', 'picture', 'select, insert, update');

-- Search by words, newest first. Row-level security keeps `@@` (not leakproof) from using the index, so this runs as the owner and names the
-- agency itself; the agency comes from the transaction and is no parameter.
create function documents.find(direction text, asked tsquery, most int)
  returns table (document_id int, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, documents as $$
declare
  mine constant int := platform.current_agency();
begin
  if direction = 'out' then
    return query with hit as materialized (select o.document_id, o.drafted_at from documents.outgoing o where o.agency_id = mine and (o.words || o.content) @@ asked)
      select * from hit order by 2 desc, 1 desc limit most;
  else
    return query with hit as materialized (select i.document_id, i.arrived_at from documents.incoming i where i.agency_id = mine and (i.words || i.content) @@ asked)
      select * from hit order by 2 desc, 1 desc limit most;
  end if;
end $$;
revoke all on function documents.find from public;
grant execute on function documents.find to motcua_app;
