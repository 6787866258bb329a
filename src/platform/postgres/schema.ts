// Made from the migrations by tools/schema.ts. Do not edit.
import type { Day, Moment } from "../../kernel/moment.ts";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface AccountsAccount {
  agency_id: number;
  disabled_at: Written<Moment, string> | null;
  failures: Generated<number>;
  locked_until: Written<Moment, string> | null;
  login: string;
  must_change: Generated<boolean>;
  officer_id: number;
  oidc_subject: string | null;
  password_hash: string | null;
  signed_in_at: Written<Moment, string> | null;
  totp_sealed: Buffer | null;
}

export interface AccountsApiToken {
  agency_id: number;
  ends_at: Written<Moment, string>;
  made_at: Written<Moment, string>;
  name: string;
  officer_id: number;
  revoked_at: Written<Moment, string> | null;
  scopes: string[];
  token_hash: Buffer;
  token_id: number;
  used_at: Written<Moment, string> | null;
}

export interface AccountsSession {
  acting_for: number | null;
  agency_id: number;
  began_at: Written<Moment, string>;
  csrf: string;
  ends_at: Written<Moment, string>;
  officer_id: number;
  seen_at: Written<Moment, string>;
  state: string;
  token_hash: Buffer;
}

export interface ApplicantsApplicant {
  address: Generated<string>;
  agency_id: number;
  applicant_id: Generated<Written<number, number | string>>;
  changed_at: Written<Moment, string>;
  email: Generated<string>;
  identity_number: string | null;
  kind: string;
  name: string;
  phone: Generated<string>;
}

export interface AuditAnchor {
  agency_id: number;
  entries: number;
  hour: Written<Moment, string>;
  made_at: Generated<Written<Moment, string>>;
  seal: Buffer;
}

export interface AuditEntry {
  agency_id: number;
  at: Written<Moment, string>;
  body: string;
  kind: string;
  officer_id: number | null;
  on_behalf_of: number | null;
  recorded_at: Written<Moment, string>;
  seal: Buffer;
  seq: number;
  stream: string;
}

export interface ClockCalendarYear {
  decision: string;
  loaded_at: Generated<Written<Moment, string>>;
  version: number;
  year: number;
}

export interface ClockOfficialDay {
  day: Written<Day, string>;
  kind: string;
  name: string;
  replaces: Written<Day, string> | null;
  source: string;
  swapped_with: Written<Day, string> | null;
  verified: boolean;
}

export interface DossiersAttachment {
  added_at: Written<Moment, string>;
  added_by: number | null;
  agency_id: number;
  attachment_id: string;
  code: string;
  kind: string;
  media_type: string;
  name: string;
  place: string;
  sha256: string;
  size_bytes: Written<number, number | string>;
}

export interface DossiersDossier {
  agency_id: number;
  applicant_id: Written<number, number | string>;
  applicant_name: string;
  calendar_version: Generated<string>;
  channel_in: number;
  channel_out: number;
  code: string;
  due_at: Written<Moment, string> | null;
  due_is_provisional: Generated<boolean>;
  end_class: string | null;
  ended_at: Written<Moment, string> | null;
  filed_at: Written<Moment, string>;
  officer_id: number | null;
  original_due_at: Written<Moment, string> | null;
  procedure_id: number;
  procedure_version: number;
  received_at: Written<Moment, string> | null;
  returned_at: Written<Moment, string> | null;
  seal: Buffer;
  state: Written<unknown, string>;
  status: number;
  stopped_at: Written<Moment, string> | null;
  subject: string;
  unit_id: number | null;
  version: number;
  words: string;
}

export interface DossiersHolding {
  agency_id: number;
  code: string;
  due_at: Written<Moment, string> | null;
  is_away: Generated<boolean>;
  officer_id: number | null;
  role: string;
  since: Written<Moment, string>;
  step: string;
  step_due_at: Written<Moment, string> | null;
  unit_id: number;
}

