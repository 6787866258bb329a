-- Made from the migrations by tools/schema.ts, for review. Do not edit.

table accounts.account (row-level security)
  agency_id integer not null
  officer_id integer not null
  login text not null
  password_hash text
  must_change boolean not null default false
  totp_sealed bytea
  totp_step integer
  oidc_subject text
  failures integer not null default 0
  locked_until timestamp with time zone
  disabled_at timestamp with time zone
  signed_in_at timestamp with time zone
  made_at timestamp with time zone not null default now()
  version integer not null default 1
  account_agency_id_login_key: UNIQUE (agency_id, login)
  account_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  account_agency_id_oidc_subject_key: UNIQUE (agency_id, oidc_subject)
  account_login_check: CHECK (((login = lower(login)) AND (login ~ '^[a-z0-9._-]{3,60}$'::text)))
  account_pkey: PRIMARY KEY (agency_id, officer_id)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table accounts.api_token (row-level security)
  agency_id integer not null
  token_id integer not null
  token_hash bytea not null
  name text not null
  scopes text[] not null
  officer_id integer not null
  made_by integer not null
  made_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  revoked_at timestamp with time zone
  used_at timestamp with time zone
  CREATE INDEX api_token_by_officer ON accounts.api_token USING btree (agency_id, officer_id)
  api_token_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  api_token_agency_id_token_hash_key: UNIQUE (agency_id, token_hash)
  api_token_check: CHECK ((ends_at > made_at))
  api_token_name_check: CHECK ((name <> ''::text))
  api_token_pkey: PRIMARY KEY (agency_id, token_id)
  api_token_token_hash_check: CHECK ((length(token_hash) = 32))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table accounts.password_link (row-level security)
  agency_id integer not null
  officer_id integer not null
  token_hash bytea not null
  made_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  made_by integer
  motcua_app may delete, insert, select, update
  password_link_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES accounts.account(agency_id, officer_id) ON DELETE CASCADE
  password_link_agency_id_token_hash_key: UNIQUE (agency_id, token_hash)
  password_link_check: CHECK ((ends_at > made_at))
  password_link_pkey: PRIMARY KEY (agency_id, officer_id)
  password_link_token_hash_check: CHECK ((length(token_hash) = 32))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table accounts.session (row-level security)
  agency_id integer not null
  token_hash bytea not null
  officer_id integer not null
  state text not null
  method text not null
  csrf text not null
  device text not null default ''::text
  began_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  acting_for integer
  CREATE INDEX session_by_officer ON accounts.session USING btree (agency_id, officer_id)
  CREATE INDEX session_end ON accounts.session USING btree (agency_id, ends_at)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  session_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES accounts.account(agency_id, officer_id) ON DELETE CASCADE
  session_method_check: CHECK ((method = ANY (ARRAY['password'::text, 'province'::text])))
  session_pkey: PRIMARY KEY (agency_id, token_hash)
  session_state_check: CHECK ((state = ANY (ARRAY['needs-totp'::text, 'needs-password'::text, 'open'::text])))
  session_token_hash_check: CHECK ((length(token_hash) = 32))

