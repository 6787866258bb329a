-- Legal values that a person of the agency has compared with the text and stands for (xác nhận giá trị pháp lý). The values are in the
-- product, with their source; this says who confirmed which value. A product that brings another value leaves the confirmation of the old
-- one standing, and the new one is unverified again. What happened is in the journal, stream 'rules'.
create table dossiers.rule_confirmation (
  agency_id int not null,
  pack text not null,
  rule text not null,
  value text not null check (value <> ''),      -- as text: what was confirmed, not where it stands
  confirmed_by int not null,
  confirmed_at timestamptz not null,
  note text not null check (note <> ''),        -- with what it was compared
  primary key (agency_id, pack, rule)
);
call platform.guard('dossiers', 'rule_confirmation');
