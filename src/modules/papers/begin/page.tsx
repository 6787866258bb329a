import type { FC } from 'hono/jsx'
import { ErrorSummary, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { papersPath } from '../list/page.tsx'

export type BeginProps = {
  applicant: { id: number; name: string }
  dossier: string
  components: readonly string[]
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
  hidden: Readonly<Record<string, string>>
}

/** Bắt đầu số hóa một giấy tờ: what it is, and how many pages it has. */
export const BeginPage: FC<BeginProps> = ({ applicant, dossier, components, typed, faults, hidden }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href={`${papersPath}?applicant=${applicant.id}`}>{say(`Giấy tờ của ${applicant.name}`, `Papers of ${applicant.name}`)}</a>}
        title={say('Số hóa giấy tờ', 'Digitise a paper')}
        under={dossier ? say(`Cho hồ sơ ${dossier}`, `For dossier ${dossier}`) : undefined}
      />
      <Section>
        <Form action={`${papersPath}/new`} hidden={{ ...hidden, applicant: String(applicant.id), dossier }}>
          <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
          <TextField
            name="component"
            label={say('Giấy tờ (thành phần hồ sơ)', 'Paper (component of the dossier)')}
            hint={say(
              'Ghi đúng tên thành phần của thủ tục: hồ sơ sau nhận ra giấy này theo tên.',
              'As the procedure names it: later dossiers know the paper by that name.',
            )}
            value={typed.component}
            error={faults.component}
            required
            maxlength={300}
            list="components"
            autocomplete="off"
          />
          <datalist id="components">
            {components.map((name) => (
              <option value={name} />
            ))}
          </datalist>
          <TextField
            name="pagesCounted"
            label={say('Số trang', 'Pages')}
            hint={say(
              'Đếm trên bản giấy, mỗi mặt có chữ là một trang; trang có gắn phiếu ghi chú quét hai lần thì đếm hai.',
              'Counted on the paper, each side with writing is a page; one with a slip attached is scanned twice and counts as two.',
            )}
            value={typed.pagesCounted}
            error={faults.pagesCounted}
            required
            inputmode="numeric"
            width="number"
          />
          <FormButtons
            submit={say('Tiếp: quét và tải lên', 'Next: scan and upload')}
            cancel={{ href: `${papersPath}?applicant=${applicant.id}` }}
          />
        </Form>
      </Section>
    </>
  )
}
