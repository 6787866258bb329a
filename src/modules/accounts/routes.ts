import type { OfficeRoute } from '../../platform/http/routes.ts'
import { administerRoutes } from './administer/route.tsx'
import { type AccountDeps, myAccountRoutes } from './my-account/route.tsx'
import { tokenRoutes } from './tokens/route.tsx'

export { sessionCookie } from './cookie.adapter.ts'
export type { ProvinceSettings } from './oidc.adapter.ts'
export type { LinkPost } from './password-link/service.ts'
export { sentenceOf as accountSentence } from './sentences.ts'
export { signInApp } from './sign-in/route.tsx'
export type { AccountDeps }

/** Everything of accounts that needs a session: one's own, the administrator's, tokens. */
export const accountRoutes = (deps: AccountDeps): OfficeRoute[] => [
  ...myAccountRoutes(deps),
  ...administerRoutes(deps),
  ...tokenRoutes(deps),
]