table applicants.applicant (row-level security)
  agency_id integer not null
  applicant_id bigint not null generated always as identity
  kind text not null
  name text not null
  identity_number text
  address text not null default ''::text
  phone text not null default ''::text
  email text not null default ''::text
  changed_at timestamp with time zone not null
  lang text not null default 'vi'::text
  CREATE UNIQUE INDEX applicant_identity ON applicants.applicant USING btree (agency_id, kind, identity_number) WHERE (identity_number IS NOT NULL)
  applicant_kind_check: CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text])))
  applicant_lang_check: CHECK ((lang = ANY (ARRAY['vi'::text, 'en'::text])))
  applicant_name_check: CHECK ((name <> ''::text))
  applicant_pkey: PRIMARY KEY (agency_id, applicant_id)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table audit.anchor (row-level security)
  agency_id integer not null
  hour timestamp with time zone not null
  entries integer not null
  seal bytea not null
  made_at timestamp with time zone not null default now()
  anchor_pkey: PRIMARY KEY (agency_id, hour)
  anchor_seal_check: CHECK ((length(seal) = 32))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table audit.entry (row-level security)
  agency_id integer not null
  stream text not null
  seq integer not null
  kind text not null
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  officer_id integer
  on_behalf_of integer
  body text not null
  seal bytea not null
  CREATE INDEX entry_recorded ON audit.entry USING btree (agency_id, recorded_at)
  entry_pkey: PRIMARY KEY (agency_id, stream, seq)
  entry_seal_check: CHECK ((length(seal) = 32))
  entry_seq_check: CHECK ((seq > 0))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table clock.closing (row-level security)
  agency_id integer not null
  no integer not null
  kind text not null
  from_day date not null
  until_day date not null
  for_day date
  decision text not null
  decided_on date not null
  reason text not null
  key text not null
  entered_by integer
  entered_at timestamp with time zone not null
  withdrawn_by integer
  withdrawn_at timestamp with time zone
  withdrawal text
  closing_agency_id_key_key: UNIQUE (agency_id, key)
  closing_check1: CHECK (((for_day IS NULL) OR ((kind = 'worked'::text) AND (until_day = from_day) AND (for_day <> from_day))))
  closing_check2: CHECK (((withdrawn_at IS NULL) = (withdrawal IS NULL)))
  closing_check: CHECK ((until_day >= from_day))
  closing_decision_check: CHECK ((decision <> ''::text))
  closing_kind_check: CHECK ((kind = ANY (ARRAY['closed'::text, 'holiday'::text, 'worked'::text])))
  closing_no_check: CHECK ((no > 0))
  closing_pkey: PRIMARY KEY (agency_id, no)
  closing_reason_check: CHECK ((reason <> ''::text))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table clock.loaded_day (row-level security)
  agency_id integer not null
  year integer not null
  version integer not null
  day date not null
  kind text not null
  name text not null
  other_day date
  source text not null
  verified boolean not null
  loaded_day_agency_id_year_version_fkey: FOREIGN KEY (agency_id, year, version) REFERENCES clock.loaded_year(agency_id, year, version)
  loaded_day_check: CHECK ((EXTRACT(year FROM day) = (year)::numeric))
  loaded_day_kind_check: CHECK ((kind = ANY (ARRAY['holiday'::text, 'in-lieu'::text, 'swapped-off'::text, 'worked'::text, 'closed'::text])))
  loaded_day_name_check: CHECK ((name <> ''::text))
  loaded_day_pkey: PRIMARY KEY (agency_id, year, version, day, kind)
  loaded_day_source_check: CHECK ((source <> ''::text))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table clock.loaded_year (row-level security)
  agency_id integer not null
  year integer not null
  version integer not null
  decision text not null
  content_hash bytea not null
  loaded_by integer
  loaded_at timestamp with time zone not null
  loaded_year_pkey: PRIMARY KEY (agency_id, year, version)
  loaded_year_version_check: CHECK ((version > 0))
  loaded_year_year_check: CHECK (((year >= 2000) AND (year <= 2200)))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table clock.outage (row-level security)
  agency_id integer not null
  from_at timestamp with time zone not null
  to_at timestamp with time zone not null
  working_seconds integer not null
  was_stopped boolean not null
  recorded_at timestamp with time zone not null
  CREATE INDEX outage_ends ON clock.outage USING btree (agency_id, to_at)
  motcua_app may insert, select
  outage_check: CHECK ((to_at > from_at))
  outage_pkey: PRIMARY KEY (agency_id, from_at)
  outage_working_seconds_check: CHECK ((working_seconds > 0))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.arrival (row-level security)
  agency_id integer not null
  arrival_id bigint not null generated always as identity
  from_agency_id integer not null
  from_document_id integer not null
  arrived_at timestamp with time zone not null
  sender text not null
  number_symbol text not null
  dated_on date
  kind text not null
  subject text not null
  urgency text not null
  files json not null
  registered_as integer
  refused_reason text
  answered_at timestamp with time zone
  answered_as text
  told_at timestamp with time zone
  recalled_reason text
  CREATE INDEX arrival_untold ON documents.arrival USING btree (agency_id, arrival_id) WHERE ((answered_at IS NOT NULL) AND (told_at IS NULL))
  CREATE INDEX arrival_waiting ON documents.arrival USING btree (agency_id, arrived_at, arrival_id) WHERE ((registered_as IS NULL) AND (refused_reason IS NULL))
  arrival_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  arrival_agency_id_from_agency_id_from_document_id_key: UNIQUE (agency_id, from_agency_id, from_document_id)
  arrival_pkey: PRIMARY KEY (agency_id, arrival_id)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.book (row-level security)
  agency_id integer not null
  book_id integer not null
  direction text not null
  name text not null
  kinds text[] not null default '{}'::text[]
  closed_on date
  book_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  book_direction_check: CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  book_name_check: CHECK ((name <> ''::text))
  book_pkey: PRIMARY KEY (agency_id, book_id)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.book_year (row-level security)
  agency_id integer not null
  book_id integer not null
  year integer not null
  last integer not null
  book_year_agency_id_book_id_fkey: FOREIGN KEY (agency_id, book_id) REFERENCES documents.book(agency_id, book_id)
  book_year_last_check: CHECK ((last > 0))
  book_year_pkey: PRIMARY KEY (agency_id, book_id, year)
  book_year_year_check: CHECK (((year >= 1945) AND (year <= 2999)))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.file (row-level security)
  agency_id integer not null
  direction text not null
  document_id integer not null
  sha256 text not null
  name text not null
  size_bytes bigint not null
  media_type text not null
  part text not null
  added_at timestamp with time zone not null
  file_agency_id_sha256_fkey: FOREIGN KEY (agency_id, sha256) REFERENCES platform.file(agency_id, sha256)
  file_direction_check: CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  file_part_check: CHECK ((part = ANY (ARRAY['draft'::text, 'appendix'::text, 'signed'::text, 'sealed'::text, 'incoming'::text])))
  file_pkey: PRIMARY KEY (agency_id, direction, document_id, sha256, part)
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.incoming (row-level security)
  agency_id integer not null
  document_id integer not null
  version integer not null
  seal bytea not null
  status text not null
  book_id integer not null
  year integer not null
  number integer not null
  arrived_at timestamp with time zone not null
  registered_at timestamp with time zone not null
  assigned_at timestamp with time zone
  sender text not null
  number_symbol text not null
  dated_on date
  kind text not null
  subject text not null
  urgency text not null
  deadline date
  lead_unit_id integer
  support_unit_ids integer[] not null default '{}'::integer[]
  holder_id integer
  done_at timestamp with time zone
  files_key text not null
  content_of text
  state json not null
  words tsvector not null
  content tsvector not null default ''::tsvector
  CREATE INDEX incoming_holder ON documents.incoming USING btree (agency_id, holder_id, status, deadline, document_id) WHERE (holder_id IS NOT NULL)
  CREATE INDEX incoming_newest ON documents.incoming USING btree (agency_id, arrived_at DESC, document_id DESC)
  CREATE INDEX incoming_status ON documents.incoming USING btree (agency_id, status, arrived_at DESC, document_id DESC)
  CREATE INDEX incoming_support ON documents.incoming USING gin (support_unit_ids)
  CREATE INDEX incoming_unit ON documents.incoming USING btree (agency_id, lead_unit_id, status, deadline, document_id)
  CREATE INDEX incoming_unread ON documents.incoming USING btree (agency_id, document_id) WHERE (content_of IS DISTINCT FROM files_key)
  CREATE INDEX incoming_words ON documents.incoming USING gin (((words || content)))
  incoming_agency_id_book_id_fkey: FOREIGN KEY (agency_id, book_id) REFERENCES documents.book(agency_id, book_id)
  incoming_agency_id_book_id_year_number_key: UNIQUE (agency_id, book_id, year, number)
  incoming_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  incoming_agency_id_lead_unit_id_fkey: FOREIGN KEY (agency_id, lead_unit_id) REFERENCES org.unit(agency_id, unit_id)
  incoming_pkey: PRIMARY KEY (agency_id, document_id)
  incoming_status_check: CHECK ((status = ANY (ARRAY['registered'::text, 'assigned'::text, 'in-hand'::text, 'done'::text, 'struck'::text])))
  incoming_version_check: CHECK ((version > 0))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.letters (row-level security)
  agency_id integer not null
  unit_id integer not null
  from_day date not null
  letters text not null
  letters_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  letters_letters_check: CHECK ((letters <> ''::text))
  letters_pkey: PRIMARY KEY (agency_id, unit_id, from_day)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.number (row-level security)
  agency_id integer not null
  book_id integer not null
  year integer not null
  number integer not null
  document_id integer not null
  taken_at timestamp with time zone not null
  cancelled_at timestamp with time zone
  cancelled_reason text
  motcua_app may insert, select, update
  number_agency_id_book_id_fkey: FOREIGN KEY (agency_id, book_id) REFERENCES documents.book(agency_id, book_id)
  number_number_check: CHECK ((number > 0))
  number_pkey: PRIMARY KEY (agency_id, book_id, year, number)
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.outgoing (row-level security)
  agency_id integer not null
  document_id integer not null
  version integer not null
  seal bytea not null
  status text not null
  kind text not null
  subject text not null
  urgency text not null
  unit_id integer not null
  drafted_by integer not null
  signatory_id integer not null
  drafted_at timestamp with time zone not null
  deadline date
  to_leader_at timestamp with time zone
  is_reviewed_inside boolean not null default false
  number_text text
  dated_on date
  standing text not null default 'none'::text
  issued_at timestamp with time zone
  answers integer
  dossier text
  file_sha256 text not null
  draft_sha256 text not null
  content_of text
  state json not null
  words tsvector not null
  content tsvector not null default ''::tsvector
  CREATE INDEX outgoing_answers ON documents.outgoing USING btree (agency_id, answers) WHERE (answers IS NOT NULL)
  CREATE INDEX outgoing_deadline ON documents.outgoing USING btree (agency_id, deadline, document_id) WHERE (deadline IS NOT NULL)
  CREATE INDEX outgoing_dossier ON documents.outgoing USING btree (agency_id, dossier) WHERE (dossier IS NOT NULL)
  CREATE INDEX outgoing_issued ON documents.outgoing USING btree (agency_id, issued_at DESC, document_id DESC) WHERE (issued_at IS NOT NULL)
  CREATE INDEX outgoing_newest ON documents.outgoing USING btree (agency_id, drafted_at DESC, document_id DESC)
  CREATE INDEX outgoing_signatory ON documents.outgoing USING btree (agency_id, signatory_id, status, drafted_at DESC, document_id DESC)
  CREATE INDEX outgoing_status ON documents.outgoing USING btree (agency_id, status, drafted_at DESC, document_id DESC)
  CREATE INDEX outgoing_unit ON documents.outgoing USING btree (agency_id, unit_id, status, drafted_at DESC, document_id DESC)
  CREATE INDEX outgoing_unread ON documents.outgoing USING btree (agency_id, document_id) WHERE (content_of IS DISTINCT FROM draft_sha256)
  CREATE INDEX outgoing_words ON documents.outgoing USING gin (((words || content)))
  motcua_app may insert, select, update
  outgoing_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  outgoing_agency_id_signatory_id_fkey: FOREIGN KEY (agency_id, signatory_id) REFERENCES org.officer(agency_id, officer_id)
  outgoing_agency_id_unit_id_fkey: FOREIGN KEY (agency_id, unit_id) REFERENCES org.unit(agency_id, unit_id)
  outgoing_pkey: PRIMARY KEY (agency_id, document_id)
  outgoing_standing_check: CHECK ((standing = ANY (ARRAY['none'::text, 'person-only'::text, 'agency-only'::text, 'two-valid'::text, 'invalid'::text])))
  outgoing_status_check: CHECK ((status = ANY (ARRAY['drafting'::text, 'in-review'::text, 'with-leader'::text, 'approved'::text, 'signed'::text, 'numbered'::text, 'sealed'::text, 'issued'::text, 'dropped'::text, 'cancelled'::text, 'recalled'::text])))
  outgoing_version_check: CHECK ((version > 0))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.picture (row-level security)
  agency_id integer not null
  officer_id integer not null
  sha256 text not null
  width_mm integer not null
  height_mm integer not null
  kept_at timestamp with time zone not null
  kept_by integer
  motcua_app may insert, select, update
  picture_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  picture_agency_id_sha256_fkey: FOREIGN KEY (agency_id, sha256) REFERENCES platform.file(agency_id, sha256)
  picture_height_mm_check: CHECK (((height_mm >= 5) AND (height_mm <= 120)))
  picture_pkey: PRIMARY KEY (agency_id, officer_id)
  picture_width_mm_check: CHECK (((width_mm >= 5) AND (width_mm <= 120)))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table documents.reading (row-level security)
  agency_id integer not null
  document_id integer not null
  officer_id integer not null
  read_at timestamp with time zone not null
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  reading_agency_id_document_id_fkey: FOREIGN KEY (agency_id, document_id) REFERENCES documents.outgoing(agency_id, document_id)
  reading_pkey: PRIMARY KEY (agency_id, document_id, officer_id)

table documents.recipient (row-level security)
  agency_id integer not null
  document_id integer not null
  no integer not null
  kind text not null
  unit_id integer
  officer_id integer
  to_agency_id integer
  name text not null default ''::text
  address text not null default ''::text
  sent_at timestamp with time zone not null
  carries text not null default 'document'::text
  state text not null default 'waiting'::text
  tries integer not null default 0
  not_before timestamp with time zone not null
  last_error text
  delivered_at timestamp with time zone
  taken_at timestamp with time zone
  taken_as text
  returned_reason text
  CREATE INDEX recipient_officer ON documents.recipient USING btree (agency_id, officer_id, sent_at DESC) WHERE (officer_id IS NOT NULL)
  CREATE INDEX recipient_unit ON documents.recipient USING btree (agency_id, unit_id, sent_at DESC) WHERE (unit_id IS NOT NULL)
  CREATE INDEX recipient_waiting ON documents.recipient USING btree (agency_id, not_before, document_id, no) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'failed'::text]))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  recipient_agency_id_document_id_fkey: FOREIGN KEY (agency_id, document_id) REFERENCES documents.outgoing(agency_id, document_id)
  recipient_carries_check: CHECK ((carries = ANY (ARRAY['document'::text, 'recall'::text])))
  recipient_kind_check: CHECK ((kind = ANY (ARRAY['unit'::text, 'officer'::text, 'agency'::text, 'outside'::text])))
  recipient_pkey: PRIMARY KEY (agency_id, document_id, no)
  recipient_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'failed'::text, 'given-up'::text])))

