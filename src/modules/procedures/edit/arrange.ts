import type { Sheet, StepRow } from './sheet.ts'

/** What can be done with the rows (thao tác trên bảng bước). `at` is a row's place, counted from 0. */
export type Arrangement =
  | { do: 'up' | 'down' | 'delete' | 'duplicate' | 'insert' | 'wait'; at: number }
  | { do: 'move'; at: number; to: number }
  | { do: 'renumber' }
  | { do: 'add-stage' }

/** What a new waiting step is called, and who acts in it: in the words of whoever edits. */
export type WaitWords = { name: string; actor: string; forms: string }

/**
 * Arranges the rows of a sheet (sắp xếp các bước). What cannot be done, such as moving the first row up, changes nothing.
 *
 * `wait` puts a step that counts no time after a row (bước bổ sung không tính ngày): the dossier may pass through it on its way on.
 */
export function arrange(sheet: Sheet, asked: Arrangement, words: WaitWords): Sheet {
  const { steps } = sheet
  switch (asked.do) {
    case 'up':
      return moved(sheet, asked.at, asked.at - 1)
    case 'down':
      return moved(sheet, asked.at, asked.at + 1)
    case 'move':
      return moved(sheet, asked.at, asked.to)
    case 'delete':
      return { ...sheet, steps: steps.filter((_, i) => i !== asked.at) }
    case 'duplicate': {
      const row = steps[asked.at]
      return row ? put(sheet, asked.at + 1, { ...row, no: freeNumber(steps, row) }) : sheet
    }
    case 'insert': {
      const row = steps[asked.at]
      return put(sheet, row ? asked.at + 1 : steps.length, {
        ...blank,
        ...(row ? { stage: row.stage, unit: row.unit } : {}),
        no: freeNumber(steps, row),
      })
    }
    case 'wait': {
      const row = steps[asked.at]
      if (!row || row.after !== '') return sheet
      const { name, actor, forms } = words
      return put(sheet, asked.at + 1, {
        ...blank,
        no: freeNumber(steps, row),
        stage: row.stage,
        name,
        actor,
        forms,
        counts: 'no',
        after: row.no,
      })
    }
    case 'renumber':
      return { ...sheet, steps: renumbered(steps) }
    case 'add-stage':
      return { ...sheet, stages: [...sheet.stages, { stageName: '', stageTime: '', stageHard: '' }] }
  }
}

const blank: StepRow = {
  no: '',
  name: '',
  actor: '',
  time: '',
  unit: 'working_day',
  counts: 'yes',
  after: '',
  beside: '',
  stage: '',
  forms: '',
  hardTime: '',
  hardUnit: 'working_day',
  clock: '',
  printed: '',
  note: '',
}

function put(sheet: Sheet, at: number, row: StepRow): Sheet {
  return { ...sheet, steps: sheet.steps.toSpliced(at, 0, row) }
}

function moved(sheet: Sheet, at: number, to: number): Sheet {
  const row = sheet.steps[at]
  if (!row || to < 0 || to >= sheet.steps.length) return sheet
  return { ...sheet, steps: sheet.steps.toSpliced(at, 1).toSpliced(to, 0, row) }
}

/** "5a" after 5, then "5b": the numbers of the decision stay, so that nothing that names them goes astray. */
function freeNumber(steps: readonly StepRow[], after: StepRow | undefined): string {
  const taken = new Set(steps.map(({ no }) => no))
  if (!after) return Array.from({ length: steps.length + 1 }, (_, i) => String(i + 1)).find((no) => !taken.has(no)) ?? ''
  const stem = after.no.replace(/[a-z]$/, '')
  return [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${stem}${letter}`).find((no) => !taken.has(no)) ?? `${after.no}.1`
}

/** 1, 2, 3 … through the whole table; rows that name another one go on naming it. */
function renumbered(steps: readonly StepRow[]): StepRow[] {
  const numberOf = (no: string, stage: string): string => {
    const at = steps.findIndex((row) => row.no === no && row.stage === stage)
    return at < 0 ? no : String(at + 1)
  }
  return steps.map((row, i) => ({
    ...row,
    no: String(i + 1),
    after: row.after === '' ? '' : numberOf(row.after, row.stage),
    beside: row.beside === '' ? '' : numberOf(row.beside, row.stage),
  }))
}
