import type { Moment } from '../../../kernel/moment.ts'
import { stepSecondsMax } from '../model.ts'
import type { Journey } from '../oidc.adapter.ts'
import type { Sealing } from '../sealing.adapter.ts'

/** A way to the province and back: to sign in, or to link one's own account (nối tài khoản). */
export type KeptJourney = Journey & { purpose: 'sign-in' | 'link'; agencyId: number; officerId: number | null; next: string }

/** Seals a journey into the browser's cookie. */
export const sealJourney = (sealing: Sealing, journey: KeptJourney, now: Moment): string =>
  sealing.seal(Buffer.from(JSON.stringify({ ...journey, until: now + stepSecondsMax })), 'journey').toString('base64url')

/** The journey of this browser; null when there is none, it took too long, or was not ours. */
export function openJourney(sealing: Sealing, cookie: string | undefined, now: Moment): KeptJourney | null {
  const plain = cookie && sealing.open(Buffer.from(cookie, 'base64url'), 'journey')
  if (!plain) return null
  const { until, ...journey } = JSON.parse(plain.toString('utf8')) as KeptJourney & { until: number }
  return now < until ? journey : null
}