table dossiers.apology (row-level security)
  agency_id integer not null
  code text not null
  no integer not null
  unit_id integer not null
  drafted_at timestamp with time zone not null
  written_by integer
  reason text not null
  due_at timestamp with time zone not null
  new_due_at timestamp with time zone not null
  signed_at timestamp with time zone
  signed_by integer
  sent_at timestamp with time zone
  channel text
  is_late_sent boolean not null default false
  CREATE INDEX apology_open ON dossiers.apology USING btree (agency_id, due_at, code) WHERE (sent_at IS NULL)
  CREATE INDEX apology_sent ON dossiers.apology USING btree (agency_id, sent_at DESC, code DESC) WHERE (sent_at IS NOT NULL)
  apology_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  apology_channel_check: CHECK ((channel = ANY (ARRAY['portal'::text, 'email'::text, 'sms'::text, 'phone'::text, 'post'::text, 'in-person'::text])))
  apology_check1: CHECK ((((sent_at IS NULL) = (channel IS NULL)) AND ((sent_at IS NULL) OR (signed_at IS NOT NULL))))
  apology_check: CHECK (((signed_at IS NULL) = (signed_by IS NULL)))
  apology_no_check: CHECK ((no > 0))
  apology_pkey: PRIMARY KEY (agency_id, code, no)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.attachment (row-level security)
  agency_id integer not null
  code text not null
  attachment_id uuid not null
  kind text not null
  place text not null
  name text not null
  sha256 text not null
  size_bytes bigint not null
  media_type text not null
  added_at timestamp with time zone not null
  added_by integer
  attachment_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  attachment_agency_id_sha256_fkey: FOREIGN KEY (agency_id, sha256) REFERENCES platform.file(agency_id, sha256)
  attachment_kind_check: CHECK ((kind = ANY (ARRAY['component'::text, 'step'::text, 'result'::text])))
  attachment_pkey: PRIMARY KEY (agency_id, code, attachment_id)
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.batch (row-level security)
  agency_id integer not null
  batch_id text not null
  officer_id integer not null
  act text not null
  asked jsonb not null
  question bytea not null
  begun_at timestamp with time zone not null
  batch_act_check: CHECK ((act = ANY (ARRAY['take'::text, 'hand-over'::text, 'reassign'::text])))
  batch_batch_id_check: CHECK (((length(batch_id) >= 8) AND (length(batch_id) <= 70)))
  batch_pkey: PRIMARY KEY (agency_id, batch_id)
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.batch_item (row-level security)
  agency_id integer not null
  batch_id text not null
  place integer not null
  code text not null
  step text not null
  seen integer
  state text not null default 'waiting'::text
  refusal jsonb
  batch_item_agency_id_batch_id_fkey: FOREIGN KEY (agency_id, batch_id) REFERENCES dossiers.batch(agency_id, batch_id)
  batch_item_check: CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)))
  batch_item_pkey: PRIMARY KEY (agency_id, batch_id, place)
  batch_item_place_check: CHECK ((place > 0))
  batch_item_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.dossier (row-level security)
  agency_id integer not null
  code text not null
  version integer not null
  seal bytea not null
  status smallint not null
  procedure_id integer not null
  procedure_version integer not null
  applicant_id bigint not null
  applicant_name text not null
  subject text not null
  channel_in smallint not null
  channel_out smallint not null
  filed_at timestamp with time zone not null
  received_at timestamp with time zone
  original_due_at timestamp with time zone
  due_at timestamp with time zone
  due_is_provisional boolean not null default false
  calendar_version text not null default ''::text
  stopped_at timestamp with time zone
  ended_at timestamp with time zone
  end_class text
  returned_at timestamp with time zone
  filing json not null
  state json not null
  words tsvector not null
  parent text
  CREATE INDEX dossier_applicant ON dossiers.dossier USING btree (agency_id, applicant_id, filed_at DESC)
  CREATE INDEX dossier_by_version ON dossiers.dossier USING btree (agency_id, procedure_id, procedure_version, code) WHERE (status = ANY (ARRAY[1, 2, 4, 5, 6, 9]))
  CREATE INDEX dossier_ended ON dossiers.dossier USING btree (agency_id, ended_at) WHERE (ended_at IS NOT NULL)
  CREATE INDEX dossier_ended_late ON dossiers.dossier USING btree (agency_id, ended_at DESC, code DESC) WHERE (end_class = 'late'::text)
  CREATE INDEX dossier_filed ON dossiers.dossier USING btree (agency_id, filed_at DESC, code DESC)
  CREATE INDEX dossier_open_due ON dossiers.dossier USING btree (agency_id, due_at, code) WHERE ((ended_at IS NULL) AND (received_at IS NOT NULL) AND (stopped_at IS NULL))
  CREATE INDEX dossier_parts ON dossiers.dossier USING btree (agency_id, parent, code) WHERE (parent IS NOT NULL)
  CREATE INDEX dossier_procedure ON dossiers.dossier USING btree (agency_id, procedure_id, status, filed_at DESC, code DESC)
  CREATE INDEX dossier_provisional ON dossiers.dossier USING btree (agency_id, code) WHERE (due_is_provisional AND (ended_at IS NULL))
  CREATE INDEX dossier_status ON dossiers.dossier USING btree (agency_id, status, filed_at DESC, code DESC)
  CREATE INDEX dossier_stopped ON dossiers.dossier USING btree (agency_id, stopped_at, code) WHERE ((ended_at IS NULL) AND (stopped_at IS NOT NULL))
  CREATE INDEX dossier_words ON dossiers.dossier USING gin (words)
  dossier_agency_id_applicant_id_fkey: FOREIGN KEY (agency_id, applicant_id) REFERENCES applicants.applicant(agency_id, applicant_id)
  dossier_agency_id_procedure_id_procedure_version_fkey: FOREIGN KEY (agency_id, procedure_id, procedure_version) REFERENCES procedures.version(agency_id, procedure_id, version_no)
  dossier_channel_in_check: CHECK (((channel_in >= 1) AND (channel_in <= 3)))
  dossier_channel_out_check: CHECK (((channel_out >= 1) AND (channel_out <= 3)))
  dossier_code_check: CHECK ((code ~ '^[A-Z0-9.]+-\d{6}-\d{4,}$'::text))
  dossier_end_class_check: CHECK ((end_class = ANY (ARRAY['early'::text, 'on-time'::text, 'late'::text])))
  dossier_not_its_own_part: CHECK ((parent <> code))
  dossier_parent_fkey: FOREIGN KEY (agency_id, parent) REFERENCES dossiers.dossier(agency_id, code)
  dossier_pkey: PRIMARY KEY (agency_id, code)
  dossier_status_check: CHECK (((status >= 1) AND (status <= 10)))
  dossier_version_check: CHECK ((version > 0))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.due_run (row-level security)
  agency_id integer not null
  no integer not null
  cause text not null
  about text not null
  officer_id integer
  begun_at timestamp with time zone not null
  total integer not null
  after_code text not null default ''::text
  seen integer not null default 0
  moved integer not null default 0
  refused integer not null default 0
  leased_until timestamp with time zone
  ended_at timestamp with time zone
  CREATE INDEX due_run_waiting ON dossiers.due_run USING btree (agency_id, no) WHERE (ended_at IS NULL)
  due_run_cause_check: CHECK ((cause = ANY (ARRAY['calendar'::text, 'hours'::text])))
  due_run_check: CHECK ((seen >= (moved + refused)))
  due_run_moved_check: CHECK ((moved >= 0))
  due_run_no_check: CHECK ((no > 0))
  due_run_pkey: PRIMARY KEY (agency_id, no)
  due_run_refused_check: CHECK ((refused >= 0))
  due_run_total_check: CHECK ((total >= 0))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.due_run_refusal (row-level security)
  agency_id integer not null
  no integer not null
  code text not null
  refusal jsonb not null
  due_run_refusal_agency_id_no_fkey: FOREIGN KEY (agency_id, no) REFERENCES dossiers.due_run(agency_id, no)
  due_run_refusal_pkey: PRIMARY KEY (agency_id, no, code)
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.hold (row-level security)
  agency_id integer not null
  code text not null
  no integer not null
  cause text not null
  document_number text not null
  document_date date not null
  reason text not null
  step text not null
  unit_id integer not null
  proposed_by integer not null
  approved_by integer not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  to_at timestamp with time zone
  end_kind text
  due_at timestamp with time zone
  annulled_at timestamp with time zone
  annulled_by integer
  annulled_reason text
  left_seconds integer
  seconds integer
  long_at timestamp with time zone
  recorded_at timestamp with time zone
  is_notified boolean
  start_signs text[]
  course_signs text[] not null default '{}'::text[]
  sign_count smallint not null default 0
  ended_on date
  CREATE INDEX hold_by_left ON dossiers.hold USING btree (agency_id, COALESCE(left_seconds, 2147483647), from_at, code, no)
  CREATE INDEX hold_by_length ON dossiers.hold USING btree (agency_id, COALESCE(seconds, 2147483647), from_at, code, no)
  CREATE INDEX hold_by_signs ON dossiers.hold USING btree (agency_id, sign_count, from_at, code, no)
  CREATE INDEX hold_by_start ON dossiers.hold USING btree (agency_id, from_at, code, no) INCLUDE (unit_id, cause, sign_count, seconds, to_at, annulled_at)
  CREATE INDEX hold_ended ON dossiers.hold USING btree (agency_id, ended_on, unit_id, code) INCLUDE (cause, annulled_at) WHERE (ended_on IS NOT NULL)
  CREATE INDEX hold_lasting ON dossiers.hold USING btree (agency_id, until_at, code) WHERE ((to_at IS NULL) AND (annulled_at IS NULL))
  CREATE INDEX hold_turning_long ON dossiers.hold USING btree (agency_id, long_at) WHERE ((to_at IS NULL) AND (annulled_at IS NULL) AND (NOT ('long'::text = ANY (course_signs))))
  CREATE INDEX hold_unjudged ON dossiers.hold USING btree (agency_id, code, no) WHERE (start_signs IS NULL)
  hold_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  hold_cause_check: CHECK ((cause = ANY (ARRAY['supplement'::text, 'finance'::text, 'legal-hold'::text])))
  hold_check1: CHECK ((((annulled_at IS NULL) = (annulled_by IS NULL)) AND ((annulled_at IS NULL) = (annulled_reason IS NULL))))
  hold_check: CHECK (((to_at IS NULL) = (end_kind IS NULL)))
  hold_end_kind_check: CHECK ((end_kind = ANY (ARRAY['arrived'::text, 'term-over'::text, 'broken-off'::text])))
  hold_no_check: CHECK ((no > 0))
  hold_pkey: PRIMARY KEY (agency_id, code, no)
  hold_seconds_check: CHECK ((seconds >= 0))
  hold_signs_counted: CHECK ((sign_count = (COALESCE(cardinality(start_signs), 0) + cardinality(course_signs))))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.holding (row-level security)
  agency_id integer not null
  code text not null
  step text not null
  unit_id integer not null
  role text not null
  officer_id integer
  is_away boolean not null default false
  since timestamp with time zone not null
  step_due_at timestamp with time zone
  due_at timestamp with time zone
  CREATE INDEX holding_by_officer ON dossiers.holding USING btree (agency_id, officer_id, due_at, code) WHERE (officer_id IS NOT NULL)
  CREATE INDEX holding_by_unit ON dossiers.holding USING btree (agency_id, unit_id, due_at, code)
  CREATE INDEX holding_to_take ON dossiers.holding USING btree (agency_id, unit_id, role, due_at, code) WHERE (officer_id IS NULL)
  holding_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  holding_pkey: PRIMARY KEY (agency_id, code, step)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.lateness_day (row-level security)
  agency_id integer not null
  holder text not null
  ended_on date not null
  unit_id integer not null
  procedure_id integer not null
  ended integer not null
  early integer not null
  on_time integer not null
  late integer not null
  late_over integer not null
  late_caused integer not null
  with_apology integer not null
  broken integer not null
  seconds bigint not null
  seconds_over_step bigint not null
  seconds_late bigint not null
  lateness_day_holder_check: CHECK ((holder = ANY (ARRAY['dossier'::text, 'step'::text, 'away'::text])))
  lateness_day_pkey: PRIMARY KEY (agency_id, holder, ended_on, unit_id, procedure_id)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.lateness_month (row-level security)
  agency_id integer not null
  holder text not null
  month date not null
  unit_id integer not null
  procedure_id integer not null
  ended integer not null
  early integer not null
  on_time integer not null
  late integer not null
  late_over integer not null
  late_caused integer not null
  with_apology integer not null
  broken integer not null
  seconds bigint not null
  seconds_over_step bigint not null
  seconds_late bigint not null
  lateness_month_holder_check: CHECK ((holder = ANY (ARRAY['dossier'::text, 'step'::text, 'away'::text])))
  lateness_month_month_check: CHECK ((month = date_trunc('month'::text, (month)::timestamp with time zone)))
  lateness_month_pkey: PRIMARY KEY (agency_id, holder, month, unit_id, procedure_id)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.lateness_part (row-level security)
  agency_id integer not null
  cut text not null
  grain text not null
  holder text not null
  since date not null
  unit_id integer not null
  procedure_id integer not null
  procedure_version integer not null
  step text not null
  officer_id integer not null
  ended integer not null
  early integer not null
  on_time integer not null
  late integer not null
  late_over integer not null
  late_caused integer not null
  with_apology integer not null
  broken integer not null
  seconds bigint not null
  seconds_over_step bigint not null
  seconds_late bigint not null
  lateness_part_check: CHECK ((since = date_trunc(grain, (since)::timestamp with time zone)))
  lateness_part_cut_check: CHECK ((cut = ANY (ARRAY['step'::text, 'officer'::text])))
  lateness_part_grain_check: CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text, 'year'::text])))
  lateness_part_pkey: PRIMARY KEY (agency_id, cut, grain, holder, since, unit_id, procedure_id, procedure_version, step, officer_id)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.ledger (row-level security)
  agency_id integer not null
  code text not null
  line_no smallint not null
  holder_kind text not null
  unit_id integer
  officer_id integer
  step text
  seconds integer not null
  seconds_over integer not null
  seconds_over_step integer not null
  is_cause boolean not null
  ended_on date not null
  procedure_id integer not null
  procedure_version integer not null
  end_class text
  with_apology boolean not null
  partner_id integer
  CREATE INDEX ledger_by_procedure ON dossiers.ledger USING btree (agency_id, procedure_id, ended_on DESC, code) WHERE (line_no = 1)
  CREATE INDEX ledger_by_unit ON dossiers.ledger USING btree (agency_id, unit_id, ended_on)
  CREATE INDEX ledger_cause ON dossiers.ledger USING btree (agency_id, ended_on, code) WHERE is_cause
  CREATE INDEX ledger_once ON dossiers.ledger USING btree (agency_id, ended_on, code) WHERE (line_no = 1)
  ledger_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  ledger_check1: CHECK (((seconds_over_step >= 0) AND (seconds_over_step <= seconds)))
  ledger_check: CHECK (((seconds_over >= 0) AND (seconds_over <= seconds)))
  ledger_end_class_check: CHECK ((end_class = ANY (ARRAY['early'::text, 'on-time'::text, 'late'::text])))
  ledger_holder_kind_check: CHECK ((holder_kind = ANY (ARRAY['step'::text, 'away'::text, 'applicant'::text, 'uncounted'::text, 'finance'::text, 'legal-hold'::text, 'nobody'::text])))
  ledger_line_no_check: CHECK ((line_no > 0))
  ledger_pkey: PRIMARY KEY (agency_id, code, line_no)
  ledger_seconds_check: CHECK ((seconds >= 0))
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.migration (row-level security)
  agency_id integer not null
  migration_id text not null
  procedure_id integer not null
  from_version integer not null
  to_version integer not null
  basis_number text not null
  basis_date date not null
  reason text not null
  steps jsonb not null
  is_whole boolean not null
  question bytea not null
  officer_id integer not null
  begun_at timestamp with time zone not null
  CREATE INDEX migration_newest ON dossiers.migration USING btree (agency_id, begun_at DESC, migration_id)
  migration_agency_id_procedure_id_from_version_fkey: FOREIGN KEY (agency_id, procedure_id, from_version) REFERENCES procedures.version(agency_id, procedure_id, version_no)
  migration_agency_id_procedure_id_to_version_fkey: FOREIGN KEY (agency_id, procedure_id, to_version) REFERENCES procedures.version(agency_id, procedure_id, version_no)
  migration_basis_number_check: CHECK ((basis_number <> ''::text))
  migration_check: CHECK ((from_version <> to_version))
  migration_migration_id_check: CHECK (((length(migration_id) >= 8) AND (length(migration_id) <= 70)))
  migration_pkey: PRIMARY KEY (agency_id, migration_id)
  migration_reason_check: CHECK ((reason <> ''::text))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.migration_item (row-level security)
  agency_id integer not null
  migration_id text not null
  code text not null
  seen integer not null
  state text not null default 'waiting'::text
  refusal jsonb
  CREATE INDEX migration_item_refused ON dossiers.migration_item USING btree (agency_id, migration_id, code) WHERE (state = 'refused'::text)
  CREATE INDEX migration_item_waiting ON dossiers.migration_item USING btree (agency_id, migration_id, code) WHERE (state = 'waiting'::text)
  migration_item_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  migration_item_agency_id_migration_id_fkey: FOREIGN KEY (agency_id, migration_id) REFERENCES dossiers.migration(agency_id, migration_id)
  migration_item_check: CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)))
  migration_item_pkey: PRIMARY KEY (agency_id, migration_id, code)
  migration_item_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.partner (row-level security)
  agency_id integer not null
  partner_id integer not null
  kind text not null
  from_day date not null
  until_day date
  contact text not null
  motcua_app may insert, select, update
  partner_check: CHECK ((until_day >= from_day))
  partner_kind_check: CHECK ((kind = ANY (ARRAY['tax'::text, 'commune'::text, 'district'::text, 'provincial-committee'::text, 'other'::text])))
  partner_partner_id_check: CHECK ((partner_id > 0))
  partner_pkey: PRIMARY KEY (agency_id, partner_id)
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.partner_name (row-level security)
  agency_id integer not null
  partner_id integer not null
  from_day date not null
  name text not null
  motcua_app may insert, select
  partner_name_agency_id_partner_id_fkey: FOREIGN KEY (agency_id, partner_id) REFERENCES dossiers.partner(agency_id, partner_id)
  partner_name_name_check: CHECK ((name <> ''::text))
  partner_name_pkey: PRIMARY KEY (agency_id, partner_id, from_day)
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table dossiers.proposal (row-level security)
  agency_id integer not null
  code text not null
  step text not null
  unit_id integer not null
  cause text not null
  officer_id integer not null
  at timestamp with time zone not null
  CREATE INDEX proposal_by_unit ON dossiers.proposal USING btree (agency_id, unit_id, at, code)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  proposal_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  proposal_cause_check: CHECK ((cause = ANY (ARRAY['supplement'::text, 'finance'::text, 'legal-hold'::text])))
  proposal_pkey: PRIMARY KEY (agency_id, code)

