// Made from the migrations by tools/schema.ts. Do not edit.
import type { Day, Moment } from "../../kernel/moment.ts";
import type { ColumnType } from "kysely";

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

export interface DB {
  "accounts.account": AccountsAccount;
  "accounts.api_token": AccountsApiToken;
  "accounts.session": AccountsSession;
  "applicants.applicant": ApplicantsApplicant;
  "audit.anchor": AuditAnchor;
  "audit.entry": AuditEntry;
  "clock.loaded_day": ClockLoadedDay;
  "clock.loaded_year": ClockLoadedYear;
  "dossiers.attachment": DossiersAttachment;
  "dossiers.dossier": DossiersDossier;
  "dossiers.holding": DossiersHolding;
  "org.acting": OrgActing;
  "org.agency": OrgAgency;
  "org.agency_identifier": OrgAgencyIdentifier;
  "org.agency_name": OrgAgencyName;
  "org.office_hours": OrgOfficeHours;
  "org.officer": OrgOfficer;
  "org.post": OrgPost;
  "org.unit": OrgUnit;
  "org.unit_name": OrgUnitName;
  "platform.answer": PlatformAnswer;
  "platform.counter": PlatformCounter;
  "platform.file": PlatformFile;
  "procedures.procedure": ProceduresProcedure;
  "procedures.upload": ProceduresUpload;
  "procedures.version": ProceduresVersion;
}

