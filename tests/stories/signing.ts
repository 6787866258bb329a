import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyFile } from '../../db/demo/key-file.ts'
import { handwrittenSignature, redSeal } from '../../src/modules/signing/pictures.example.ts'
import { createTestPki, type Identity, type TestPki } from '../../src/modules/signing/testing.adapter.ts'

import { type Caller, caller, type Fields } from './caller.ts'
import type { House } from './house.ts'

/** A file as a browser's form takes it. */
export type Upload = { name: string; mimeType: string; buffer: Buffer }

export const passPhrase = 'mật khẩu khóa thử'

/** The test authority, trusted by a house: its root lies where the operator would put it. */
export async function trustedPki(folder: string): Promise<TestPki> {
  const pki = await createTestPki()
  mkdirSync(join(folder, 'roots'), { recursive: true })
  writeFileSync(join(folder, 'roots', 'thu.crt'), pki.root.pem.certificate)
  return pki
}

/** Somebody's key file, under the pass-phrase of the tests. */
export const p12 = (identity: Identity, name = 'khoa.p12'): Upload => ({
  name,
  mimeType: 'application/x-pkcs12',
  buffer: keyFile(identity, passPhrase),
})

export const certificateFile = (identity: Identity): Upload => ({
  name: 'chung-thu.cer',
  mimeType: 'application/pkix-cert',
  buffer: Buffer.from(identity.certificate),
})

export const pictures: Record<'signature' | 'seal', Upload> = {
  signature: { name: 'chu-ky.png', mimeType: 'image/png', buffer: Buffer.from(handwrittenSignature()) },
  seal: { name: 'con-dau.png', mimeType: 'image/png', buffer: Buffer.from(redSeal()) },
}

export const pdfUpload = (buffer: Buffer, name = 'van-ban.pdf'): Upload => ({ name, mimeType: 'application/pdf', buffer })

const asFile = ({ name, mimeType, buffer }: Upload): File => new File([new Uint8Array(buffer)], name, { type: mimeType })

/** Key file and pass-phrase as the form of a signature takes them. */
export const keyFields = (identity: Identity, words = passPhrase) => ({ keyFile: asFile(p12(identity)), passPhrase: words })

const settings = '/office/documents/settings'
const outgoing = '/office/documents/out'

/** One change of the settings, by its form. */
export const set = (clerk: Caller, act: string, typed: Fields) => clerk.send(settings, settings, { act, ...typed })

export const registered = (clerk: Caller, identity: Identity, owner: string) =>
  set(clerk, 'register-certificate', { certificate: asFile(certificateFile(identity)), owner })

export const keptPicture = (clerk: Caller, picture: Upload, owner: string, widthMm: string, heightMm = widthMm) =>
  set(clerk, 'keep-picture', { picture: asFile(picture), owner, widthMm, heightMm })

/** Books, letters, the two certificates and pictures of a house, by its records clerk: what a signature needs. */
export async function ready(house: House, pki: TestPki): Promise<void> {
  const clerk = await caller(house.base, 'vanthu')
  const director = String(house.department.people.get('giamdoc'))
  const { units } = house.department
  await set(clerk, 'open-book', { name: 'Sổ văn bản đi', direction: 'out' })
  await set(clerk, 'open-book', { name: 'Sổ văn bản đến', direction: 'in' })
  await set(clerk, 'set-letters', {
    'letters-0': 'STN',
    [`letters-${units.get('dat-dai')}`]: 'ĐĐ',
    [`letters-${units.get('van-phong')}`]: 'VP',
  })
  await registered(clerk, pki.person, director)
  await registered(clerk, pki.agency, '')
  await keptPicture(clerk, pictures.signature, director, '50', '20')
  await keptPicture(clerk, pictures.seal, '', '36')
}

/** A letter of the land division that the director has approved: its address. */
export async function approvedLetter(house: House, subject: string, more: Fields = {}): Promise<string> {
  const { units, people } = house.department
  const [head, director] = [await caller(house.base, 'truongphong'), await caller(house.base, 'giamdoc')]
  const drafted = await head.send(`${outgoing}/new`, `${outgoing}/new`, {
    ...{ kind: 'letter', urgency: 'ordinary', secrecy: 'none', subject, source: 'template', text: 'Nội dung.', to: 'Nơi nhận (mẫu)' },
    ...{ unit: String(units.get('dat-dai')), signatory: String(people.get('giamdoc')), capacity: 'own' },
    toUnit: String(units.get('van-phong')),
    ...more,
  })
  const path = drafted.to
  if (path === null) throw new Error(`the letter was not drafted: ${drafted.status}`)
  // What a head submits goes to the leader at once.
  await head.send(path, `${path}/submit`, {})
  await director.send(path, `${path}/approve`, { verdict: 'agreed' })
  return path
}
