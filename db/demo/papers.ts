import { fileURLToPath } from 'node:url'
import type { Moment } from '../../src/kernel/moment.ts'
import type { FileStore, StoredFile } from '../../src/platform/files.ts'
import { createTypst } from '../../src/platform/pdf/typst.ts'

/** Kinds of papers that lie in the demo's dossiers; each is one file, used again and again. */
export const paperKinds = ['application', 'report', 'drawing', 'certificate', 'result'] as const
export type PaperKind = (typeof paperKinds)[number]
export type Papers = Record<PaperKind, StoredFile>

const sheets: Record<PaperKind, { title: string; lines: string[]; drawing: boolean; rows: number; signed: string }> = {
  application: {
    title: 'Đơn đề nghị',
    lines: ['Kính gửi: cơ quan giải quyết hồ sơ.', 'Tôi đề nghị giải quyết thủ tục đã nêu và chịu trách nhiệm về lời khai.'],
    drawing: false,
    rows: 12,
    signed: 'Người đề nghị',
  },
  report: {
    title: 'Báo cáo thuyết minh',
    lines: ['1. Vị trí và quy mô.', '2. Cách làm, thời gian làm.', '3. Ảnh hưởng và cách khắc phục.'],
    drawing: false,
    rows: 22,
    signed: 'Đơn vị lập báo cáo',
  },
  drawing: { title: 'Bản vẽ khu đất', lines: ['Tỷ lệ 1:500, hệ tọa độ VN-2000.'], drawing: true, rows: 0, signed: 'Người đo vẽ' },
  certificate: { title: 'Giấy tờ kèm theo', lines: ['Bản sao để đối chiếu với bản chính.'], drawing: false, rows: 8, signed: 'Người sao' },
  result: {
    title: 'Văn bản kết quả',
    lines: ['Căn cứ hồ sơ đã thẩm định.', 'Chấp thuận theo đề nghị; nội dung cụ thể ghi trong hồ sơ.'],
    drawing: false,
    rows: 6,
    signed: 'Người ký',
  },
}

/** Which paper stands for a component, by its name. */
export function paperFor(component: string): PaperKind {
  const name = component.toLowerCase()
  if (/bản vẽ|bản đồ|sơ đồ|trích/.test(name)) return 'drawing'
  if (/báo cáo|thuyết minh|đề án|bảng/.test(name)) return 'report'
  return /đơn|phiếu|tờ khai|văn bản đề nghị|bản đăng ký/.test(name) ? 'application' : 'certificate'
}

/** Makes the papers and lays them into the file store. */
export async function makePapers(files: FileStore, at: Moment): Promise<Papers> {
  const typst = createTypst({ templateFolder: fileURLToPath(new URL('./papers', import.meta.url)) })
  try {
    const stored = await Promise.all(
      paperKinds.map(async (kind) => {
        const pdf = typst.render({ template: 'scan', title: sheets[kind].title, at, data: sheets[kind] })
        const put = await files.put(pdf, { name: `${kind}.pdf`, maxBytes: 1_000_000 })
        if (!put.ok) throw new Error(`the paper "${kind}" was not stored: ${put.error.kind}`)
        return [kind, put.value] as const
      }),
    )
    return Object.fromEntries(stored) as Papers
  } finally {
    await typst.close()
  }
}