table dossiers.referral (row-level security)
  agency_id integer not null
  code text not null
  no integer not null
  kind text not null
  step text not null
  unit_id integer not null
  officer_id integer not null
  partner_id integer
  asked_unit_id integer
  to_name text not null
  document_number text not null
  document_date date not null
  question text not null
  way text not null
  sent_at timestamp with time zone not null
  starts_at timestamp with time zone not null
  due_at timestamp with time zone
  is_forwarded_late boolean not null
  arrived_at timestamp with time zone
  recorded_at timestamp with time zone
  answer_number text
  answer_date date
  stance text
  answer_words text
  end_class text
  unanswered_at timestamp with time zone
  dropped_at timestamp with time zone
  CREATE INDEX referral_by_partner ON dossiers.referral USING btree (agency_id, partner_id, sent_at DESC, code, no) WHERE (partner_id IS NOT NULL)
  CREATE INDEX referral_by_unit ON dossiers.referral USING btree (agency_id, asked_unit_id, due_at, code, no) WHERE ((asked_unit_id IS NOT NULL) AND (arrived_at IS NULL) AND (dropped_at IS NULL))
  CREATE INDEX referral_newest ON dossiers.referral USING btree (agency_id, sent_at DESC, code, no)
  CREATE INDEX referral_open ON dossiers.referral USING btree (agency_id, due_at, code, no) WHERE ((arrived_at IS NULL) AND (unanswered_at IS NULL) AND (dropped_at IS NULL))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  referral_agency_id_code_fkey: FOREIGN KEY (agency_id, code) REFERENCES dossiers.dossier(agency_id, code)
  referral_agency_id_partner_id_fkey: FOREIGN KEY (agency_id, partner_id) REFERENCES dossiers.partner(agency_id, partner_id)
  referral_check1: CHECK (((arrived_at IS NULL) = (recorded_at IS NULL)))
  referral_check: CHECK (((partner_id IS NULL) <> (asked_unit_id IS NULL)))
  referral_end_class_check: CHECK ((end_class = ANY (ARRAY['early'::text, 'on-time'::text, 'late'::text])))
  referral_kind_check: CHECK ((kind = ANY (ARRAY['leg'::text, 'opinion'::text])))
  referral_no_check: CHECK ((no > 0))
  referral_pkey: PRIMARY KEY (agency_id, code, no)
  referral_stance_check: CHECK ((stance = ANY (ARRAY['agree'::text, 'agree-with-remarks'::text, 'disagree'::text])))
  referral_way_check: CHECK ((way = ANY (ARRAY['electronic'::text, 'paper'::text, 'internal'::text])))

