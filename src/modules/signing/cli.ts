import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { fileMegabytesMax } from './model.ts'
import { type AgencyEntry, readAgencies } from './verify/agencies.ts'
import { reportOf } from './verify/report.ts'
import { explainListRefused, explainNotReadable } from './verify/sentences.ts'
import { readTrust, type TrustRefused } from './verify/trust.adapter.ts'
import { createVerifier } from './verify/verifier.adapter.ts'

const usage = `verify-pdf FILE [--roots THƯ_MỤC] [--agencies TỆP]

Kiểm tra chữ ký số trong một tệp PDF. Không cần máy chủ hay cơ sở dữ liệu.
  --roots     thư mục chứng thư gốc được tin cậy (.pem .crt .cer .der) và danh sách thu hồi (.crl);
              không ghi: thư mục roots trong MOTCUA_DATA
  --agencies  chứng thư nào là của cơ quan, theo chủ thể hoặc số sê-ri. JSON: ["CN=Sở …,O=…", {"serial":"4d06"}];
              hoặc văn bản, mỗi dòng một chủ thể hoặc một số sê-ri, dòng bắt đầu bằng # là ghi chú.
              Không ghi: xét theo tên trong chứng thư (MST: là cơ quan), không rõ thì coi là người

  {"verdict":"two-valid","signatures":[{"signer":"…","role":"person","valid":true,"coversRevision":2,"signedAt":"…"},…],"changedAfterSigning":false,…}

two-valid: người ký trước, cơ quan ký sau và bao trùm cả phần người ký đã ký, không gì khác thêm vào. one-valid, none (không có chữ ký), invalid.
Judges the digital signatures of a PDF. Exit: 0 judged, 1 refused (no PDF, encrypted, too large), 2 wrong usage.`

export interface VerifyIo {
  write(line: string): void
  warn(line: string): void
  now(): Moment
  /** folder of trusted roots when none is named */
  rootsFolder(): Result<string, { kind: string; message: string }>
}

/** `motcua verify-pdf`: one file, one line. */
export async function verifyPdfCommand(args: readonly string[], io: VerifyIo): Promise<0 | 1 | 2> {
  const refuse = (kind: string, message: string): 1 => {
    io.write(JSON.stringify({ refused: { kind, message } }))
    return 1
  }
  const asked = read(args)
  if (asked === 'help') {
    io.write(usage)
    return 0
  }
  if (!asked) {
    io.warn(usage)
    return 2
  }
  const folder = asked.roots === undefined ? io.rootsFolder() : ok(asked.roots)
  if (!folder.ok) return refuse(folder.error.kind, folder.error.message)
  const trust = await readTrust(folder.value)
  if (!trust.ok) return refuse(trust.error.kind, explainTrustRefused(trust.error))
  const agencies = await agenciesFrom(asked.agencies)
  if (!agencies.ok) return refuse(agencies.error.kind, agencies.error.message)
  const size = (await stat(asked.file).catch(() => null))?.size
  if (size === undefined) return refuse('file-missing', `Không đọc được tệp ${asked.file}.`)
  if (size > fileMegabytesMax * 1e6)
    return refuse('file-too-large', explainNotReadable({ kind: 'file-too-large', limitMegabytes: fileMegabytesMax }, inVietnamese))
  const pdf = await readFile(asked.file).catch(() => null)
  if (!pdf) return refuse('file-missing', `Không đọc được tệp ${asked.file}.`)
  const verifier = createVerifier()
  try {
    const outcome = await verifier.verify(pdf, { trust: trust.value, agencies: agencies.value, now: io.now() })
    if (!outcome.ok) return refuse(outcome.error.kind, explainNotReadable(outcome.error, inVietnamese))
    io.write(JSON.stringify(reportOf(outcome.value, inVietnamese)))
    return 0
  } finally {
    await verifier.close()
  }
}

function read(args: readonly string[]): { file: string; roots?: string; agencies?: string } | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { roots: { type: 'string' }, agencies: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const { help, ...named } = values
    if (help) return 'help'
    return positionals.length === 1 ? { file: positionals[0]!, ...named } : null
  } catch {
    return null
  }
}

async function agenciesFrom(file: string | undefined): Promise<Result<AgencyEntry[] | null, { kind: string; message: string }>> {
  if (file === undefined) return ok(null)
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return err({ kind: 'agencies-missing', message: `Không đọc được tệp ${file}.` })
  const list = readAgencies(text)
  return list.ok ? list : err({ kind: list.error.kind, message: explainListRefused(list.error, inVietnamese) })
}

function explainTrustRefused(refusal: TrustRefused): string {
  switch (refusal.kind) {
    case 'roots-missing':
      return `Không có thư mục chứng thư gốc ${refusal.folder}.`
    case 'roots-empty':
      return `Thư mục ${refusal.folder} không có chứng thư gốc nào (.pem, .crt, .cer, .der).`
    case 'root-unreadable':
      return `Không đọc được chứng thư gốc ${refusal.file}.`
  }
}
