import type { Say } from '../../../kernel/say.ts'
import type { WaitWords } from './arrange.ts'
import type { SaveRefused } from './decide.ts'
import type { Sheet, SheetFault } from './sheet.ts'

/** What the officer reads about a cell. A new fault without a sentence does not compile. */
export function explainSheetFault(fault: SheetFault, sheet: Sheet, say: Say): string {
  const row = fault.at === null ? undefined : sheet.steps[fault.at]
  const no = row?.no.trim() || String((fault.at ?? 0) + 1)
  const step = say(`Bước ${no}`, `Step ${no}`)
  switch (fault.kind) {
    case 'no-number':
      return say(`Dòng ${(fault.at ?? 0) + 1} chưa có số thứ tự.`, `Row ${(fault.at ?? 0) + 1} has no number.`)
    case 'bad-time':
      return fault.at === null
        ? say('Thời hạn phải là số, thí dụ 12 hoặc 0,5.', 'A limit has to be a number, for example 12 or 0.5.')
        : say(`${step}: thời gian phải là số, thí dụ 2 hoặc 0,5.`, `${step}: a time has to be a number, for example 2 or 0.5.`)
    case 'bad-stage':
      return say('Thời gian của giai đoạn phải là số.', 'The time of a stage has to be a number.')
    case 'after-nothing':
      return say(
        `${step} đứng sau bước ${fault.names}, mà cùng giai đoạn không có bước đó (hoặc đó cũng là bước chờ): không hồ sơ nào đến được.`,
        `${step} stands after step ${fault.names}, which is not in the same stage (or waits itself): no dossier could reach it.`,
      )
    case 'wait-counts':
      return say(
        `${step} là bước chờ sau bước khác nên không được tính thời gian.`,
        `${step} waits after another step, so it must not count time.`,
      )
    case 'beside-nothing':
      return say(
        `${step} song song với bước ${fault.names}, mà phía trước cùng giai đoạn không có bước đó.`,
        `${step} runs beside step ${fault.names}, which does not stand before it in the same stage.`,
      )
    case 'never-resumed':
      return say(`${step} dừng đồng hồ mà không bước nào cho chạy lại.`, `${step} stops the clock, and no step starts it again.`)
    case 'never-paused':
      return say(`${step} cho đồng hồ chạy lại mà trước đó không dừng.`, `${step} starts the clock again, but nothing stopped it.`)
  }
}

/** What the officer reads when a draft is not saved. */
export function explainSave(refusal: SaveRefused, say: Say): string {
  switch (refusal.kind) {
    case 'no-such-version':
      return say('Không có bản này để sửa.', 'There is no such version to edit.')
    case 'nothing-changed':
      return say(
        `Không có gì khác bản ${refusal.versionNo} nên chưa lưu bản mới.`,
        `Nothing differs from version ${refusal.versionNo}, so no new version was saved.`,
      )
  }
}

/** The waiting step that is put in at one press: the applicant completes the dossier, outside the limit. */
export const waitWords = (say: Say): WaitWords => ({
  name: say('Bổ sung hồ sơ (không tính ngày)', 'Supplement of the dossier (not counted)'),
  actor: say('Người nộp hồ sơ; Bộ phận Một cửa', 'Applicant; one-stop counter'),
  forms: say('Mẫu số 02', 'Form 02'),
})