table dossiers.rule_confirmation (row-level security)
  agency_id integer not null
  pack text not null
  rule text not null
  value text not null
  confirmed_by integer not null
  confirmed_at timestamp with time zone not null
  note text not null
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  rule_confirmation_note_check: CHECK ((note <> ''::text))
  rule_confirmation_pkey: PRIMARY KEY (agency_id, pack, rule)
  rule_confirmation_value_check: CHECK ((value <> ''::text))

table notices.message (row-level security)
  agency_id integer not null
  message_id bigint not null generated always as identity
  kind text not null
  channel text not null
  recipient text not null
  subject text not null
  body text not null
  lang text not null
  about text not null
  dedupe_key text not null
  not_before timestamp with time zone not null
  state text not null default 'waiting'::text
  tries integer not null default 0
  last_error text
  via text
  created_at timestamp with time zone not null
  sent_at timestamp with time zone
  CREATE INDEX message_about ON notices.message USING btree (agency_id, about, message_id)
  CREATE INDEX message_to_send ON notices.message USING btree (agency_id, not_before, message_id) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'failed'::text]))
  message_agency_id_dedupe_key_key: UNIQUE (agency_id, dedupe_key)
  message_channel_check: CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text, 'zalo'::text, 'file'::text])))
  message_check: CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL)))
  message_dedupe_key_check: CHECK (((length(dedupe_key) >= 1) AND (length(dedupe_key) <= 200)))
  message_lang_check: CHECK ((lang = ANY (ARRAY['vi'::text, 'en'::text])))
  message_pkey: PRIMARY KEY (agency_id, message_id)
  message_recipient_check: CHECK ((recipient <> ''::text))
  message_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'given-up'::text])))
  message_subject_check: CHECK ((subject <> ''::text))
  message_tries_check: CHECK ((tries >= 0))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table notices.preference (row-level security)
  agency_id integer not null
  officer_id integer not null
  by_mail boolean not null
  unwanted text[] not null default '{}'::text[]
  lang text not null
  changed_at timestamp with time zone not null
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  preference_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  preference_lang_check: CHECK ((lang = ANY (ARRAY['vi'::text, 'en'::text])))
  preference_pkey: PRIMARY KEY (agency_id, officer_id)

