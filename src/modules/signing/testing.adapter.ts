import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BitString, fromBER, type Sequence } from 'asn1js'
import { OCSPRequest, TimeStampReq } from 'pkijs'
import { type Moment, moment } from '../../kernel/moment.ts'
import { readCertificate } from './certificate.adapter.ts'
import {
  algorithm,
  ascii,
  bits,
  type Der,
  element,
  integer,
  nothing,
  octets,
  oid,
  retagged,
  sequence,
  setOf,
  time,
  truth,
  utf8,
  wrapped,
} from './der.ts'
import { oids } from './oids.ts'

/**
 * A public-key infrastructure for tests (hạ tầng khóa công khai để thử): root, issuing authority, certificates of an invented person and an
 * invented agency, expired and revoked ones, and on loopback the authority's services: CRL, OCSP, time stamps. Written with our own DER and
 * Node's cryptography; the tests read it again with pkijs, OpenSSL's tools and poppler.
 */
export interface TestPki {
  /** address of the authority's services, `http://127.0.0.1:port` */
  url: string
  /** time-stamp authority; add `?refuse`, `?slow`, `?other` (stamps another hash) or `?garbage` to be treated badly */
  timeStampUrl: string
  root: Identity
  issuing: Identity
  person: Identity
  /** a person whose key is on a curve */
  personOnCurve: Identity
  agency: Identity
  expired: Identity
  revoked: Identity
  /** a person certified by a root that nobody trusts */
  stranger: Identity
  /** a server's certificate of the issuing authority, whose key usage is not signing */
  unfit: Identity
  timeStamping: Identity
  /** moment of the revocation of `revoked` */
  revokedAt: Moment
  crl: { root: Der; issuing: Der }
  /** how often each service was asked, by path */
  asked: Map<string, number>
  /** the services stop answering; later calls are refused by the network */
  close(): Promise<void>
}

/** A certificate with its private key. */
export interface Identity {
  certificate: Der
  /** its own certificate first, then the issuers up to the root */
  chain: readonly Der[]
  privateKey: KeyObject
  pem: { certificate: string; privateKey: string }
}

/** Certificates are valid from here … */
export const testValidFrom = moment('2026-01-01T00:00:00+07:00')
/** … to here, but for the expired one, which ended on `testExpiredAt`. */
export const testValidUntil = moment('2036-01-01T00:00:00+07:00')
export const testExpiredAt = moment('2026-02-01T00:00:00+07:00')
const revokedAt = moment('2026-03-01T08:00:00+07:00')

type Subject = readonly (readonly [oid: string, value: string])[]

const subjects = {
  root: [[oids.country, 'VN'], [oids.organisation, 'Tổ chức chứng thực thử nghiệm'], [oids.commonName, 'CA gốc thử nghiệm']],
  issuing: [[oids.country, 'VN'], [oids.organisation, 'Tổ chức chứng thực thử nghiệm'], [oids.commonName, 'CA cấp phát thử nghiệm']],
  otherRoot: [[oids.country, 'VN'], [oids.organisation, 'Tổ chức không ai tin'], [oids.commonName, 'CA gốc lạ']],
  timeStamping: [[oids.country, 'VN'], [oids.commonName, 'Cấp dấu thời gian thử nghiệm']],
  person: [[oids.country, 'VN'], [oids.organisation, 'Sở Thử Nghiệm'], [oids.unit, 'Ban Giám đốc'], [oids.commonName, 'Phạm Thử Ký'], [oids.uid, 'CCCD:000000000001']],
  personOnCurve: [[oids.country, 'VN'], [oids.organisation, 'Sở Thử Nghiệm'], [oids.commonName, 'Trần Thử Cong'], [oids.uid, 'CCCD:000000000002']],
  agency: [[oids.country, 'VN'], [oids.organisation, 'Ủy ban nhân dân tỉnh Thử'], [oids.commonName, 'Sở Thử Nghiệm'], [oids.uid, 'MST:0000000001']],
  expired: [[oids.country, 'VN'], [oids.commonName, 'Lê Hết Hạn'], [oids.uid, 'CCCD:000000000003']],
  revoked: [[oids.country, 'VN'], [oids.commonName, 'Đỗ Thu Hồi'], [oids.uid, 'CCCD:000000000004']],
  stranger: [[oids.country, 'VN'], [oids.commonName, 'Phạm Thử Ký'], [oids.uid, 'CCCD:000000000001']],
  unfit: [[oids.country, 'VN'], [oids.commonName, 'may-chu.example'], [oids.uid, 'CCCD:000000000005']],
} as const satisfies Record<string, Subject> // biome-ignore format: a table

