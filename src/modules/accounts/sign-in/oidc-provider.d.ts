/** The little of `oidc-provider` (a development dependency without types) that the tests use as the province's sign-on. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  export type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  export type Ctx = {
    oidc: {
      client: { clientId: string }
      session: { accountId: string }
      provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant }
    }
  }
  export type Configuration = {
    clients: readonly Record<string, unknown>[]
    jwks: { keys: readonly unknown[] }
    cookies: { keys: readonly string[] }
    features: { devInteractions: { enabled: boolean } }
    interactions: { url(ctx: Ctx, interaction: { uid: string }): string }
    ttl: Record<string, number>
    pkce: { required(): boolean }
    findAccount(ctx: Ctx, id: string): { accountId: string; claims(): Promise<{ sub: string }> }
    loadExistingGrant(ctx: Ctx): Promise<Grant>
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): RequestListener
    interactionFinished(req: IncomingMessage, res: ServerResponse, result: { login: { accountId: string } }): Promise<void>
  }
}
