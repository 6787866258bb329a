// Made from the migrations by tools/schema.ts. Do not edit.
import type { Day, Moment } from "../../kernel/moment.ts";
import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export interface AccountsAccount {
  agency_id: number;
  disabled_at: Moment | null;
  failures: Generated<number>;
  locked_until: Moment | null;
  login: string;
  made_at: Generated<Moment>;
  must_change: Generated<boolean>;
  officer_id: number;
  oidc_subject: string | null;
  password_hash: string | null;
  signed_in_at: Moment | null;
  totp_sealed: Buffer | null;
  totp_step: number | null;
  version: Generated<number>;
}

export interface AccountsApiToken {
  agency_id: number;
  ends_at: Moment;
  made_at: Moment;
  made_by: number;
  name: string;
  officer_id: number;
  revoked_at: Moment | null;
  scopes: string[];
  token_hash: Buffer;
  token_id: number;
  used_at: Moment | null;
}

export interface AccountsPasswordLink {
  agency_id: number;
  ends_at: Moment;
  made_at: Moment;
  made_by: number | null;
  officer_id: number;
  token_hash: Buffer;
}

export interface AccountsSession {
  acting_for: number | null;
  agency_id: number;
  began_at: Moment;
  csrf: string;
  device: Generated<string>;
  ends_at: Moment;
  method: string;
  officer_id: number;
  seen_at: Moment;
  state: string;
  token_hash: Buffer;
}

export interface ApplicantsApplicant {
  address: Generated<string>;
  agency_id: number;
  applicant_id: Generated<number>;
  changed_at: Moment;
  email: Generated<string>;
  identity_number: string | null;
  kind: string;
  lang: Generated<string>;
  name: string;
  phone: Generated<string>;
}

export interface AuditAnchor {
  agency_id: number;
  entries: number;
  hour: Moment;
  made_at: Generated<Moment>;
  seal: Buffer;
}

export interface AuditEntry {
  agency_id: number;
  at: Moment;
  body: string;
  kind: string;
  officer_id: number | null;
  on_behalf_of: number | null;
  recorded_at: Moment;
  seal: Buffer;
  seq: number;
  stream: string;
}

export interface ClockClosing {
  agency_id: number;
  decided_on: Day;
  decision: string;
  entered_at: Moment;
  entered_by: number | null;
  for_day: Day | null;
  from_day: Day;
  key: string;
  kind: string;
  no: number;
  reason: string;
  until_day: Day;
  withdrawal: string | null;
  withdrawn_at: Moment | null;
  withdrawn_by: number | null;
}

export interface ClockLoadedDay {
  agency_id: number;
  day: Day;
  kind: string;
  name: string;
  other_day: Day | null;
  source: string;
  verified: boolean;
  version: number;
  year: number;
}

export interface ClockLoadedYear {
  agency_id: number;
  content_hash: Buffer;
  decision: string;
  loaded_at: Moment;
  loaded_by: number | null;
  version: number;
  year: number;
}

export interface ClockOutage {
  agency_id: number;
  from_at: Moment;
  recorded_at: Moment;
  to_at: Moment;
  was_stopped: boolean;
  working_seconds: number;
}

export interface ClockPubOutage {
  agency_id: number | null;
  from_at: Moment | null;
  to_at: Moment | null;
  was_stopped: boolean | null;
  working_seconds: number | null;
}

export interface DocumentsArrival {
  agency_id: number;
  answered_as: string | null;
  answered_at: Moment | null;
  arrival_id: Generated<number>;
  arrived_at: Moment;
  dated_on: Day | null;
  files: Json;
  from_agency_id: number;
  from_document_id: number;
  kind: string;
  number_symbol: string;
  recalled_reason: string | null;
  refused_reason: string | null;
  registered_as: number | null;
  sender: string;
  subject: string;
  told_at: Moment | null;
  urgency: string;
}

export interface DocumentsBook {
  agency_id: number;
  book_id: number;
  closed_on: Day | null;
  direction: string;
  kinds: Generated<string[]>;
  name: string;
}

export interface DocumentsBookYear {
  agency_id: number;
  book_id: number;
  last: number;
  year: number;
}

export interface DocumentsFile {
  added_at: Moment;
  agency_id: number;
  direction: string;
  document_id: number;
  media_type: string;
  name: string;
  part: string;
  sha256: string;
  size_bytes: number;
}