table org.acting (row-level security)
  agency_id integer not null
  acting_id integer not null
  absent_id integer not null
  acting_officer_id integer not null
  from_at timestamp with time zone not null
  to_at timestamp with time zone not null
  document text not null
  CREATE INDEX acting_by_officer ON org.acting USING btree (agency_id, acting_officer_id, to_at)
  acting_agency_id_absent_id_fkey: FOREIGN KEY (agency_id, absent_id) REFERENCES org.officer(agency_id, officer_id)
  acting_agency_id_acting_officer_id_fkey: FOREIGN KEY (agency_id, acting_officer_id) REFERENCES org.officer(agency_id, officer_id)
  acting_check1: CHECK ((to_at > from_at))
  acting_check: CHECK ((acting_officer_id <> absent_id))
  acting_document_check: CHECK ((document <> ''::text))
  acting_pkey: PRIMARY KEY (agency_id, acting_id)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.agency (row-level security)
  agency_id integer not null
  code text not null
  name text not null
  parent_name text not null default ''::text
  place text not null default ''::text
  opened_on date not null default CURRENT_DATE
  closed_on date
  successor_id integer
  agency_code_check: CHECK ((code ~ '^[a-z0-9-]{2,30}$'::text))
  agency_code_key: UNIQUE (code)
  agency_name_check: CHECK ((name <> ''::text))
  agency_pkey: PRIMARY KEY (agency_id)
  agency_successor_id_fkey: FOREIGN KEY (successor_id) REFERENCES org.agency(agency_id)
  motcua_app may insert, select, update
  policy directory for r using true
  policy home_insert for a check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  policy home_update for w using (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.agency_identifier (row-level security)
  agency_id integer not null
  identifier text not null
  from_day date not null
  to_day date
  agency_identifier_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  agency_identifier_check: CHECK ((to_day >= from_day))
  agency_identifier_identifier_check: CHECK ((identifier ~ '^[A-Z0-9.]{3,30}$'::text))
  agency_identifier_identifier_key: UNIQUE (identifier)
  agency_identifier_pkey: PRIMARY KEY (agency_id, identifier)
  motcua_app may insert, select, update
  policy directory for r using true
  policy home_insert for a check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  policy home_update for w using (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.agency_name (row-level security)
  agency_id integer not null
  from_day date not null
  name text not null
  parent_name text not null
  place text not null
  agency_name_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  agency_name_name_check: CHECK ((name <> ''::text))
  agency_name_pkey: PRIMARY KEY (agency_id, from_day)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.office_hours (row-level security)
  agency_id integer not null
  from_day date not null
  sessions jsonb not null
  decision text not null
  motcua_app may insert, select, update
  office_hours_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  office_hours_pkey: PRIMARY KEY (agency_id, from_day)
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.officer (row-level security)
  agency_id integer not null
  officer_id integer not null
  name text not null
  email text
  joined_on date not null
  left_on date
  field_since date
  field_basis text
  motcua_app may insert, select, update
  officer_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  officer_check: CHECK ((left_on >= joined_on))
  officer_name_check: CHECK ((name <> ''::text))
  officer_pkey: PRIMARY KEY (agency_id, officer_id)
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table org.post (row-level security)
  agency_id integer not null
  post_id integer not null
  officer_id integer not null
  unit_id integer not null
  role text not null
  title text not null
  from_day date not null
  to_day date
  CREATE INDEX post_by_officer ON org.post USING btree (agency_id, officer_id)
  CREATE INDEX post_by_unit ON org.post USING btree (agency_id, unit_id, role)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  post_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  post_agency_id_unit_id_fkey: FOREIGN KEY (agency_id, unit_id) REFERENCES org.unit(agency_id, unit_id)
  post_check: CHECK ((to_day >= from_day))
  post_pkey: PRIMARY KEY (agency_id, post_id)
  post_role_check: CHECK ((role = ANY (ARRAY['director'::text, 'deputy-director'::text, 'office-head'::text, 'unit-head'::text, 'specialist'::text, 'counter-officer'::text, 'records-clerk'::text, 'administrator'::text, 'auditor'::text])))

table org.unit (row-level security)
  agency_id integer not null
  unit_id integer not null
  kind text not null
  opened_on date not null
  closed_on date
  successor_id integer
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  unit_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  unit_agency_id_successor_id_fkey: FOREIGN KEY (agency_id, successor_id) REFERENCES org.unit(agency_id, unit_id)
  unit_check: CHECK ((closed_on > opened_on))
  unit_kind_check: CHECK ((kind = ANY (ARRAY['leadership'::text, 'office'::text, 'division'::text, 'sub-department'::text, 'centre'::text, 'branch'::text, 'one-stop'::text, 'inspectorate'::text])))
  unit_pkey: PRIMARY KEY (agency_id, unit_id)

table org.unit_name (row-level security)
  agency_id integer not null
  unit_id integer not null
  from_day date not null
  name text not null
  short_name text not null
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  unit_name_agency_id_unit_id_fkey: FOREIGN KEY (agency_id, unit_id) REFERENCES org.unit(agency_id, unit_id)
  unit_name_name_check: CHECK ((name <> ''::text))
  unit_name_pkey: PRIMARY KEY (agency_id, unit_id, from_day)
  unit_name_short_name_check: CHECK ((short_name <> ''::text))

table papers.paper (row-level security)
  agency_id integer not null
  paper_id uuid not null
  version integer not null
  status text not null
  applicant_id bigint not null
  component text not null
  kind text not null
  dossier text
  pages_counted integer not null
  begun_at timestamp with time zone not null
  begun_by integer not null
  pages integer
  form text
  made_sha256 text
  signed_sha256 text
  signed_at timestamp with time zone
  signed_by integer
  signature_level text
  certificate text
  name text
  number_symbol text
  dated_on date
  reuse text
  valid_until date
  kept_at timestamp with time zone
  withdrawn_at timestamp with time zone
  withdrawn_reason text
  words tsvector not null default ''::tsvector
  CREATE INDEX paper_applicant ON papers.paper USING btree (agency_id, applicant_id, begun_at DESC, paper_id DESC) WHERE (status <> 'dropped'::text)
  CREATE INDEX paper_dossier ON papers.paper USING btree (agency_id, dossier) WHERE (dossier IS NOT NULL)
  CREATE INDEX paper_held ON papers.paper USING btree (agency_id, applicant_id, kind, kept_at DESC) WHERE (status = 'kept'::text)
  CREATE INDEX paper_newest ON papers.paper USING btree (agency_id, begun_at DESC, paper_id DESC) WHERE (status <> 'dropped'::text)
  CREATE INDEX paper_status ON papers.paper USING btree (agency_id, status, begun_at DESC, paper_id DESC)
  CREATE INDEX paper_words ON papers.paper USING gin (words)
  motcua_app may insert, select, update
  paper_agency_id_applicant_id_fkey: FOREIGN KEY (agency_id, applicant_id) REFERENCES applicants.applicant(agency_id, applicant_id)
  paper_agency_id_begun_by_fkey: FOREIGN KEY (agency_id, begun_by) REFERENCES org.officer(agency_id, officer_id)
  paper_agency_id_fkey: FOREIGN KEY (agency_id) REFERENCES org.agency(agency_id)
  paper_check1: CHECK (((status = ANY (ARRAY['collecting'::text, 'dropped'::text])) OR ((made_sha256 IS NOT NULL) AND (pages IS NOT NULL) AND (form IS NOT NULL))))
  paper_check2: CHECK (((status <> ALL (ARRAY['signed'::text, 'kept'::text, 'withdrawn'::text])) OR ((signed_sha256 IS NOT NULL) AND (signed_at IS NOT NULL) AND (signed_by IS NOT NULL))))
  paper_check3: CHECK (((status <> ALL (ARRAY['kept'::text, 'withdrawn'::text])) OR ((name IS NOT NULL) AND (reuse IS NOT NULL) AND (kept_at IS NOT NULL))))
  paper_check4: CHECK (((status = 'withdrawn'::text) = ((withdrawn_at IS NOT NULL) AND (withdrawn_reason IS NOT NULL))))
  paper_check: CHECK (((reuse = 'until'::text) = (valid_until IS NOT NULL)))
  paper_component_check: CHECK ((component <> ''::text))
  paper_form_check: CHECK ((form = ANY (ARRAY['pdf-a-2b'::text, 'pdf'::text])))
  paper_pages_counted_check: CHECK (((pages_counted >= 1) AND (pages_counted <= 300)))
  paper_pkey: PRIMARY KEY (agency_id, paper_id)
  paper_reuse_check: CHECK ((reuse = ANY (ARRAY['without-term'::text, 'until'::text, 'once'::text])))
  paper_status_check: CHECK ((status = ANY (ARRAY['collecting'::text, 'made'::text, 'signed'::text, 'kept'::text, 'withdrawn'::text, 'dropped'::text])))
  paper_version_check: CHECK ((version > 0))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table papers.piece (row-level security)
  agency_id integer not null
  paper_id uuid not null
  place integer not null
  sha256 text not null
  name text not null
  size_bytes bigint not null
  media_type text not null
  pages jsonb not null
  added_at timestamp with time zone not null
  motcua_app may delete, insert, select, update
  piece_agency_id_paper_id_fkey: FOREIGN KEY (agency_id, paper_id) REFERENCES papers.paper(agency_id, paper_id)
  piece_agency_id_sha256_fkey: FOREIGN KEY (agency_id, sha256) REFERENCES platform.file(agency_id, sha256)
  piece_pkey: PRIMARY KEY (agency_id, paper_id, place)
  piece_place_check: CHECK ((place > 0))
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table papers.reading (row-level security)
  agency_id integer not null
  paper_id uuid not null
  state text not null
  tries integer not null default 0
  wanted_at timestamp with time zone not null
  taken_at timestamp with time zone
  read_at timestamp with time zone
  texts jsonb not null default '[]'::jsonb
  CREATE INDEX reading_waiting ON papers.reading USING btree (agency_id, wanted_at) WHERE (state = 'waiting'::text)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  reading_agency_id_paper_id_fkey: FOREIGN KEY (agency_id, paper_id) REFERENCES papers.paper(agency_id, paper_id)
  reading_check: CHECK (((state = 'read'::text) = (read_at IS NOT NULL)))
  reading_pkey: PRIMARY KEY (agency_id, paper_id)
  reading_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'read'::text, 'failed'::text])))

table papers.use (row-level security)
  agency_id integer not null
  dossier text not null
  paper_id uuid not null
  component text not null
  used_at timestamp with time zone not null
  used_by integer not null
  CREATE INDEX use_of_paper ON papers.use USING btree (agency_id, paper_id, used_at DESC)
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  use_agency_id_paper_id_fkey: FOREIGN KEY (agency_id, paper_id) REFERENCES papers.paper(agency_id, paper_id)
  use_agency_id_used_by_fkey: FOREIGN KEY (agency_id, used_by) REFERENCES org.officer(agency_id, officer_id)
  use_pkey: PRIMARY KEY (agency_id, dossier, paper_id)

table platform.answer (row-level security)
  agency_id integer not null
  key text not null
  question bytea not null
  outcome jsonb not null
  at timestamp with time zone not null default now()
  CREATE INDEX answer_old ON platform.answer USING btree (agency_id, at)
  answer_key_check: CHECK (((length(key) >= 8) AND (length(key) <= 80)))
  answer_pkey: PRIMARY KEY (agency_id, key)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table platform.counter (row-level security)
  agency_id integer not null
  name text not null
  last integer not null
  counter_last_check: CHECK ((last > 0))
  counter_pkey: PRIMARY KEY (agency_id, name)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table platform.file (row-level security)
  agency_id integer not null
  sha256 text not null
  size_bytes bigint not null
  media_type text not null
  stored_at timestamp with time zone not null default now()
  file_pkey: PRIMARY KEY (agency_id, sha256)
  file_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  file_size_bytes_check: CHECK ((size_bytes >= 0))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table procedures.approved_table (row-level security)
  agency_id integer not null
  procedure_id integer not null
  record_no integer not null
  definition jsonb not null
  decision text not null
  decided_on date not null
  source text not null
  source_version integer
  recorded_by integer
  recorded_at timestamp with time zone not null
  approved_table_agency_id_procedure_id_fkey: FOREIGN KEY (agency_id, procedure_id) REFERENCES procedures.procedure(agency_id, procedure_id)
  approved_table_check: CHECK (((source = 'version'::text) = (source_version IS NOT NULL)))
  approved_table_decision_check: CHECK ((decision <> ''::text))
  approved_table_pkey: PRIMARY KEY (agency_id, procedure_id, record_no)
  approved_table_record_no_check: CHECK ((record_no > 0))
  approved_table_source_check: CHECK ((source = ANY (ARRAY['file'::text, 'text'::text, 'version'::text])))
  motcua_app may insert, select
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table procedures.procedure (row-level security)
  agency_id integer not null
  procedure_id integer not null
  key text not null
  code text
  name text not null
  sort_name text not null default ''::text
  field text not null default ''::text
  words text[] not null
  revision integer not null default 1
  withdrawn_at timestamp with time zone
  CREATE INDEX procedure_by_code ON procedures.procedure USING btree (agency_id, code)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  procedure_agency_id_key_key: UNIQUE (agency_id, key)
  procedure_key_check: CHECK ((key <> ''::text))
  procedure_pkey: PRIMARY KEY (agency_id, procedure_id)

