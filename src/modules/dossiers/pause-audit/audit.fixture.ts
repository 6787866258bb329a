import { randomUUID } from 'node:crypto'
import { moment } from '../../../kernel/moment.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { type AskedPause, dossierService } from '../service.ts'

export const stamp = () => ({ seen: null, key: randomUUID() })

const ask: AskedPause = {
  ...{ step: '3', cause: 'supplement', document: { number: '12/PBS', date: '2026-03-02' }, reason: 'Bản vẽ không có tọa độ' },
  ...{ items: [{ what: 'Bản vẽ khu vực', why: 'không có tọa độ' }], wantsPaper: false },
}

/**
 * An office with five dossiers, each received on Monday 2 March at 10:00 with four working days (due Friday 10:00), and paused by unit 2:
 * - plain: Tuesday 09:00 to Wednesday 09:00, recorded at once
 * - near: begun Thursday 11:00, seven working hours before it was due; still lasting
 * - late: arrived Wednesday 09:00, recorded on Thursday 16:00; told to nobody
 * - wrong: for a payment, on a document without a number, begun Tuesday 09:00, annulled an hour later
 * - twice: as plain, and again for a payment on Thursday 08:00, lasting, eighteen working hours before it was due
 * One more is never paused, and ends on Thursday with `plain`. At the end it is Thursday 5 March, 17:00.
 */
export async function pausedOffice() {
  const office: Office = await openOffice()
  const { clock, done, by } = office
  let isTold = true
  const service = dossierService({ ...office.deps, tell: async () => isTold })
  const codes = {} as Record<'plain' | 'near' | 'late' | 'wrong' | 'twice' | 'never', DossierCode>
  for (const name of ['plain', 'near', 'late', 'wrong', 'twice', 'never'] as const) {
    clock('02 10:00')
    codes[name] = await office.receive({ name: `Ông ${name} (mẫu)` })
    await office.complete(codes[name], '1', 11)
    await office.complete(codes[name], '2', 21, { next: 22 })
  }
  const pause = async (name: keyof typeof codes, asked: string, begun: string, more: Partial<AskedPause> = {}) => {
    clock(asked)
    done(await service.proposePause(by(22), codes[name], stamp(), { ...ask, ...more }))
    clock(begun)
    done(await service.decidePause(by(21), codes[name], stamp(), { kind: 'approve' }))
  }
  const arrive = async (name: keyof typeof codes, came: string, recorded: string) => {
    clock(recorded)
    done(await service.resume(by(11), codes[name], stamp(), moment(`2026-03-${came.replace(' ', 'T')}:00+07:00`)))
  }
  const fee = { cause: 'finance', items: [] } as const
  await pause('plain', '03 08:00', '03 09:00')
  isTold = false
  await pause('late', '03 08:00', '03 09:00')
  isTold = true
  await pause('wrong', '03 08:00', '03 09:00', { ...fee, document: { number: 'không số', date: '2026-03-03' } })
  clock('03 10:00')
  done(await service.annulPause(by(21), codes.wrong, stamp(), { no: 1, reason: 'Không có thông báo nộp tiền' }))
  await pause('twice', '03 08:00', '03 09:00')
  await arrive('plain', '04 09:00', '04 09:00')
  await arrive('twice', '04 09:00', '04 09:00')
  await pause('twice', '05 07:45', '05 08:00', fee)
  await pause('near', '05 10:00', '05 11:00')
  for (const name of ['plain', 'never'] as const) {
    clock('05 14:00')
    await office.complete(codes[name], '3', 22)
    await office.complete(codes[name], '5', 31, { outcome: true })
  }
  await arrive('late', '04 09:00', '05 16:00')
  clock('05 17:00')
  return { ...office, service, codes, arrive }
}
