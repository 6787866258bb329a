import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentNames } from '../names.ts'
import type { Content, Outgoing } from '../outgoing.ts'
import { FileLink } from '../show-outgoing/page.tsx'
import { compareTexts } from './diff.ts'

/** The versions of a draft (các bản dự thảo), and what changed in the text from the chosen one to the newest. */
export const VersionsPage: FC<{
  id: number
  document: Outgoing
  /** Text of each event that wrote one, the oldest first; null where a file was brought. */
  texts: readonly (Content | null)[]
  names: DocumentNames
  now: Moment
  chosen: number
}> = ({ id, document, texts, names, now, chosen }) => {
  const say = useSay()
  const versions = document.versions.map((v, i) => ({ ...v, no: i + 1 }))
  const columns: Column<(typeof versions)[number]>[] = [
    { head: say('Bản', 'Version'), kind: 'number', cell: (v) => v.no },
    { head: say('Lúc', 'When'), kind: 'due', cell: (v) => showMomentShort(v.at, now, say.lang) },
    { head: say('Người', 'By'), cell: (v) => names.officer(v.officerId) },
    { head: say('Ghi chú', 'Note'), kind: 'wide', cell: (v) => v.note || '–' },
    { head: say('Tệp', 'File'), cell: (v) => <FileLink id={id} file={v.file} /> },
  ]
  const written = texts.flatMap((text) => text ?? [])
  const from = written[Math.min(Math.max(0, Math.trunc(chosen) || 0), Math.max(0, written.length - 2))]
  const to = written.at(-1)
  const lines = from && to && from !== to ? compareTexts(from.paragraphs, to.paragraphs) : []
  return (
    <>
      <PageHeader
        over={<a href={`${outgoingPath}/${id}`}>{document.draft.subject}</a>}
        title={say('Các bản dự thảo', 'Versions of the draft')}
      />
      <div class="stack">
        <DataTable caption={say('Các bản', 'Versions')} columns={columns} rows={versions.toReversed()} empty={null} />
        {lines.length > 0 && (
          <Section title={say('Thay đổi so với bản mới nhất', 'What changed up to the newest')}>
            <div class="stack">
              {lines.map(({ kind, text }) =>
                kind === 'same' ? (
                  <p>{text}</p>
                ) : kind === 'added' ? (
                  <p>
                    <ins>{text}</ins>
                  </p>
                ) : (
                  <p>
                    <del>{text}</del>
                  </p>
                ),
              )}
            </div>
          </Section>
        )}
        {written.length === 0 && (
          <p class="small">
            {say('Dự thảo nộp bằng tệp: mở từng bản để so sánh.', 'The draft was brought as a file: open each version to compare them.')}
          </p>
        )}
      </div>
    </>
  )
}