export interface OrgActing {
  absent_id: number;
  acting_id: number;
  acting_officer_id: number;
  agency_id: number;
  document: string;
  from_at: Written<Moment, string>;
  to_at: Written<Moment, string>;
}

export interface OrgAgency {
  agency_id: number;
  closed_on: Written<Day, string> | null;
  code: string;
  name: string;
  opened_on: Generated<Written<Day, string>>;
  parent_name: Generated<string>;
  place: Generated<string>;
  successor_id: number | null;
}

export interface OrgAgencyIdentifier {
  agency_id: number;
  from_day: Written<Day, string>;
  identifier: string;
  to_day: Written<Day, string> | null;
}

export interface OrgOfficeHours {
  agency_id: number;
  decision: string;
  from_day: Written<Day, string>;
  sessions: Written<unknown, string>;
}

export interface OrgOfficer {
  agency_id: number;
  email: string | null;
  joined_on: Written<Day, string>;
  left_on: Written<Day, string> | null;
  name: string;
  officer_id: number;
}

export interface OrgPost {
  agency_id: number;
  from_day: Written<Day, string>;
  officer_id: number;
  post_id: number;
  role: string;
  title: string;
  to_day: Written<Day, string> | null;
  unit_id: number;
}

export interface OrgUnit {
  agency_id: number;
  closed_on: Written<Day, string> | null;
  kind: string;
  opened_on: Written<Day, string>;
  successor_id: number | null;
  unit_id: number;
}

export interface OrgUnitName {
  agency_id: number;
  from_day: Written<Day, string>;
  name: string;
  short_name: string;
  unit_id: number;
}

export interface PlatformAnswer {
  agency_id: number;
  at: Generated<Written<Moment, string>>;
  key: string;
  outcome: Written<unknown, string>;
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
  size_bytes: Written<number, number | string>;
  stored_at: Generated<Written<Moment, string>>;
}

export interface ProceduresProcedure {
  agency_id: number;
  code: string | null;
  field: Generated<string>;
  key: string;
  name: string;
  procedure_id: number;
  withdrawn_at: Written<Moment, string> | null;
  words: string[];
}

export interface ProceduresVersion {
  agency_id: number;
  assigned_at: Written<Moment, string> | null;
  assigned_by: number | null;
  assignments: Written<unknown, string> | null;
  content_hash: Buffer;
  decision: Generated<string>;
  definition: Written<unknown, string>;
  effective_from: Written<Day, string> | null;
  effective_to: Written<Day, string> | null;
  faults: Written<unknown, string>;
  imported_at: Written<Moment, string>;
  imported_by: number | null;
  procedure_id: number;
  published_at: Written<Moment, string> | null;
  published_by: number | null;
  state: string;
  version_no: number;
}

export interface DB {
  "accounts.account": AccountsAccount;
  "accounts.api_token": AccountsApiToken;
  "accounts.session": AccountsSession;
  "applicants.applicant": ApplicantsApplicant;
  "audit.anchor": AuditAnchor;
  "audit.entry": AuditEntry;
  "clock.calendar_year": ClockCalendarYear;
  "clock.official_day": ClockOfficialDay;
  "dossiers.attachment": DossiersAttachment;
  "dossiers.dossier": DossiersDossier;
  "dossiers.holding": DossiersHolding;
  "org.acting": OrgActing;
  "org.agency": OrgAgency;
  "org.agency_identifier": OrgAgencyIdentifier;
  "org.office_hours": OrgOfficeHours;
  "org.officer": OrgOfficer;
  "org.post": OrgPost;
  "org.unit": OrgUnit;
  "org.unit_name": OrgUnitName;
  "platform.answer": PlatformAnswer;
  "platform.counter": PlatformCounter;
  "platform.file": PlatformFile;
  "procedures.procedure": ProceduresProcedure;
  "procedures.version": ProceduresVersion;
}

/** What is read, and what is written in its place. */
export type Written<Read, Write> = ColumnType<Read, Write, Write>