table procedures.upload (row-level security)
  agency_id integer not null
  upload_id uuid not null
  files jsonb not null
  uploaded_by integer not null
  uploaded_at timestamp with time zone not null
  outcome jsonb
  confirmed_by integer
  confirmed_at timestamp with time zone
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  upload_pkey: PRIMARY KEY (agency_id, upload_id)

table procedures.version (row-level security)
  agency_id integer not null
  procedure_id integer not null
  version_no integer not null
  state text not null
  definition jsonb not null
  content_hash bytea not null
  decision text not null default ''::text
  faults jsonb not null
  assignments jsonb
  assigned_by integer
  assigned_at timestamp with time zone
  effective_from date
  effective_to date
  imported_by integer
  imported_at timestamp with time zone not null
  published_by integer
  published_at timestamp with time zone
  CREATE INDEX version_by_state ON procedures.version USING btree (agency_id, state, procedure_id)
  CREATE UNIQUE INDEX version_in_force ON procedures.version USING btree (agency_id, procedure_id, effective_from) WHERE (state = 'published'::text)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  version_agency_id_procedure_id_fkey: FOREIGN KEY (agency_id, procedure_id) REFERENCES procedures.procedure(agency_id, procedure_id)
  version_check1: CHECK (((state = 'draft'::text) OR ((faults = '[]'::jsonb) AND (assignments IS NOT NULL) AND (effective_from IS NOT NULL))))
  version_check2: CHECK (((published_by IS NULL) OR (published_by IS DISTINCT FROM imported_by)))
  version_check: CHECK ((effective_to >= effective_from))
  version_pkey: PRIMARY KEY (agency_id, procedure_id, version_no)
  version_state_check: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])))
  version_version_no_check: CHECK ((version_no > 0))

table signing.certificate (row-level security)
  agency_id integer not null
  sha256 text not null
  kind text not null
  officer_id integer
  der bytea not null
  subject text not null
  issuer text not null
  valid_from timestamp with time zone not null
  valid_until timestamp with time zone not null
  registered_at timestamp with time zone not null
  registered_by integer not null
  withdrawn_at timestamp with time zone
  CREATE INDEX certificate_holder ON signing.certificate USING btree (agency_id, officer_id, valid_until DESC)
  certificate_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  certificate_agency_id_registered_by_fkey: FOREIGN KEY (agency_id, registered_by) REFERENCES org.officer(agency_id, officer_id)
  certificate_check1: CHECK ((valid_from < valid_until))
  certificate_check: CHECK (((kind = 'person'::text) = (officer_id IS NOT NULL)))
  certificate_der_check: CHECK (((length(der) >= 100) AND (length(der) <= 20000)))
  certificate_kind_check: CHECK ((kind = ANY (ARRAY['person'::text, 'agency'::text])))
  certificate_pkey: PRIMARY KEY (agency_id, sha256)
  certificate_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  certificate_subject_check: CHECK ((subject <> ''::text))
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))

table signing.prepared (row-level security)
  agency_id integer not null
  prepared_id uuid not null
  officer_id integer not null
  about text not null
  role text not null
  source_sha256 text not null
  prepared_sha256 text not null
  ranges integer[] not null
  attributes bytea not null
  algorithm text not null
  chain bytea[] not null
  prepared_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  signed_sha256 text
  signed_level text
  signed_at timestamp with time zone
  CREATE INDEX prepared_old ON signing.prepared USING btree (agency_id, expires_at) WHERE (signed_at IS NULL)
  motcua_app may delete, insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  prepared_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  prepared_algorithm_check: CHECK ((algorithm = ANY (ARRAY['rsa-sha256'::text, 'ecdsa-p256-sha256'::text, 'ecdsa-p384-sha384'::text])))
  prepared_chain_check: CHECK (((array_length(chain, 1) >= 1) AND (array_length(chain, 1) <= 10)))
  prepared_check1: CHECK ((((signed_sha256 IS NULL) = (signed_at IS NULL)) AND ((signed_sha256 IS NULL) = (signed_level IS NULL))))
  prepared_check: CHECK ((prepared_at < expires_at))
  prepared_pkey: PRIMARY KEY (agency_id, prepared_id)
  prepared_prepared_sha256_check: CHECK ((prepared_sha256 ~ '^[0-9a-f]{64}$'::text))
  prepared_ranges_check: CHECK ((array_length(ranges, 1) = 4))
  prepared_role_check: CHECK ((role = ANY (ARRAY['signatory'::text, 'seal'::text, 'appendix'::text, 'copy'::text])))
  prepared_signed_level_check: CHECK ((signed_level = ANY (ARRAY['B-B'::text, 'B-T'::text, 'B-LT'::text])))
  prepared_signed_sha256_check: CHECK ((signed_sha256 ~ '^[0-9a-f]{64}$'::text))
  prepared_source_sha256_check: CHECK ((source_sha256 ~ '^[0-9a-f]{64}$'::text))

table signing.run (row-level security)
  agency_id integer not null
  run_id uuid not null
  officer_id integer not null
  started_at timestamp with time zone not null
  ended_at timestamp with time zone
  CREATE INDEX run_of_officer ON signing.run USING btree (agency_id, officer_id, started_at DESC)
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  run_agency_id_officer_id_fkey: FOREIGN KEY (agency_id, officer_id) REFERENCES org.officer(agency_id, officer_id)
  run_pkey: PRIMARY KEY (agency_id, run_id)

table signing.run_file (row-level security)
  agency_id integer not null
  run_id uuid not null
  place integer not null
  about text not null
  role text not null
  source_sha256 text not null
  state text not null default 'waiting'::text
  refusal jsonb
  signed_sha256 text
  level text
  at timestamp with time zone
  motcua_app may insert, select, update
  policy home for * using (agency_id = ( SELECT platform.current_agency() AS current_agency)) check (agency_id = ( SELECT platform.current_agency() AS current_agency))
  run_file_agency_id_run_id_fkey: FOREIGN KEY (agency_id, run_id) REFERENCES signing.run(agency_id, run_id)
  run_file_check1: CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)))
  run_file_check2: CHECK (((state = 'waiting'::text) = (at IS NULL)))
  run_file_check: CHECK (((state = 'signed'::text) = ((signed_sha256 IS NOT NULL) AND (level IS NOT NULL))))
  run_file_level_check: CHECK ((level = ANY (ARRAY['B-B'::text, 'B-T'::text, 'B-LT'::text])))
  run_file_pkey: PRIMARY KEY (agency_id, run_id, place)
  run_file_place_check: CHECK ((place >= 1))
  run_file_role_check: CHECK ((role = ANY (ARRAY['signatory'::text, 'seal'::text, 'appendix'::text, 'copy'::text])))
  run_file_signed_sha256_check: CHECK ((signed_sha256 ~ '^[0-9a-f]{64}$'::text))
  run_file_source_sha256_check: CHECK ((source_sha256 ~ '^[0-9a-f]{64}$'::text))
  run_file_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'signed'::text, 'refused'::text])))

