import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { Unreadable } from './asn1.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import type { Trust } from './chain.ts'
import { mathematics } from './mathematics.adapter.ts'

export type TrustRefused =
  | { kind: 'roots-missing'; folder: string }
  | { kind: 'roots-empty'; folder: string }
  | { kind: 'root-unreadable'; file: string }

const certificateFile = /\.(pem|crt|cer|der)$/i
const listFile = /\.crl$/i
const fileBytesMax = 100_000_000

/**
 * Reads whom an office trusts (kho chứng thư gốc) from a folder: certificates in `.pem`, `.crt`, `.cer`, `.der` (PEM, several in one file, or DER), revocation
 * lists in `.crl`. Every certificate in it is trusted as it is. A file that does not read stops the reading: a root that is left out in silence
 * would show as a strange authority later.
 */
export async function readTrust(folder: string): Promise<Result<Trust, TrustRefused>> {
  const names = await readdir(folder).catch(() => null)
  if (!names) return err({ kind: 'roots-missing', folder })
  const anchors: Certificate[] = []
  const crls: Uint8Array[] = []
  for (const name of names.sort()) {
    const isList = listFile.test(name)
    if (!isList && !certificateFile.test(name)) continue
    const file = join(folder, name)
    const { size } = await stat(file)
    const parts = size > fileBytesMax ? [] : derParts(await readFile(file), isList ? 'X509 CRL' : 'CERTIFICATE')
    if (isList) crls.push(...parts)
    else {
      const read = parts.map(readOne)
      if (read.length === 0 || read.includes(null)) return err({ kind: 'root-unreadable', file: name })
      anchors.push(...read.filter((certificate) => certificate !== null))
    }
  }
  return anchors.length > 0 ? ok({ anchors, crls }) : err({ kind: 'roots-empty', folder })
}

function readOne(der: Uint8Array): Certificate | null {
  try {
    return readCertificate(der, mathematics)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

/** DER as it is, or every block of that label in a PEM file. */
function derParts(bytes: Buffer, label: string): Uint8Array[] {
  if (bytes[0] === 0x30) return [bytes]
  const pattern = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g')
  return [...bytes.toString('latin1').matchAll(pattern)].map(([, body]) => Buffer.from(body!, 'base64'))
}
