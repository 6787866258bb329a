import { dayText, type Moment } from '../../../kernel/moment.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { By } from '../service.ts'
import type { KeptPicture } from '../store.ts'
import type { SettingChange } from './change.ts'

const addBook: Statement = {
  name: 'document-book-add',
  text: `insert into documents.book (agency_id, book_id, direction, name, kinds)
    select $1, coalesce((select max(book_id) from documents.book where agency_id = $1), 0) + 1, $2, $3, $4::text[]`,
}
const closeBook: Statement = {
  name: 'document-book-close',
  text: 'update documents.book set closed_on = $3::date where agency_id = $1 and book_id = $2 and closed_on is null',
}
const setLetters: Statement = {
  name: 'document-letters-set',
  text: `insert into documents.letters (agency_id, unit_id, from_day, letters) values ($1, $2, $3::date, $4)
    on conflict (agency_id, unit_id, from_day) do update set letters = excluded.letters`,
}
const setPicture: Statement = {
  name: 'document-picture-set',
  text: `insert into documents.picture (agency_id, officer_id, sha256, width_mm, height_mm, kept_at, kept_by) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (agency_id, officer_id) do update set sha256 = excluded.sha256, width_mm = excluded.width_mm, height_mm = excluded.height_mm, kept_at = excluded.kept_at, kept_by = excluded.kept_by`,
}

/** Writes one change of the settings with its entry in the journal (thiết lập văn bản). */
export async function writeSetting(tx: Tx, by: By, change: SettingChange, at: Moment, recordedAt: Moment): Promise<void> {
  switch (change.type) {
    case 'book-opened':
      tx.last(addBook, [by.agencyId, change.direction, change.name, change.kinds])
      break
    case 'book-closed':
      tx.last(closeBook, [by.agencyId, change.bookId, dayText(change.on)])
      break
    case 'letters-set':
      tx.last(setLetters, [by.agencyId, change.unitId, dayText(change.from), change.letters])
      break
    case 'picture-kept':
      tx.last(setPicture, [by.agencyId, change.officerId ?? 0, change.sha256, change.widthMm, change.heightMm, iso(at), by.officerId])
      break
  }
  await append(tx, by.agencyId, 'documents', recordedAt, [
    { kind: change.type, at, officerId: by.officerId, onBehalfOf: null, body: JSON.stringify(change) },
  ])
}

const pictures: Statement = {
  name: 'document-pictures',
  text: 'select officer_id as "officerId", sha256, width_mm as "widthMm", height_mm as "heightMm" from documents.picture where agency_id = $1 order by officer_id limit 500',
}

/** All pictures kept; officer 0 is the agency's seal. */
export const picturesOf = (tx: Tx, agencyId: number): Promise<(KeptPicture & { officerId: number })[]> => tx.rows(pictures, [agencyId])
