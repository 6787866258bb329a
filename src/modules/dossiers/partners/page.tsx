import type { FC, PropsWithChildren } from 'hono/jsx'
import { type Day, dayText } from '../../../kernel/moment.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import { DateField, ErrorSummary, Form, FormButtons, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { EmptyState, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, TwoLines } from '../../../ui/table.tsx'
import { isOpenOn, lastDayOfPartner, type Partner, partnerKinds, partnerNameOn } from './partner.ts'
import { partnerKindNames } from './words.ts'

export const partnersPath = '/office/partners'

/** Cơ quan phối hợp: whom dossiers are sent to, under which names, from when to when. */
export const PartnersPage: FC<{ partners: readonly Partner[]; today: Day; mayManage: boolean }> = ({ partners, today, mayManage }) => {
  const say = useSay()
  const day = (value: Day) => sayDay(value, say)
  const columns: Column<Partner>[] = [
    {
      head: say('Tên', 'Name'),
      kind: 'wide',
      cell: (p) => {
        const others = p.names.filter(({ name }) => name !== partnerNameOn(p, today))
        return (
          <TwoLines
            top={partnerNameOn(p, today)}
            sub={
              others.length === 0
                ? undefined
                : others
                    .map(({ name, from }) =>
                      from > today ? say(`${name} từ ${day(from)}`, `${name} from ${day(from)}`) : say(`trước: ${name}`, `before: ${name}`),
                    )
                    .join('; ')
            }
          />
        )
      },
    },
    { head: say('Loại', 'Kind'), cell: (p) => partnerKindNames[say.lang][p.kind] },
    {
      head: say('Nhận hồ sơ', 'Takes dossiers'),
      cell: (p) => {
        const last = lastDayOfPartner(p)
        const from = p.from <= 0 ? say('từ trước', 'since before') : say(`từ ${day(p.from)}`, `from ${day(p.from)}`)
        return (
          <TwoLines
            top={isOpenOn(p, today) ? say('đang nhận', 'open') : p.from > today ? say('chưa nhận', 'not yet') : say('đã thôi', 'closed')}
            sub={last === null ? from : say(`${from} đến ${day(last)}`, `${from} to ${day(last)}`)}
          />
        )
      },
    },
    { head: say('Nơi nhận', 'Contact'), kind: 'wide', cell: (p) => p.contact || '–' },
    {
      head: say('Việc', 'Act'),
      quiet: true,
      cell: (p) => {
        if (!mayManage) return null
        const to = `${partnersPath}/${p.id}`
        return (
          <>
            {lastDayOfPartner(p) === null && (
              <>
                <a href={`${to}/rename`}>{say('Đổi tên', 'Rename')}</a> · <a href={`${to}/close`}>{say('Thôi', 'Close')}</a> ·{' '}
              </>
            )}
            <a href={`${to}/contact`}>{say('Nơi nhận', 'Contact')}</a>
          </>
        )
      },
    },
  ]
  return (
    <>
      <PageHeader
        title={say('Cơ quan phối hợp', 'Partner agencies')}
        under={say(
          'Nơi hồ sơ được chuyển liên thông đến, hoặc được lấy ý kiến. Tên có ngày: văn bản đã gửi giữ tên lúc gửi.',
          'Where dossiers are sent, or opinions are asked. Names are dated: what was sent keeps the name of its day.',
        )}
        next={{
          text: say('Thêm cơ quan', 'Add an agency'),
          href: `${partnersPath}/new`,
          blocked: mayManage
            ? undefined
            : { reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') },
        }}
      />
      <DataTable
        caption={say('Cơ quan phối hợp', 'Partner agencies')}
        columns={columns}
        rows={[...partners].sort(
          (a, b) =>
            Number(isOpenOn(b, today)) - Number(isOpenOn(a, today)) || partnerNameOn(a, today).localeCompare(partnerNameOn(b, today), 'vi'),
        )}
        empty={
          <EmptyState
            title={say('Chưa có cơ quan phối hợp', 'No partner agencies yet')}
            action={mayManage ? { text: say('Thêm cơ quan', 'Add an agency'), href: `${partnersPath}/new` } : undefined}
          >
            {say(
              'Bước do cơ quan khác làm (thuế, cấp xã, UBND tỉnh) chuyển đến một cơ quan trong danh sách này.',
              'A step that another agency does (tax, commune, provincial committee) is sent to one of this list.',
            )}
          </EmptyState>
        }
      />
    </>
  )
}

export type PartnerFormView = {
  act: 'new' | 'rename' | 'contact' | 'close'
  partner: Partner | null
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  hidden: Readonly<Record<string, string>>
  today: Day
  refusal?: string | undefined
}

const Frame: FC<PropsWithChildren<{ view: PartnerFormView; title: string; submit: string; danger?: boolean }>> = ({
  view,
  title,
  submit,
  danger,
  children,
}) => {
  const say = useSay()
  const action = view.partner ? `${partnersPath}/${view.partner.id}/${view.act}` : `${partnersPath}/new`
  return (
    <>
      <PageHeader
        title={title}
        over={<a href={partnersPath}>{say('Cơ quan phối hợp', 'Partner agencies')}</a>}
        under={view.partner ? partnerNameOn(view.partner, view.today) : undefined}
      />
      {view.refusal && <RefusalBanner refusal={view.refusal} />}
      <Section>
        <Form action={action} hidden={view.hidden} guard>
          <ErrorSummary faults={Object.entries(view.faults).map(([name, message]) => ({ name, message }))} />
          {children}
          <FormButtons submit={submit} danger={danger} cancel={{ href: partnersPath }} />
        </Form>
      </Section>
    </>
  )
}

/** Adds, renames or closes a partner agency, or changes where things for it go. */
export const PartnerFormPage: FC<{ view: PartnerFormView }> = ({ view }) => {
  const say = useSay()
  const { act, typed, faults, today, partner } = view
  const value = (name: string, first = '') => {
    const given = typed[name]
    return (Array.isArray(given) ? given[0] : given) ?? first
  }
  const field = (name: string, first = '') => ({ name, value: value(name, first), error: faults[name] })
  const contact = (
    <TextArea
      {...field('contact', partner?.contact ?? '')}
      label={say('Nơi nhận', 'Contact')}
      hint={say(
        'Địa chỉ, mã định danh trên trục liên thông văn bản, thư điện tử.',
        'Address, identifier for electronic documents, e-mail.',
      )}
      rows={2}
    />
  )
  switch (act) {
    case 'new':
      return (
        <Frame view={view} title={say('Thêm cơ quan phối hợp', 'Add a partner agency')} submit={say('Thêm cơ quan', 'Add the agency')}>
          <TextField {...field('name')} label={say('Tên cơ quan', 'Name')} required maxlength={200} />
          <Select
            {...field('kind')}
            label={say('Loại', 'Kind')}
            required
            blank={say('Chọn loại', 'Choose')}
            hint={say('Cấp huyện chỉ nhận hồ sơ đến hết 30/6/2025.', 'The district level takes dossiers only until 30 June 2025.')}
            options={partnerKinds.map((kind) => ({ value: kind, text: partnerKindNames[say.lang][kind] }))}
          />
          <DateField {...field('from', dayText(today))} label={say('Nhận hồ sơ từ ngày', 'Takes dossiers from')} required />
          {contact}
        </Frame>
      )
    case 'rename':
      return (
        <Frame view={view} title={say('Đổi tên cơ quan phối hợp', 'Rename a partner agency')} submit={say('Đổi tên', 'Rename')}>
          <TextField {...field('name')} label={say('Tên mới', 'New name')} required maxlength={200} />
          <DateField {...field('from', dayText(today))} label={say('Từ ngày', 'From')} required />
        </Frame>
      )
    case 'contact':
      return (
        <Frame view={view} title={say('Đổi nơi nhận', 'Change the contact')} submit={say('Ghi lại', 'Save')}>
          {contact}
        </Frame>
      )
    case 'close':
      return (
        <Frame view={view} title={say('Thôi gửi đến cơ quan này', 'Close a partner agency')} submit={say('Thôi gửi', 'Close')} danger>
          <DateField {...field('until', dayText(today))} label={say('Ngày cuối còn nhận hồ sơ', 'Last day')} required />
          <TextArea
            {...field('reason')}
            label={say('Lý do', 'Reason')}
            hint={say('Sáp nhập, giải thể; cơ quan nào thay.', 'Merged or dissolved; who takes over.')}
            required
            rows={2}
          />
        </Frame>
      )
  }
}
