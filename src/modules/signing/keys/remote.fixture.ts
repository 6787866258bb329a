import { constants, privateEncrypt, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { algorithm, nothing, octets, sequence } from '../der.ts'
import { oids } from '../oids.ts'
import type { Identity } from '../testing.adapter.ts'

/** A service on loopback that speaks the Cloud Signature Consortium's API as far as we use it, strictly: what it does not know it refuses. */
export interface RemoteTestService {
  baseUrl: string
  tokenUrl: string
  asked: Map<string, number>
  /** every access token given so far holds no longer */
  endTokens(): void
  close(): Promise<void>
}

type Body = Record<string, unknown> & {
  credentialID?: string
  hashes?: string[]
  hashAlgorithmOID?: string
  authData?: { id: string; value: string }[]
}
type Answer = [status: number, body: object]
const fault = (status: number, error: string): Answer => [status, { error, error_description: error }]

export async function createRemoteTestService(holder: { identity: Identity; pin: string; multisign: number }): Promise<RemoteTestService> {
  const { identity, pin, multisign } = holder
  const tokens = new Set<string>()
  const permissions = new Map<string, string[]>()
  const asked = new Map<string, number>()

  const acts: Record<string, (body: Body) => Answer> = {
    'credentials/list': () => [200, { credentialIDs: ['KY-01'] }],
    'credentials/info': ({ certificates }) => [
      200,
      {
        key: { status: 'enabled', algo: [oids.rsa, oids.rsaSha256], len: 2048 },
        cert: {
          status: 'valid',
          ...(certificates === 'chain' ? { certificates: identity.chain.map((der) => Buffer.from(der).toString('base64')) } : {}),
        },
        auth: { mode: 'explicit', expression: 'PIN', objects: [{ type: 'Password', id: 'PIN' }] },
        multisign,
      },
    ],
    'credentials/authorize': ({ hashes = [], numSignatures, hashAlgorithmOID, authData = [] }) => {
      if (numSignatures !== hashes.length || hashes.length > multisign || hashAlgorithmOID !== oids.sha256)
        return fault(400, 'invalid_request')
      if (authData.find(({ id }) => id === 'PIN')?.value !== pin) return fault(400, 'invalid_pin')
      const SAD = randomUUID()
      permissions.set(SAD, hashes)
      return [200, { SAD, expiresIn: 300 }]
    },
    'signatures/signHash': ({ SAD, hashes = [], signAlgo }) => {
      const allowed = permissions.get(String(SAD))
      permissions.delete(String(SAD))
      // A permission is for these hashes and for once.
      if (!allowed || allowed.join() !== hashes.join() || signAlgo !== oids.rsaSha256) return fault(400, 'invalid_request')
      return [200, { signatures: hashes.map((hash) => signHash(identity, Buffer.from(hash, 'base64')).toString('base64')) }]
    },
  }

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request)
    const send = ([status, body]: Answer) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/oauth2/token') {
      const form = new URLSearchParams(text)
      if (form.get('client_secret') !== 'bí mật' || form.get('grant_type') !== 'client_credentials')
        return send(fault(401, 'invalid_client'))
      const token = randomUUID()
      tokens.add(token)
      return send([200, { access_token: token, token_type: 'Bearer', expires_in: 3600 }])
    }
    const path = (request.url ?? '').replace('/csc/v2/', '')
    asked.set(path, (asked.get(path) ?? 0) + 1)
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return send(fault(401, 'invalid_token'))
    const body = JSON.parse(text) as Body
    const act = acts[path]
    if (!act || request.method !== 'POST') return send(fault(404, 'not_found'))
    if (path !== 'credentials/list' && body.credentialID !== 'KY-01') return send(fault(400, 'invalid_request'))
    return send(act(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl: `${url}/csc/v2`,
    tokenUrl: `${url}/oauth2/token`,
    asked,
    endTokens: () => tokens.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The service sees hashes only, as a real one does: RSASSA-PKCS1-v1_5 over the DigestInfo (RFC 8017, 9.2). */
const signHash = ({ privateKey }: Identity, hash: Buffer): Buffer =>
  privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, sequence(algorithm(oids.sha256, nothing()), octets(hash)))

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
