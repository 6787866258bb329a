import type { Filing } from './dossier.ts'
import type { Plan } from './plan.ts'

/**
 * A dossier that is carried wholly online (trực tuyến toàn trình): it came in online, and the version of the procedure on which it runs
 * is offered at that level. How the result goes out decides nothing: a result by post leaves the papers electronic. No paper is asked
 * for in it, before acceptance as little as after. That the level of the version and the channel of filing decide, and not both
 * channels, is our reading.
 */
export const isWhollyOnline = ({ channelIn }: Pick<Filing, 'channelIn'>, { onlineLevel }: Pick<Plan, 'onlineLevel'>): boolean =>
  channelIn === 2 && onlineLevel === 'full'

/** Why no paper is asked for. */
export type PaperRefused = { kind: 'papers-of-an-online-dossier' }