interface Wish {
  subject: Subject
  key: KeyPair
  issuer?: Identity & { subject: Subject }
  validUntil?: Moment
  validFrom?: Moment
  isAuthority?: boolean
  purpose?: string
  /** bits of the key usage, first octet: 0x80 signature, 0x40 non-repudiation, 0x20 encipherment, 0x06 certificates and CRLs */
  usage?: number
}

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject }

/** Starts the authority's services and issues everything. Takes under a second; share one among the tests of a file. */
export async function createTestPki(): Promise<TestPki> {
  const asked = new Map<string, number>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const onCurve = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
  let serial = 0
  const issue = (name: keyof typeof subjects, wish: Omit<Wish, 'subject'>): Identity & { subject: Subject } =>
    Object.assign(issueCertificate({ subject: subjects[name], ...wish }, ++serial, url), { subject: subjects[name] })

  const root = issue('root', { key: onCurve(), isAuthority: true })
  const issuing = issue('issuing', { key: onCurve(), issuer: root, isAuthority: true })
  const otherRoot = issue('otherRoot', { key: onCurve(), isAuthority: true })
  const person = issue('person', { key: rsa(), issuer: issuing })
  const personOnCurve = issue('personOnCurve', { key: onCurve(), issuer: issuing })
  const agency = issue('agency', { key: rsa(), issuer: issuing })
  const expired = issue('expired', { key: rsa(), issuer: issuing, validUntil: testExpiredAt })
  const revoked = issue('revoked', { key: rsa(), issuer: issuing })
  const stranger = issue('stranger', { key: rsa(), issuer: otherRoot })
  const unfit = issue('unfit', { key: onCurve(), issuer: issuing, usage: 0x20 })
  const timeStamping = issue('timeStamping', { key: onCurve(), issuer: issuing, purpose: oids.timeStamping })
  const ocspResponder = issue('timeStamping', { key: onCurve(), issuer: issuing, purpose: oids.ocspSigning })

  const isRevoked = (serialNumber: Uint8Array) => Buffer.compare(serialNumber, serialOf(revoked.certificate)) === 0
  const crl = {
    root: signCrl(root, [], 1),
    issuing: signCrl(issuing, [serialOf(revoked.certificate)], 2),
  }

  server.on('request', async (request: IncomingMessage, response) => {
    const { pathname, search } = new URL(request.url ?? '/', url)
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1)
    const body = await bodyOf(request)
    const answer = (type: string, bytes: Uint8Array, status = 200) => response.writeHead(status, { 'content-type': type }).end(bytes)
    try {
      if (pathname === '/crl/root.crl') answer('application/pkix-crl', crl.root)
      else if (pathname === '/crl/issuing.crl') answer('application/pkix-crl', crl.issuing)
      else if (pathname === '/ca/issuing.cer') answer('application/pkix-cert', issuing.certificate)
      else if (pathname === '/ca/root.cer') answer('application/pkix-cert', root.certificate)
      else if (pathname === '/ocsp') answer('application/ocsp-response', answerOcsp(body, ocspResponder, isRevoked))
      else if (pathname === '/tsa') await answerTimeStamp(body, search.slice(1), timeStamping, answer)
      else answer('text/plain', Buffer.from('nothing here'), 404)
    } catch {
      answer('text/plain', Buffer.from('not understood'), 400)
    }
  })

  return {
    url, timeStampUrl: `${url}/tsa`, root, issuing, person, personOnCurve, agency, expired, revoked, stranger, unfit, timeStamping,
    revokedAt, crl, asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  } // biome-ignore format: a list of names
}

/** The current second, for what the authority's services write themselves. */
const thisSecond = (): number => Math.floor(Date.now() / 1000)

const nameOf = (subject: Subject): Der =>
  sequence(...subject.map(([type, value]) => setOf(sequence(oid(type), type === oids.country ? ascii(value) : utf8(value)))))

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