export interface DocumentsIncoming {
  agency_id: number;
  arrived_at: Moment;
  assigned_at: Moment | null;
  book_id: number;
  content: Generated<string>;
  content_of: string | null;
  dated_on: Day | null;
  deadline: Day | null;
  document_id: number;
  done_at: Moment | null;
  files_key: string;
  holder_id: number | null;
  kind: string;
  lead_unit_id: number | null;
  number: number;
  number_symbol: string;
  registered_at: Moment;
  seal: Buffer;
  sender: string;
  state: Json;
  status: string;
  subject: string;
  support_unit_ids: Generated<number[]>;
  urgency: string;
  version: number;
  words: string;
  year: number;
}

export interface DocumentsLetters {
  agency_id: number;
  from_day: Day;
  letters: string;
  unit_id: number;
}

export interface DocumentsNumber {
  agency_id: number;
  book_id: number;
  cancelled_at: Moment | null;
  cancelled_reason: string | null;
  document_id: number;
  number: number;
  taken_at: Moment;
  year: number;
}

export interface DocumentsOutgoing {
  agency_id: number;
  answers: number | null;
  content: Generated<string>;
  content_of: string | null;
  dated_on: Day | null;
  deadline: Day | null;
  document_id: number;
  dossier: string | null;
  draft_sha256: string;
  drafted_at: Moment;
  drafted_by: number;
  file_sha256: string;
  is_reviewed_inside: Generated<boolean>;
  issued_at: Moment | null;
  kind: string;
  number_text: string | null;
  seal: Buffer;
  signatory_id: number;
  standing: Generated<string>;
  state: Json;
  status: string;
  subject: string;
  to_leader_at: Moment | null;
  unit_id: number;
  urgency: string;
  version: number;
  words: string;
}

export interface DocumentsPicture {
  agency_id: number;
  height_mm: number;
  kept_at: Moment;
  kept_by: number | null;
  officer_id: number;
  sha256: string;
  width_mm: number;
}

export interface DocumentsReading {
  agency_id: number;
  document_id: number;
  officer_id: number;
  read_at: Moment;
}

export interface DocumentsRecipient {
  address: Generated<string>;
  agency_id: number;
  carries: Generated<string>;
  delivered_at: Moment | null;
  document_id: number;
  kind: string;
  last_error: string | null;
  name: Generated<string>;
  no: number;
  not_before: Moment;
  officer_id: number | null;
  returned_reason: string | null;
  sent_at: Moment;
  state: Generated<string>;
  taken_as: string | null;
  taken_at: Moment | null;
  to_agency_id: number | null;
  tries: Generated<number>;
  unit_id: number | null;
}

export interface DossiersApology {
  agency_id: number;
  channel: string | null;
  code: string;
  drafted_at: Moment;
  due_at: Moment;
  is_late_sent: Generated<boolean>;
  new_due_at: Moment;
  no: number;
  reason: string;
  sent_at: Moment | null;
  signed_at: Moment | null;
  signed_by: number | null;
  unit_id: number;
  written_by: number | null;
}

export interface DossiersAttachment {
  added_at: Moment;
  added_by: number | null;
  agency_id: number;
  attachment_id: string;
  code: string;
  kind: string;
  media_type: string;
  name: string;
  place: string;
  sha256: string;
  size_bytes: number;
}

export interface DossiersBatch {
  act: string;
  agency_id: number;
  asked: unknown;
  batch_id: string;
  begun_at: Moment;
  officer_id: number;
  question: Buffer;
}

export interface DossiersBatchItem {
  agency_id: number;
  batch_id: string;
  code: string;
  place: number;
  refusal: unknown | null;
  seen: number | null;
  state: Generated<string>;
  step: string;
}

export interface DossiersDossier {
  agency_id: number;
  applicant_id: number;
  applicant_name: string;
  calendar_version: Generated<string>;
  channel_in: number;
  channel_out: number;
  code: string;
  due_at: Moment | null;
  due_is_provisional: Generated<boolean>;
  end_class: string | null;
  ended_at: Moment | null;
  filed_at: Moment;
  filing: Json;
  original_due_at: Moment | null;
  parent: string | null;
  procedure_id: number;
  procedure_version: number;
  received_at: Moment | null;
  returned_at: Moment | null;
  seal: Buffer;
  state: Json;
  status: number;
  stopped_at: Moment | null;
  subject: string;
  version: number;
  words: string;
}

