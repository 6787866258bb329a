import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyFile } from '../../db/demo/key-file.ts'
import { handwrittenSignature, redSeal } from '../../src/modules/signing/pictures.example.ts'
import { createTestPki, type Identity, type TestPki } from '../../src/modules/signing/testing.adapter.ts'

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
