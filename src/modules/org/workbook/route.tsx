import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { byOf, keyField, menu, readRecord } from '../forms/route.tsx'
import { asOf } from '../record.ts'
import { explain } from '../sentences.ts'
import { decideOn } from '../service.ts'
import type { SheetRead } from './layout.ts'
import { PreviewPage, UploadPage } from './page.tsx'
import { type BookRefused, explainBook, type Plan, planImport } from './plan.ts'
import { writeOrgWorkbook } from './workbook.adapter.ts'

/** Reads a workbook under guard (bombs, other files under its name); the platform gives it. The message is for the person who sent it. */
export type ReadWorkbook = (bytes: Uint8Array, say: Say) => Promise<Result<{ sheets: readonly SheetRead[] }, { message: string }>>

const fileBytesMax = 5 * 1024 * 1024
/** The rows of a preview come back as text of the form, where each Vietnamese letter takes up to nine bytes. */
const confirmBytesMax = 16 * 1024 * 1024

const bookForm = z.array(
  z.object({
    name: z.string().max(100),
    rows: z.array(z.array(z.union([z.string().max(2_000), z.number(), z.null()])).max(60)).max(10_001),
  }),
)

const needs = 'org.manage'

/** Needs `org.manage`. Choose a file, see what it would do, say yes; what is taken is decided anew on the record of that moment. */
export function workbookRoutes({ db, readWorkbook }: { db: Database; readWorkbook: ReadWorkbook }): OfficeRoute[] {
  const upload = (c: OfficeContext, refusal: string | null, error?: string) =>
    c.render(<UploadPage hidden={{ csrf: c.var.who.csrf }} refusal={refusal} error={error} />, {
      title: c.var.say('Nhập từ Excel', 'Import from Excel'),
      menu,
    })

  const preview = (c: OfficeContext, plan: Plan, book: string, refusal: string | null, key: string = crypto.randomUUID()) => {
    const hidden = { csrf: c.var.who.csrf, key }
    return c.render(<PreviewPage plan={plan} book={book} hidden={hidden} refusal={refusal} />, {
      title: c.var.say('Xem trước khi nhập', 'Preview before the import'),
      menu,
    })
  }

  const read = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const { file } = await c.req.parseBody({ all: true })
    c.status(422)
    if (!(file instanceof File) || file.size === 0)
      return upload(c, null, say('Chọn tệp Excel cần nhập.', 'Choose the Excel file to import.'))
    const mostMegabytes = fileBytesMax / 1024 / 1024
    if (file.size > fileBytesMax)
      return upload(c, null, say(`Tệp quá lớn (nhiều nhất ${mostMegabytes} MB).`, `The file is too large (at most ${mostMegabytes} MB).`))
    const found = await readWorkbook(new Uint8Array(await file.arrayBuffer()), say)
    if (!found.ok) return upload(c, null, found.error.message)
    const plan = planImport(await readRecord(db, who), found.value.sheets, dayInVietnam(now), say)
    if (!plan.ok) return upload(c, explainBook(plan.error, say))
    c.status(plan.value.bad > 0 ? 422 : 200)
    return preview(c, plan.value, JSON.stringify(found.value.sheets), null)
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const body = await c.req.parseBody({ all: true })
    const key = keyField(say).safeParse(body.key)
    const sheets = bookForm.safeParse(typeof body.book === 'string' ? parseJson(body.book) : undefined)
    if (!key.success || !sheets.success) {
      c.status(422)
      return upload(c, say('Không đọc được bản xem trước. Mời gửi lại tệp.', 'The preview could not be read. Please send the file again.'))
    }
    let plan: Plan | undefined
    const outcome = await decideOn<BookRefused | { kind: 'bad-rows' }>(
      db,
      byOf(who, now, needs, key.data),
      ['import', sheets.data],
      (org, today) => {
        const planned = planImport(org, sheets.data, today, say)
        if (!planned.ok) return planned
        plan = planned.value
        return plan.bad > 0 ? err({ kind: 'bad-rows' }) : ok([...plan.changes])
      },
    )
    if (outcome.ok) return c.redirect('/office/org', 303)
    c.status(409)
    if (outcome.error.kind === 'key-reused') return upload(c, explain(outcome.error, say))
    if (outcome.error.kind === 'bad-rows') {
      const outdated = say(
        'Tổ chức vừa được người khác cập nhật, các dòng dưới đây không còn đúng.',
        'Somebody else has just changed the organisation; the rows below are no longer right.',
      )
      return plan ? preview(c, plan, '', outdated) : upload(c, null)
    }
    return upload(c, explainBook(outcome.error, say))
  }

  return [
    {
      method: 'get',
      path: '/office/org/workbook.xlsx',
      needs,
      async handle(c) {
        const bytes = await writeOrgWorkbook(asOf(await readRecord(db, c.var.who), dayInVietnam(c.var.now)), c.var.say)
        return c.body(new Uint8Array(bytes), 200, {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': 'attachment; filename="don-vi-cong-chuc.xlsx"',
        })
      },
    },
    { method: 'get', path: '/office/org/import', needs, handle: (c) => upload(c, null) },
    { method: 'post', path: '/office/org/import', needs, bodyMax: fileBytesMax + 64 * 1024, handle: read },
    { method: 'post', path: '/office/org/import/confirm', needs, bodyMax: confirmBytesMax, handle: take },
  ]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