export interface DossiersDueRun {
  about: string;
  after_code: Generated<string>;
  agency_id: number;
  begun_at: Moment;
  cause: string;
  ended_at: Moment | null;
  leased_until: Moment | null;
  moved: Generated<number>;
  no: number;
  officer_id: number | null;
  refused: Generated<number>;
  seen: Generated<number>;
  total: number;
}

export interface DossiersDueRunRefusal {
  agency_id: number;
  code: string;
  no: number;
  refusal: unknown;
}

export interface DossiersHold {
  agency_id: number;
  annulled_at: Moment | null;
  annulled_by: number | null;
  annulled_reason: string | null;
  approved_by: number;
  cause: string;
  code: string;
  course_signs: Generated<string[]>;
  document_date: Day;
  document_number: string;
  due_at: Moment | null;
  end_kind: string | null;
  ended_on: Day | null;
  from_at: Moment;
  is_notified: boolean | null;
  left_seconds: number | null;
  long_at: Moment | null;
  no: number;
  proposed_by: number;
  reason: string;
  recorded_at: Moment | null;
  seconds: number | null;
  sign_count: Generated<number>;
  start_signs: string[] | null;
  step: string;
  to_at: Moment | null;
  unit_id: number;
  until_at: Moment;
}

export interface DossiersHolding {
  agency_id: number;
  code: string;
  due_at: Moment | null;
  is_away: Generated<boolean>;
  officer_id: number | null;
  role: string;
  since: Moment;
  step: string;
  step_due_at: Moment | null;
  unit_id: number;
}

export interface DossiersLatenessDay {
  agency_id: number;
  broken: number;
  early: number;
  ended: number;
  ended_on: Day;
  holder: string;
  late: number;
  late_caused: number;
  late_over: number;
  on_time: number;
  procedure_id: number;
  seconds: number;
  seconds_late: number;
  seconds_over_step: number;
  unit_id: number;
  with_apology: number;
}

export interface DossiersLatenessMonth {
  agency_id: number;
  broken: number;
  early: number;
  ended: number;
  holder: string;
  late: number;
  late_caused: number;
  late_over: number;
  month: Day;
  on_time: number;
  procedure_id: number;
  seconds: number;
  seconds_late: number;
  seconds_over_step: number;
  unit_id: number;
  with_apology: number;
}

export interface DossiersLatenessOf {
  agency_id: number | null;
  broken: number | null;
  code: string | null;
  early: number | null;
  ended: number | null;
  ended_on: Day | null;
  holder: string | null;
  late: number | null;
  late_caused: number | null;
  late_over: number | null;
  on_time: number | null;
  procedure_id: number | null;
  seconds: number | null;
  seconds_late: number | null;
  seconds_over_step: number | null;
  unit_id: number | null;
  with_apology: number | null;
}

export interface DossiersLatenessPart {
  agency_id: number;
  broken: number;
  cut: string;
  early: number;
  ended: number;
  grain: string;
  holder: string;
  late: number;
  late_caused: number;
  late_over: number;
  officer_id: number;
  on_time: number;
  procedure_id: number;
  procedure_version: number;
  seconds: number;
  seconds_late: number;
  seconds_over_step: number;
  since: Day;
  step: string;
  unit_id: number;
  with_apology: number;
}

export interface DossiersLatenessPartOf {
  agency_id: number | null;
  broken: number | null;
  code: string | null;
  cut: string | null;
  early: number | null;
  ended: number | null;
  ended_on: Day | null;
  holder: string | null;
  late: number | null;
  late_caused: number | null;
  late_over: number | null;
  officer_id: number | null;
  on_time: number | null;
  procedure_id: number | null;
  procedure_version: number | null;
  seconds: number | null;
  seconds_late: number | null;
  seconds_over_step: number | null;
  step: string | null;
  unit_id: number | null;
  with_apology: number | null;
}

export interface DossiersLedger {
  agency_id: number;
  code: string;
  end_class: string | null;
  ended_on: Day;
  holder_kind: string;
  is_cause: boolean;
  line_no: number;
  officer_id: number | null;
  partner_id: number | null;
  procedure_id: number;
  procedure_version: number;
  seconds: number;
  seconds_over: number;
  seconds_over_step: number;
  step: string | null;
  unit_id: number | null;
  with_apology: boolean;
}

export interface DossiersMigration {
  agency_id: number;
  basis_date: Day;
  basis_number: string;
  begun_at: Moment;
  from_version: number;
  is_whole: boolean;
  migration_id: string;
  officer_id: number;
  procedure_id: number;
  question: Buffer;
  reason: string;
  steps: unknown;
  to_version: number;
}