CREATE OR REPLACE FUNCTION documents.find(direction text, asked tsquery, most integer)
 RETURNS TABLE(document_id integer, at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'documents'
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION dossiers.find(asked tsquery, most integer)
 RETURNS TABLE(code text, filed_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dossiers'
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION dossiers.recount_lateness(agency integer)
 RETURNS TABLE(cut text, grain text, holder text, since date, unit_id integer, procedure_id integer, procedure_version integer, step text, officer_id integer, kept bigint[], counted bigint[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dossiers'
AS $function$
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
$function$

CREATE OR REPLACE FUNCTION dossiers.wake_due_runs()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dossiers'
AS $function$
begin
  if exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'graphile_worker' and p.proname = 'add_job') then
    execute 'select graphile_worker.add_job($1, job_key => $1, max_attempts => 3)' using 'dossiers-due-runs'::text;
  end if;
end $function$

CREATE OR REPLACE FUNCTION platform.current_agency()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.agency_id'::text, true), ''::text))::integer

CREATE OR REPLACE PROCEDURE platform.guard(IN schema_name text, IN table_name text, IN rights text DEFAULT 'select, insert, update, delete'::text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %I.%I enable row level security', schema_name, table_name);
  execute format('create policy home on %I.%I using (agency_id = (select platform.current_agency())) with check (agency_id = (select platform.current_agency()))', schema_name, table_name);
  execute format('grant %s on %I.%I to motcua_app', rights, schema_name, table_name);
end $procedure$

view clock.pub_outage
 SELECT agency_id,
    from_at,
    to_at,
    working_seconds,
    was_stopped
   FROM clock.outage;
view dossiers.lateness_of
 WITH whole AS (
         SELECT ledger.agency_id,
            ledger.code,
            ledger.ended_on,
            ledger.procedure_id,
            ledger.end_class,
            ledger.with_apology,
            sum(ledger.seconds) AS seconds,
            sum(ledger.seconds_over) AS seconds_over,
            sum(ledger.seconds_over_step) AS seconds_over_step
           FROM dossiers.ledger
          GROUP BY ledger.agency_id, ledger.code, ledger.ended_on, ledger.procedure_id, ledger.end_class, ledger.with_apology
        ), part AS (
         SELECT whole.agency_id,
            whole.code,
            'dossier'::text AS holder,
            0 AS unit_id,
            true AS is_over,
            true AS is_cause,
            whole.seconds,
            whole.seconds_over_step
           FROM whole
        UNION ALL
         SELECT ledger.agency_id,
            ledger.code,
            ledger.holder_kind,
            ledger.unit_id,
            (sum(ledger.seconds_over_step) > 0),
            bool_or(ledger.is_cause) AS bool_or,
            sum(ledger.seconds) AS sum,
            sum(ledger.seconds_over_step) AS sum
           FROM dossiers.ledger
          WHERE ((ledger.holder_kind = ANY (ARRAY['step'::text, 'away'::text])) AND (ledger.unit_id IS NOT NULL))
          GROUP BY ledger.agency_id, ledger.code, ledger.holder_kind, ledger.unit_id
        )
 SELECT p.agency_id,
    p.code,
    p.holder,
    w.ended_on,
    p.unit_id,
    w.procedure_id,
    ((w.end_class IS NOT NULL))::integer AS ended,
    (COALESCE((w.end_class = 'early'::text), false))::integer AS early,
    (COALESCE((w.end_class = 'on-time'::text), false))::integer AS on_time,
    (l.late)::integer AS late,
    ((l.late AND p.is_over))::integer AS late_over,
    ((l.late AND p.is_cause))::integer AS late_caused,
    ((l.late AND p.is_cause AND w.with_apology))::integer AS with_apology,
    ((w.end_class IS NULL))::integer AS broken,
    p.seconds,
    p.seconds_over_step,
        CASE
            WHEN (l.late AND p.is_cause) THEN w.seconds_over
            ELSE (0)::bigint
        END AS seconds_late
   FROM ((part p
     JOIN whole w ON (((w.agency_id = p.agency_id) AND (w.code = p.code))))
     CROSS JOIN LATERAL ( SELECT COALESCE((w.end_class = 'late'::text), false) AS late) l);
view dossiers.lateness_part_of
 WITH whole AS (
         SELECT ledger.agency_id,
            ledger.code,
            sum(ledger.seconds_over) AS seconds_over
           FROM dossiers.ledger
          GROUP BY ledger.agency_id, ledger.code
        ), part AS (
         SELECT ledger.agency_id,
            ledger.code,
            'step'::text AS cut,
            ledger.holder_kind AS holder,
            ledger.ended_on,
            ledger.unit_id,
            ledger.procedure_id,
            ledger.procedure_version,
            ledger.step,
            0 AS officer_id,
            ledger.end_class,
            ledger.with_apology,
            (sum(ledger.seconds_over_step) > 0) AS is_over,
            bool_or(ledger.is_cause) AS is_cause,
            sum(ledger.seconds) AS seconds,
            sum(ledger.seconds_over_step) AS seconds_over_step
           FROM dossiers.ledger
          WHERE ((ledger.holder_kind = ANY (ARRAY['step'::text, 'away'::text])) AND (ledger.unit_id IS NOT NULL) AND (ledger.step IS NOT NULL))
          GROUP BY ledger.agency_id, ledger.code, ledger.holder_kind, ledger.ended_on, ledger.unit_id, ledger.procedure_id, ledger.procedure_version, ledger.step, ledger.end_class, ledger.with_apology
        UNION ALL
         SELECT ledger.agency_id,
            ledger.code,
            'officer'::text,
            ledger.holder_kind,
            ledger.ended_on,
            ledger.unit_id,
            ledger.procedure_id,
            0,
            ''::text,
            COALESCE(ledger.officer_id, 0) AS "coalesce",
            ledger.end_class,
            ledger.with_apology,
            (sum(ledger.seconds_over_step) > 0),
            bool_or(ledger.is_cause) AS bool_or,
            sum(ledger.seconds) AS sum,
            sum(ledger.seconds_over_step) AS sum
           FROM dossiers.ledger
          WHERE ((ledger.holder_kind = ANY (ARRAY['step'::text, 'away'::text])) AND (ledger.unit_id IS NOT NULL))
          GROUP BY ledger.agency_id, ledger.code, ledger.holder_kind, ledger.ended_on, ledger.unit_id, ledger.procedure_id, COALESCE(ledger.officer_id, 0), ledger.end_class, ledger.with_apology
        )
 SELECT p.agency_id,
    p.code,
    p.cut,
    p.holder,
    p.ended_on,
    p.unit_id,
    p.procedure_id,
    p.procedure_version,
    p.step,
    p.officer_id,
    ((p.end_class IS NOT NULL))::integer AS ended,
    (COALESCE((p.end_class = 'early'::text), false))::integer AS early,
    (COALESCE((p.end_class = 'on-time'::text), false))::integer AS on_time,
    (l.late)::integer AS late,
    ((l.late AND p.is_over))::integer AS late_over,
    ((l.late AND p.is_cause))::integer AS late_caused,
    ((l.late AND p.is_cause AND p.with_apology))::integer AS with_apology,
    ((p.end_class IS NULL))::integer AS broken,
    p.seconds,
    p.seconds_over_step,
        CASE
            WHEN (l.late AND p.is_cause) THEN w.seconds_over
            ELSE (0)::bigint
        END AS seconds_late
   FROM ((part p
     JOIN whole w ON (((w.agency_id = p.agency_id) AND (w.code = p.code))))
     CROSS JOIN LATERAL ( SELECT COALESCE((p.end_class = 'late'::text), false) AS late) l);
view dossiers.pub_late_dossier
 SELECT agency_id,
    code,
    state,
    procedure_id,
    procedure_version,
    received_at,
    due_at,
    ended_at,
    ended_on,
    holder,
    unit_id,
    officer_id,
    step,
    ( SELECT s.sent_at
           FROM dossiers.apology s
          WHERE ((s.agency_id = w.agency_id) AND (s.code = w.code) AND (s.sent_at IS NOT NULL))
          ORDER BY s.no
         LIMIT 1) AS apologised_at,
    ( SELECT s.is_late_sent
           FROM dossiers.apology s
          WHERE ((s.agency_id = w.agency_id) AND (s.code = w.code) AND (s.sent_at IS NOT NULL))
          ORDER BY s.no
         LIMIT 1) AS is_apology_late,
    (EXISTS ( SELECT
           FROM clock.pub_outage o
          WHERE ((o.agency_id = w.agency_id) AND (o.to_at > w.received_at) AND (o.from_at < w.due_at)))) AS met_outage
   FROM ( SELECT d.agency_id,
            d.code,
            'ended'::text AS state,
            d.procedure_id,
            COALESCE(l.procedure_version, d.procedure_version) AS procedure_version,
            d.received_at,
            d.due_at,
            d.ended_at,
            l.ended_on,
            l.holder_kind AS holder,
            l.unit_id,
            l.officer_id,
            l.step
           FROM (dossiers.dossier d
             LEFT JOIN dossiers.ledger l ON (((l.agency_id = d.agency_id) AND (l.code = d.code) AND l.is_cause)))
          WHERE (d.end_class = 'late'::text)
        UNION ALL
         SELECT d.agency_id,
            d.code,
            'open'::text,
            d.procedure_id,
            d.procedure_version,
            d.received_at,
            d.due_at,
            NULL::timestamp with time zone,
            NULL::date,
                CASE
                    WHEN h.is_away THEN 'away'::text
                    ELSE 'step'::text
                END AS "case",
            h.unit_id,
            h.officer_id,
            h.step
           FROM (dossiers.dossier d
             LEFT JOIN LATERAL ( SELECT h_1.unit_id,
                    h_1.officer_id,
                    h_1.step,
                    h_1.is_away
                   FROM dossiers.holding h_1
                  WHERE ((h_1.agency_id = d.agency_id) AND (h_1.code = d.code))
                  ORDER BY h_1.since, h_1.step
                 LIMIT 1) h ON (true))
          WHERE ((d.ended_at IS NULL) AND (d.received_at IS NOT NULL) AND (d.stopped_at IS NULL))
        UNION ALL
         SELECT d.agency_id,
            d.code,
            'open'::text,
            d.procedure_id,
            d.procedure_version,
            d.received_at,
            d.due_at,
            NULL::timestamp with time zone,
            NULL::date,
                CASE
                    WHEN h.is_away THEN 'away'::text
                    ELSE 'step'::text
                END AS "case",
            h.unit_id,
            h.officer_id,
            h.step
           FROM (dossiers.dossier d
             LEFT JOIN LATERAL ( SELECT h_1.unit_id,
                    h_1.officer_id,
                    h_1.step,
                    h_1.is_away
                   FROM dossiers.holding h_1
                  WHERE ((h_1.agency_id = d.agency_id) AND (h_1.code = d.code))
                  ORDER BY h_1.since, h_1.step
                 LIMIT 1) h ON (true))
          WHERE ((d.ended_at IS NULL) AND (d.stopped_at IS NOT NULL) AND (d.due_at < d.stopped_at))) w;
view dossiers.pub_lateness
 SELECT agency_id,
    holder,
    ended_on,
    unit_id,
    procedure_id,
    ended,
    early,
    on_time,
    late,
    late_over,
    late_caused,
    with_apology,
    broken,
    seconds,
    seconds_over_step,
    seconds_late
   FROM dossiers.lateness_day;
view dossiers.pub_lateness_part
 SELECT agency_id,
    cut,
    holder,
    since AS ended_on,
    unit_id,
    procedure_id,
    procedure_version,
    step,
    officer_id,
    ended,
    early,
    on_time,
    late,
    late_over,
    late_caused,
    with_apology,
    broken,
    seconds,
    seconds_over_step,
    seconds_late
   FROM dossiers.lateness_part
  WHERE (grain = 'day'::text);
