import { type Day, dayInVietnam, dayText, type Moment } from '../../src/kernel/moment.ts'
import { addPartner } from '../../src/modules/dossiers/partners/decide.ts'
import type { PartnerKind } from '../../src/modules/dossiers/partners/partner.ts'
import { changePartners } from '../../src/modules/dossiers/partners/store.ts'
import type { AskedAnswer, AskedLeg } from '../../src/modules/dossiers/service.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import type { Chance } from './chance.ts'
import { must } from './must.ts'
import type { Partners } from './tale.ts'

const agencies: readonly { kind: PartnerKind; name: string; contact: string }[] = [
  { kind: 'provincial-committee', name: 'Văn phòng UBND tỉnh Bình Sơn (mẫu)', contact: 'van-ban@ubnd-binhson.example' },
  { kind: 'tax', name: 'Thuế tỉnh Bình Sơn (mẫu)', contact: 'mot-cua@thue-binhson.example' },
  { kind: 'commune', name: 'UBND xã Suối Hạ (mẫu)', contact: 'mot-cua@xa-suoiha.example' },
]

/** Enters the agencies that the demo works with, on the day on which the organisation was there. */
export async function enterPartners(
  db: Database,
  by: { agencyId: number; officerId: number },
  on: Day,
  at: Moment,
  chance: Chance,
): Promise<Partners> {
  const numbers = new Map<PartnerKind, number>()
  for (const one of agencies) {
    const asked = { ...one, from: on }
    const made = await changePartners(db, { ...by, onBehalfOf: null, at, recordedAt: at }, chance.uuid(), asked, (partners) =>
      addPartner(partners, asked),
    )
    numbers.set(one.kind, must(made, one.name).id)
  }
  return numbers
}

/** To whom a step at another agency goes, by who does it in the table. */
export function legTo(partners: Partners, actor: string, at: Moment, chance: Chance): Omit<AskedLeg, 'step'> {
  const kind: PartnerKind = /thuế/i.test(actor) ? 'tax' : /xã/i.test(actor) ? 'commune' : 'provincial-committee'
  return {
    partnerId: partners.get(kind) ?? 0,
    document: { number: `${chance.whole(100, 2400)}/SNNMT-VP (mẫu)`, date: dayText(dayInVietnam(at)) },
    way: chance.isLikely(0.8) ? 'electronic' : 'paper',
  }
}

/** What such an agency answers. */
export const answerOf = (at: Moment, chance: Chance): Omit<AskedAnswer, 'no' | 'arrivedAt'> => ({
  number: `${chance.whole(100, 3200)}/VP (mẫu)`,
  date: dayText(dayInVietnam(at)),
  stance: null,
  words: chance.pick(['Đã giải quyết, gửi trả kết quả.', 'Gửi kết quả kèm theo.', 'Đã xong phần việc của cơ quan.']),
})