export interface DossiersMigrationItem {
  agency_id: number;
  code: string;
  migration_id: string;
  refusal: unknown | null;
  seen: number;
  state: Generated<string>;
}

export interface DossiersPartner {
  agency_id: number;
  contact: string;
  from_day: Day;
  kind: string;
  partner_id: number;
  until_day: Day | null;
}

export interface DossiersPartnerName {
  agency_id: number;
  from_day: Day;
  name: string;
  partner_id: number;
}

export interface DossiersProposal {
  agency_id: number;
  at: Moment;
  cause: string;
  code: string;
  officer_id: number;
  step: string;
  unit_id: number;
}

export interface DossiersPubLateDossier {
  agency_id: number | null;
  apologised_at: Moment | null;
  code: string | null;
  due_at: Moment | null;
  ended_at: Moment | null;
  ended_on: Day | null;
  holder: string | null;
  is_apology_late: boolean | null;
  met_outage: boolean | null;
  officer_id: number | null;
  procedure_id: number | null;
  procedure_version: number | null;
  received_at: Moment | null;
  state: string | null;
  step: string | null;
  unit_id: number | null;
}

export interface DossiersPubLateness {
  agency_id: number | null;
  broken: number | null;
  early: number | null;
  ended: number | null;
  ended_on: Day | null;
  holder: string | null;
  late: number | null;
  late_caused: number | null;
  late_over: number | null;
  on_time: number | null;
  procedure_id: number | null;
  seconds: number | null;
  seconds_late: number | null;
  seconds_over_step: number | null;
  unit_id: number | null;
  with_apology: number | null;
}

export interface DossiersPubLatenessPart {
  agency_id: number | null;
  broken: number | null;
  cut: string | null;
  early: number | null;
  ended: number | null;
  ended_on: Day | null;
  holder: string | null;
  late: number | null;
  late_caused: number | null;
  late_over: number | null;
  officer_id: number | null;
  on_time: number | null;
  procedure_id: number | null;
  procedure_version: number | null;
  seconds: number | null;
  seconds_late: number | null;
  seconds_over_step: number | null;
  step: string | null;
  unit_id: number | null;
  with_apology: number | null;
}

export interface DossiersReferral {
  agency_id: number;
  answer_date: Day | null;
  answer_number: string | null;
  answer_words: string | null;
  arrived_at: Moment | null;
  asked_unit_id: number | null;
  code: string;
  document_date: Day;
  document_number: string;
  dropped_at: Moment | null;
  due_at: Moment | null;
  end_class: string | null;
  is_forwarded_late: boolean;
  kind: string;
  no: number;
  officer_id: number;
  partner_id: number | null;
  question: string;
  recorded_at: Moment | null;
  sent_at: Moment;
  stance: string | null;
  starts_at: Moment;
  step: string;
  to_name: string;
  unanswered_at: Moment | null;
  unit_id: number;
  way: string;
}

export interface DossiersRuleConfirmation {
  agency_id: number;
  confirmed_at: Moment;
  confirmed_by: number;
  note: string;
  pack: string;
  rule: string;
  value: string;
}

export interface NoticesMessage {
  about: string;
  agency_id: number;
  body: string;
  channel: string;
  created_at: Moment;
  dedupe_key: string;
  kind: string;
  lang: string;
  last_error: string | null;
  message_id: Generated<number>;
  not_before: Moment;
  recipient: string;
  sent_at: Moment | null;
  state: Generated<string>;
  subject: string;
  tries: Generated<number>;
  via: string | null;
}

export interface NoticesPreference {
  agency_id: number;
  by_mail: boolean;
  changed_at: Moment;
  lang: string;
  officer_id: number;
  unwanted: Generated<string[]>;
}

export interface OrgActing {
  absent_id: number;
  acting_id: number;
  acting_officer_id: number;
  agency_id: number;
  document: string;
  from_at: Moment;
  to_at: Moment;
}

export interface OrgAgency {
  agency_id: number;
  closed_on: Day | null;
  code: string;
  name: string;
  opened_on: Generated<Day>;
  parent_name: Generated<string>;
  place: Generated<string>;
  successor_id: number | null;
}

export interface OrgAgencyIdentifier {
  agency_id: number;
  from_day: Day;
  identifier: string;
  to_day: Day | null;
}

export interface OrgAgencyName {
  agency_id: number;
  from_day: Day;
  name: string;
  parent_name: string;
  place: string;
}