function issueCertificate(wish: Wish, serial: number, url: string): Identity {
  const { subject, key, issuer } = wish
  const issuedBy = issuer?.privateKey ?? key.privateKey
  const issuerName = issuer?.subject === subjects.issuing ? 'issuing' : 'root'
  const extension = (id: string, value: Uint8Array, isCritical = false) =>
    sequence(oid(id), ...(isCritical ? [truth(true)] : []), octets(value))
  const address = (path: string) => ascii(`${url}${path}`, 0x86) // [6] uniformResourceIdentifier
  const usage = wish.isAuthority ? 0x06 : (wish.usage ?? 0xc0)
  const unusedBits = usage & 0x3f ? (usage & 0x20 ? 5 : 1) : 6
  const extensions = [
    extension(oids.basicConstraints, sequence(...(wish.isAuthority ? [truth(true)] : [])), true),
    extension(oids.keyUsage, bits(Uint8Array.of(usage), unusedBits), true),
    extension(oids.subjectKeyIdentifier, octets(keyId(key.publicKey))),
    ...(issuer ? [extension(oids.authorityKeyIdentifier, sequence(element(0x80, keyId(issuerKey(issuer)))))] : []),
    ...(wish.purpose ? [extension(oids.extendedKeyUsage, sequence(oid(wish.purpose)), true)] : []),
    ...(wish.purpose === oids.ocspSigning ? [extension(oids.ocspNoCheck, nothing())] : []),
    ...(issuer && issuer.subject !== subjects.otherRoot
      ? [
          extension(oids.crlDistributionPoints, sequence(sequence(wrapped(0, wrapped(0, address(`/crl/${issuerName}.crl`)))))),
          extension(
            oids.authorityInfoAccess,
            sequence(sequence(oid(oids.ocsp), address('/ocsp')), sequence(oid(oids.caIssuers), address(`/ca/${issuerName}.cer`))),
          ),
        ]
      : []),
  ]
  const signedWith = signatureAlgorithm(issuedBy)
  const toBeSigned = sequence(
    wrapped(0, integer(2)),
    integer(Uint8Array.of(0x4d, serial)),
    signedWith,
    nameOf(issuer?.subject ?? subject),
    sequence(time(wish.validFrom ?? testValidFrom), time(wish.validUntil ?? testValidUntil)),
    nameOf(subject),
    spki(key.publicKey),
    wrapped(3, sequence(...extensions)),
  )
  const certificate = sequence(toBeSigned, signedWith, bits(sign('sha256', toBeSigned, issuedBy)))
  return {
    certificate,
    chain: [certificate, ...(issuer?.chain ?? [])],
    privateKey: key.privateKey,
    pem: {
      certificate: `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate)
        .toString('base64')
        .match(/.{1,64}/g)!
        .join('\n')}\n-----END CERTIFICATE-----\n`,
      privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  }
}

const issuerKey = (issuer: Identity): KeyObject => createPublicKey(issuer.privateKey)

/** SHA-1 over the bits of the public key alone (RFC 5280 4.2.1.2, method 1), which is also how OCSP names an issuer. */
function keyId(key: KeyObject): Buffer {
  const { result } = fromBER(spki(key))
  const [, bitString] = (result as Sequence).valueBlock.value as [unknown, BitString]
  return createHash('sha1').update(bitString.valueBlock.valueHexView).digest()
}

const signatureAlgorithm = (key: KeyObject): Der =>
  key.asymmetricKeyType === 'rsa' ? algorithm(oids.rsaSha256, nothing()) : algorithm(oids.ecdsaSha256)

const serialOf = (certificate: Der): Buffer => Buffer.from(new X509Certificate(certificate).serialNumber, 'hex')

/** Valid for ten years, so that a fixed clock of a test lies inside. */
function signCrl(issuer: Identity & { subject: Subject }, serials: readonly Uint8Array[], number: number): Der {
  const signedWith = signatureAlgorithm(issuer.privateKey)
  const entries = serials.map((serial) => sequence(integer(serial), time(revokedAt)))
  const toBeSigned = sequence(
    integer(1),
    signedWith,
    nameOf(issuer.subject),
    time(testValidFrom),
    time(testValidUntil),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    wrapped(
      0,
      sequence(
        sequence(oid(oids.authorityKeyIdentifier), octets(sequence(element(0x80, keyId(issuerKey(issuer)))))),
        sequence(oid(oids.crlNumber), octets(integer(number))),
      ),
    ),
  )
  return sequence(toBeSigned, signedWith, bits(sign('sha256', toBeSigned, issuer.privateKey)))
}

/** OCSP answer, RFC 6960: good, or revoked since `revokedAt`, for each certificate asked about. */
function answerOcsp(body: Buffer, responder: Identity, isRevoked: (serial: Uint8Array) => boolean): Der {
  const request = OCSPRequest.fromBER(Uint8Array.from(body))
  const single = request.tbsRequest.requestList.map(({ reqCert }) => {
    const serial = new Uint8Array(reqCert.serialNumber.valueBlock.valueHexView)
    const state = isRevoked(serial) ? retagged(1, sequence(time(revokedAt, true))) : element(0x80)
    return sequence(new Uint8Array(reqCert.toSchema().toBER()), state, time(testValidFrom, true), wrapped(0, time(testValidUntil, true)))
  })
  const nonce = request.tbsRequest.requestExtensions?.map((extension) => new Uint8Array(extension.toSchema().toBER())) ?? []
  const data = sequence(
    wrapped(2, octets(keyId(createPublicKey(responder.privateKey)))),
    time(thisSecond(), true),
    sequence(...single),
    ...(nonce.length > 0 ? [wrapped(1, sequence(...nonce))] : []),
  )
  const basic = sequence(
    data,
    signatureAlgorithm(responder.privateKey),
    bits(sign('sha256', data, responder.privateKey)),
    wrapped(0, sequence(responder.certificate)),
  )
  return sequence(element(0x0a, Uint8Array.of(0)), wrapped(0, sequence(oid(oids.ocspBasic), octets(basic))))
}

type Send = (type: string, bytes: Uint8Array, status?: number) => unknown

/** Time-stamp answer, RFC 3161, or one of the ways in which it goes wrong. */
async function answerTimeStamp(body: Buffer, manner: string, authority: Identity, send: Send): Promise<void> {
  const type = 'application/timestamp-reply'
  if (manner === 'garbage') return void send(type, Buffer.from('<html>Bảo trì</html>'))
  if (manner === 'refuse') return void send(type, sequence(sequence(integer(2), sequence(utf8('quá số lượt')))))
  if (manner === 'slow') return // never answers; the client gives up
  const request = TimeStampReq.fromBER(Uint8Array.from(body))
  const hash = new Uint8Array(request.messageImprint.hashedMessage.valueBlock.valueHexView)
  if (manner === 'other') hash[0]! ^= 0xff
  const info = sequence(
    integer(1),
    oid('1.3.6.1.4.1.99999.1'),
    sequence(new Uint8Array(request.messageImprint.hashAlgorithm.toSchema().toBER()), octets(hash)),
    integer(randomBytes(8)),
    time(thisSecond(), true),
    ...(request.nonce ? [new Uint8Array(request.nonce.toBER())] : []),
  )
  const hashOfCertificate = createHash('sha256').update(authority.certificate).digest()
  const attributes = setOf(
    sequence(oid(oids.contentType), setOf(oid(oids.timeStampInfo))),
    sequence(oid(oids.messageDigest), setOf(octets(createHash('sha256').update(info).digest()))),
    sequence(oid(oids.signingCertificateV2), setOf(sequence(sequence(sequence(octets(hashOfCertificate)))))),
  )
  const { issuerAndSerial } = namesOf(authority.certificate)
  const signer = sequence(
    integer(1),
    issuerAndSerial,
    algorithm(oids.sha256),
    retagged(0, attributes),
    signatureAlgorithm(authority.privateKey),
    octets(sign('sha256', attributes, authority.privateKey)),
  )
  const token = sequence(
    oid(oids.signedData),
    wrapped(
      0,
      sequence(
        integer(3),
        setOf(algorithm(oids.sha256)),
        sequence(oid(oids.timeStampInfo), wrapped(0, octets(info))),
        ...(request.certReq ? [retagged(0, setOf(...authority.chain.slice(0, 2)))] : []),
        setOf(signer),
      ),
    ),
  )
  send(type, sequence(sequence(integer(0)), token))
}

/** Issuer and serial number of a certificate, as CMS names its signer. */
function namesOf(certificate: Der): { issuerAndSerial: Der } {
  const { issuerDer, serialDer } = readCertificate(certificate)!
  return { issuerAndSerial: sequence(issuerDer, serialDer) }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