export interface OrgOfficeHours {
  agency_id: number;
  decision: string;
  from_day: Day;
  sessions: unknown;
}

export interface OrgOfficer {
  agency_id: number;
  email: string | null;
  field_basis: string | null;
  field_since: Day | null;
  joined_on: Day;
  left_on: Day | null;
  name: string;
  officer_id: number;
}

export interface OrgPost {
  agency_id: number;
  from_day: Day;
  officer_id: number;
  post_id: number;
  role: string;
  title: string;
  to_day: Day | null;
  unit_id: number;
}

export interface OrgUnit {
  agency_id: number;
  closed_on: Day | null;
  kind: string;
  opened_on: Day;
  successor_id: number | null;
  unit_id: number;
}

export interface OrgUnitName {
  agency_id: number;
  from_day: Day;
  name: string;
  short_name: string;
  unit_id: number;
}

export interface PapersPaper {
  agency_id: number;
  applicant_id: number;
  begun_at: Moment;
  begun_by: number;
  certificate: string | null;
  component: string;
  dated_on: Day | null;
  dossier: string | null;
  form: string | null;
  kept_at: Moment | null;
  kind: string;
  made_sha256: string | null;
  name: string | null;
  number_symbol: string | null;
  pages: number | null;
  pages_counted: number;
  paper_id: string;
  reuse: string | null;
  signature_level: string | null;
  signed_at: Moment | null;
  signed_by: number | null;
  signed_sha256: string | null;
  status: string;
  valid_until: Day | null;
  version: number;
  withdrawn_at: Moment | null;
  withdrawn_reason: string | null;
  words: Generated<string>;
}

export interface PapersPiece {
  added_at: Moment;
  agency_id: number;
  media_type: string;
  name: string;
  pages: unknown;
  paper_id: string;
  place: number;
  sha256: string;
  size_bytes: number;
}

export interface PapersReading {
  agency_id: number;
  paper_id: string;
  read_at: Moment | null;
  state: string;
  taken_at: Moment | null;
  texts: Generated<unknown>;
  tries: Generated<number>;
  wanted_at: Moment;
}

export interface PapersUse {
  agency_id: number;
  component: string;
  dossier: string;
  paper_id: string;
  used_at: Moment;
  used_by: number;
}

export interface PlatformAnswer {
  agency_id: number;
  at: Generated<Moment>;
  key: string;
  outcome: unknown;
  question: Buffer;
}

export interface PlatformCounter {
  agency_id: number;
  last: number;
  name: string;
}

export interface PlatformFile {
  agency_id: number;
  media_type: string;
  sha256: string;
  size_bytes: number;
  stored_at: Generated<Moment>;
}

export interface ProceduresApprovedTable {
  agency_id: number;
  decided_on: Day;
  decision: string;
  definition: unknown;
  procedure_id: number;
  record_no: number;
  recorded_at: Moment;
  recorded_by: number | null;
  source: string;
  source_version: number | null;
}

export interface ProceduresProcedure {
  agency_id: number;
  code: string | null;
  field: Generated<string>;
  key: string;
  name: string;
  procedure_id: number;
  revision: Generated<number>;
  sort_name: Generated<string>;
  withdrawn_at: Moment | null;
  words: string[];
}

export interface ProceduresUpload {
  agency_id: number;
  confirmed_at: Moment | null;
  confirmed_by: number | null;
  files: unknown;
  outcome: unknown | null;
  upload_id: string;
  uploaded_at: Moment;
  uploaded_by: number;
}

export interface ProceduresVersion {
  agency_id: number;
  assigned_at: Moment | null;
  assigned_by: number | null;
  assignments: unknown | null;
  content_hash: Buffer;
  decision: Generated<string>;
  definition: unknown;
  effective_from: Day | null;
  effective_to: Day | null;
  faults: unknown;
  imported_at: Moment;
  imported_by: number | null;
  procedure_id: number;
  published_at: Moment | null;
  published_by: number | null;
  state: string;
  version_no: number;
}

export interface SigningCertificate {
  agency_id: number;
  der: Buffer;
  issuer: string;
  kind: string;
  officer_id: number | null;
  registered_at: Moment;
  registered_by: number;
  sha256: string;
  subject: string;
  valid_from: Moment;
  valid_until: Moment;
  withdrawn_at: Moment | null;
}

export interface SigningPrepared {
  about: string;
  agency_id: number;
  algorithm: string;
  attributes: Buffer;
  chain: ArrayType<Buffer>;
  expires_at: Moment;
  officer_id: number;
  prepared_at: Moment;
  prepared_id: string;
  prepared_sha256: string;
  ranges: number[];
  role: string;
  signed_at: Moment | null;
  signed_level: string | null;
  signed_sha256: string | null;
  source_sha256: string;
}

export interface SigningRun {
  agency_id: number;
  ended_at: Moment | null;
  officer_id: number;
  run_id: string;
  started_at: Moment;
}

export interface SigningRunFile {
  about: string;
  agency_id: number;
  at: Moment | null;
  level: string | null;
  place: number;
  refusal: unknown | null;
  role: string;
  run_id: string;
  signed_sha256: string | null;
  source_sha256: string;
  state: Generated<string>;
}

export interface DB {
  "accounts.account": AccountsAccount;
  "accounts.api_token": AccountsApiToken;
  "accounts.password_link": AccountsPasswordLink;
  "accounts.session": AccountsSession;
  "applicants.applicant": ApplicantsApplicant;
  "audit.anchor": AuditAnchor;
  "audit.entry": AuditEntry;
  "clock.closing": ClockClosing;
  "clock.loaded_day": ClockLoadedDay;
  "clock.loaded_year": ClockLoadedYear;
  "clock.outage": ClockOutage;
  "clock.pub_outage": ClockPubOutage;
  "documents.arrival": DocumentsArrival;
  "documents.book": DocumentsBook;
  "documents.book_year": DocumentsBookYear;
  "documents.file": DocumentsFile;
  "documents.incoming": DocumentsIncoming;
  "documents.letters": DocumentsLetters;
  "documents.number": DocumentsNumber;
  "documents.outgoing": DocumentsOutgoing;
  "documents.picture": DocumentsPicture;
  "documents.reading": DocumentsReading;
  "documents.recipient": DocumentsRecipient;
  "dossiers.apology": DossiersApology;
  "dossiers.attachment": DossiersAttachment;
  "dossiers.batch": DossiersBatch;
  "dossiers.batch_item": DossiersBatchItem;
  "dossiers.dossier": DossiersDossier;
  "dossiers.due_run": DossiersDueRun;
  "dossiers.due_run_refusal": DossiersDueRunRefusal;
  "dossiers.hold": DossiersHold;
  "dossiers.holding": DossiersHolding;
  "dossiers.lateness_day": DossiersLatenessDay;
  "dossiers.lateness_month": DossiersLatenessMonth;
  "dossiers.lateness_of": DossiersLatenessOf;
  "dossiers.lateness_part": DossiersLatenessPart;
  "dossiers.lateness_part_of": DossiersLatenessPartOf;
  "dossiers.ledger": DossiersLedger;
  "dossiers.migration": DossiersMigration;
  "dossiers.migration_item": DossiersMigrationItem;
  "dossiers.partner": DossiersPartner;
  "dossiers.partner_name": DossiersPartnerName;
  "dossiers.proposal": DossiersProposal;
  "dossiers.pub_late_dossier": DossiersPubLateDossier;
  "dossiers.pub_lateness": DossiersPubLateness;
  "dossiers.pub_lateness_part": DossiersPubLatenessPart;
  "dossiers.referral": DossiersReferral;
  "dossiers.rule_confirmation": DossiersRuleConfirmation;
  "notices.message": NoticesMessage;
  "notices.preference": NoticesPreference;
  "org.acting": OrgActing;
  "org.agency": OrgAgency;
  "org.agency_identifier": OrgAgencyIdentifier;
  "org.agency_name": OrgAgencyName;
  "org.office_hours": OrgOfficeHours;
  "org.officer": OrgOfficer;
  "org.post": OrgPost;
  "org.unit": OrgUnit;
  "org.unit_name": OrgUnitName;
  "papers.paper": PapersPaper;
  "papers.piece": PapersPiece;
  "papers.reading": PapersReading;
  "papers.use": PapersUse;
  "platform.answer": PlatformAnswer;
  "platform.counter": PlatformCounter;
  "platform.file": PlatformFile;
  "procedures.approved_table": ProceduresApprovedTable;
  "procedures.procedure": ProceduresProcedure;
  "procedures.upload": ProceduresUpload;
  "procedures.version": ProceduresVersion;
  "signing.certificate": SigningCertificate;
  "signing.prepared": SigningPrepared;
  "signing.run": SigningRun;
  "signing.run_file": SigningRunFile;
}

