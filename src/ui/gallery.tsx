import { Hono } from 'hono'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { type Day, day, moment, weekday } from '../kernel/moment.ts'
import type { AssetUrl } from './assets.ts'
import { DueSheet, Provisional, type SheetDay } from './due-sheet.tsx'
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  ErrorSummary,
  FieldRow,
  FileField,
  Form,
  FormButtons,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from './form.tsx'
import { CheckList, Columns, Facts, LogList, Section, StepList } from './lists.tsx'
import { ProgressBar, StatTile, Tag, Tiles } from './marks.tsx'
import { ConfirmPanel, EmptyState, ErrorPage, type ErrorStatus, Notice } from './notices.tsx'
import { OfficeLayout, type OfficeLayoutProps } from './office-layout.tsx'
import { PageHeader } from './page-header.tsx'
import { PortalLayout } from './portal-layout.tsx'
import { Chips, type Column, CompactToggle, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from './table.tsx'
import { TimeBar, TimeBarLegend, type TimeSegment } from './time-bar.tsx'
import { maskId, showDuration, showMoment, showMomentLong, showMomentShort, showNow, showRemaining } from './words.ts'

const daySeconds = 8 * 3600
const hours = (n: number): number => Math.round(n * 3600)
const days = (n: number): number => n * daySeconds
const now = moment('2026-03-02T10:24:00+07:00')

const menu = (here: string): OfficeLayoutProps['menu'] => {
  const item = (text: string, href: string, more: object = {}) => ({ text, href, here: here === href, ...more })
  return [
    {
      items: [
        item('Việc của tôi', '/my-work', { count: 14, key: 'v' }),
        item('Hồ sơ', '/list', { key: 'h' }),
        item('Tiếp nhận', '/receive', { key: 't' }),
        item('Văn bản', '/documents', { count: 3 }),
        item('Nhiệm vụ', '/tasks', { count: 2, late: true }),
        item('Báo cáo', '/reports'),
      ],
    },
    {
      items: [
        item('Điểm số', '/scores'),
        item('Thủ tục, quy trình', '/procedures'),
        item('Lịch làm việc', '/calendar'),
        item('Nhật ký', '/journal'),
        item('Thiết lập', '/setup'),
      ],
    },
  ]
}

type OfficePageProps = PropsWithChildren<Partial<OfficeLayoutProps> & { title: string; asset: AssetUrl; here: string }>

const Office: FC<OfficePageProps> = ({ here, children, ...rest }) => (
  <OfficeLayout
    agency="Sở Nông nghiệp và Môi trường (mẫu)"
    menu={menu(here)}
    officer={{ name: 'Lê Thẩm Định (mẫu)', unit: 'Phòng Khoáng sản' }}
    now={showNow(now, 'vi')}
    search={{ action: '/list' }}
    account={[
      { text: 'Tài khoản', href: '/account' },
      { text: 'Thoát', href: '/sign-out', post: true },
    ]}
    strip={<>Dữ liệu mẫu: người, hồ sơ và số liệu đều do chúng tôi đặt ra.</>}
    {...rest}
  >
    {children}
  </OfficeLayout>
)

type WorkRow = {
  code: string
  procedure: string
  applicant: string
  step: string
  bar: TimeSegment[]
  due: Child
  dueSub: Child
  left: Child
  leftSub?: Child
  tone?: 'late' | 'near'
}
const at = (text: string) => moment(`2026-${text}:00+07:00`)

const work: WorkRow[] = [
  {
    code: 'H00.12-260209-0007',
    procedure: 'Cấp giấy phép thăm dò khoáng sản',
    applicant: 'Công ty Đá Xanh (mẫu)',
    step: 'Thẩm định hồ sơ',
    bar: [
      { kind: 'used', seconds: days(8) },
      { kind: 'over', seconds: days(1) + hours(0.3) },
    ],
    due: showMomentShort(at('02-27T10:05'), now, 'vi'),
    dueSub: 'quá hạn 1 ngày',
    left: showDuration(-days(1) - hours(0.3), daySeconds, 'vi'),
    leftSub: 'đã gửi xin lỗi',
    tone: 'late',
  },
  {
    code: 'H00.12-260225-0003',
    procedure: 'Đăng ký khai thác nước dưới đất',
    applicant: 'Hộ kinh doanh Nước Mát (mẫu)',
    step: 'Thẩm định hồ sơ',
    bar: [
      { kind: 'used', seconds: days(2) + hours(4.9) },
      { kind: 'left', seconds: hours(3.1) },
    ],
    due: showMomentShort(at('03-02T15:30'), now, 'vi'),
    dueSub: '3 ngày làm việc',
    left: showDuration(hours(3.1), daySeconds, 'vi'),
    tone: 'near',
  },
  {
    code: 'H00.12-260224-0011',
    procedure: 'Gia hạn giấy phép xả nước thải vào nguồn nước',
    applicant: 'Hợp tác xã Bãi Bồi (mẫu)',
    step: 'Tổng hợp ý kiến',
    bar: [
      { kind: 'used', seconds: days(3) },
      { kind: 'away', seconds: days(4) },
      { kind: 'used', seconds: days(2) + hours(3.7) },
      { kind: 'left', seconds: hours(4.3) },
    ],
    due: showMomentShort(at('03-02T16:40'), now, 'vi'),
    dueSub: '10 ngày làm việc',
    left: showDuration(hours(4.28), daySeconds, 'vi'),
    tone: 'near',
  },
  {
    code: 'H00.12-260213-0002',
    procedure: 'Tách thửa đất, hợp thửa đất',
    applicant: 'Cá nhân, qua bưu chính',
    step: 'Kiểm tra điều kiện',
    bar: [
      { kind: 'used', seconds: days(1) + hours(7) },
      { kind: 'pause', seconds: days(5) },
      { kind: 'left', seconds: days(6) + hours(7) },
    ],
    due: showMomentShort(at('03-11T09:15'), now, 'vi'),
    dueSub: 'hẹn lần đầu 04/3',
    left: showDuration(days(6) + hours(7), daySeconds, 'vi'),
    leftSub: 'đã chờ bổ sung 5 ngày',
  },
  {
    code: 'H00.12-260226-0005',
    procedure: 'Cấp đổi giấy chứng nhận quyền sử dụng đất',
    applicant: 'Cá nhân, trực tuyến toàn trình',
    step: 'Chờ bổ sung',
    bar: [
      { kind: 'used', seconds: days(1) },
      { kind: 'pause', seconds: days(1) + hours(2) },
      { kind: 'left', seconds: days(5) + hours(2) },
    ],
    due: 'chưa chạy tiếp',
    dueSub: 'chờ từ 27/02 09:10',
    left: showDuration(days(5) + hours(2), daySeconds, 'vi'),
  },
  {
    code: 'H00.12-260227-0009',
    procedure: 'Khai thác dữ liệu khí tượng thủy văn',
    applicant: 'Viện Quy hoạch Đồng Bằng (mẫu)',
    step: 'Cung cấp dữ liệu',
    bar: [
      { kind: 'used', seconds: hours(5) },
      { kind: 'left', seconds: days(4) + hours(3) },
    ],
    due: showMomentShort(at('03-06T14:00'), now, 'vi'),
    dueSub: '5 ngày làm việc',
    left: showDuration(days(4) + hours(3), daySeconds, 'vi'),
  },
  {
    code: 'H00.12-260302-0001',
    procedure: 'Xác nhận đăng ký môi trường',
    applicant: 'Cơ sở chế biến tôm Cửa Lớn (mẫu)',
    step: 'Mới chuyển đến',
    bar: [
      { kind: 'used', seconds: hours(1) },
      { kind: 'left', seconds: days(9) + hours(7) },
    ],
    due: showMomentShort(at('03-16T08:20'), now, 'vi'),
    dueSub: '10 ngày làm việc',
    left: showDuration(days(9) + hours(7), daySeconds, 'vi'),
  },
]

const workColumns: Column<WorkRow>[] = [
  { head: 'Mã hồ sơ', kind: 'code', cell: (r) => <RowLink href="/dossier" text={r.code} />, sort: { href: '?sort=code' } },
  { head: 'Thủ tục · người nộp', kind: 'wide', cell: (r) => <TwoLines top={r.procedure} sub={r.applicant} /> },
  { head: 'Bước của tôi', cell: (r) => r.step },
  { head: 'Thời gian', kind: 'bar', cell: (r) => <TimeBar size="row" segments={r.bar} daySeconds={daySeconds} /> },
  {
    head: 'Hạn trả',
    kind: 'due',
    cell: (r) => <DueCell text={r.due} sub={r.dueSub} tone={r.tone} why="/dossier#why" />,
    sort: { href: '?sort=due' },
  },
  {
    head: 'Còn lại',
    kind: 'due',
    cell: (r) => <DueCell text={r.left} sub={r.leftSub} tone={r.tone} />,
    sort: { href: '?sort=left', is: 'ascending' },
  },
]

const MyWork: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Office
    title="Việc của tôi"
    here="/my-work"
    asset={asset}
    flash={{ text: 'Đã chuyển hồ sơ H00.12-260226-0010 cho lãnh đạo.', undo: { text: 'Lấy lại', href: '/undo', post: true } }}
  >
    <PageHeader title="Việc của tôi" next={{ text: 'Tiếp nhận hồ sơ', href: '/receive', key: 'n' }} />
    <ListBar
      chips={
        <Chips
          chips={[
            { text: 'Tất cả', href: '/my-work', count: 14, on: true },
            { text: 'Quá hạn', href: '?f=late', count: 1, tone: 'late' },
            { text: 'Hạn hôm nay', href: '?f=today', count: 3, tone: 'near' },
            { text: 'Chờ bổ sung', href: '?f=waiting', count: 2 },
            { text: 'Chờ ý kiến', href: '?f=away', count: 1 },
            { text: 'Mới chuyển đến', href: '?f=new', count: 4 },
          ]}
        />
      }
      tools={<CompactToggle />}
    />
    <DataTable caption="Việc của tôi, ít thời gian nhất ở trên" columns={workColumns} rows={work} tone={(r) => r.tone} empty="" />
    <TimeBarLegend />
  </Office>
)

/** The calendar behind the example: received 13/2, Tết 16–20/2, supplement 23–27/2, due 11/3. */
function exampleDays(): SheetDay[] {
  const first = day('2026-02-13')
  let number = 0
  return Array.from({ length: 31 }, (_, i) => {
    const at = (first + i) as Day
    if (i === 0) return { day: at, state: 'receipt' }
    if (at > day('2026-03-11')) return { day: at, state: 'outside' }
    if (at >= day('2026-02-16') && at <= day('2026-02-20')) return { day: at, state: 'holiday', label: 'Tết', why: 'nghỉ Tết Nguyên đán' }
    if (weekday(at) >= 5) return { day: at, state: 'weekend' }
    if (at < day('2026-02-28')) return { day: at, state: 'pause', why: 'chờ bổ sung, không tính' }
    number += 1
    return at === day('2026-03-11') ? { day: at, state: 'due', number } : { day: at, state: 'counted', number }
  })
}

const dossierBar: TimeSegment[] = [
  { kind: 'used', seconds: hours(2), title: 'Một cửa: 2 giờ' },
  { kind: 'used', seconds: days(1) + hours(3), title: 'Chi nhánh: 1 ngày 3 giờ' },
  { kind: 'pause', seconds: days(5), title: 'Chờ bổ sung: 5 ngày' },
  { kind: 'used', seconds: hours(2), title: 'Chi nhánh: 2 giờ' },
  { kind: 'left', seconds: days(6) + hours(7) },
]
const dueAt = moment('2026-03-11T09:15:00+07:00')

const Dossier: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Office
    title="H00.12-260213-0002"
    here="/list"
    asset={asset}
    crumbs={[
      { text: 'Hồ sơ', href: '/list' },
      { text: 'Phòng Khoáng sản', href: '/list?unit=ks' },
    ]}
    officer={{ name: 'Lê Thẩm Định (mẫu)', unit: 'Phòng Khoáng sản', actingFor: 'Trần Trưởng Phòng (mẫu), đến 15/3' }}
    refusal={{ message: 'Hồ sơ vừa được người khác cập nhật lúc 10:22. Mời xem bản mới nhất rồi làm tiếp.' }}
  >
    <PageHeader
      over={<>H00.12-260213-0002 · Trực tiếp, trả qua bưu chính</>}
      title="Tách thửa đất, hợp thửa đất"
      under={<>Người nộp: cá nhân (CCCD {maskId('000000004821')}) · Tiếp nhận 13/02/2026 09:15 · Quy trình bản 2026-07</>}
      next={{ text: 'Hoàn thành bước này', href: '/dossier/complete', key: 'x' }}
      others={[
        {
          text: 'Yêu cầu bổ sung',
          href: '/dossier/supplement',
          blocked: {
            reason: 'Đã yêu cầu bổ sung 1 lần trong bước này, không được yêu cầu thêm.',
            law: { text: 'NĐ 61/2018, điều 17', href: '/law' },
          },
        },
      ]}
      more={[
        { text: 'Chuyển người khác', href: '/dossier/reassign' },
        { text: 'Trả lại bước trước', href: '/dossier/return' },
        { text: 'In phiếu kiểm soát', href: '/dossier/slip.pdf' },
        { text: 'Dừng giải quyết', href: '/dossier/stop', danger: true },
      ]}
    />
    <Section
      title={
        <>
          Còn {showDuration(days(6) + hours(7), daySeconds, 'vi')} làm việc · hạn trả <a href="#why">{showMoment(dueAt, now, 'vi')}</a>
        </>
      }
      aside={
        <>
          hẹn lần đầu 04/3 · lùi 5 ngày vì chờ bổ sung · <a href="/dossier/slip.pdf">in phiếu kiểm soát</a>
        </>
      }
    >
      <TimeBar
        size="page"
        segments={dossierBar}
        daySeconds={daySeconds}
        ticks={[
          { atSeconds: 0, text: '13/02' },
          { atSeconds: days(4), text: 'chờ bổ sung 23/02 – 27/02', wide: true },
          { atSeconds: days(6) + hours(7), text: 'bây giờ', isNow: true },
          { atSeconds: days(13) + hours(6), text: '11/3' },
        ]}
      />
      <p class="legend">
        <span>
          Sổ thời gian: Một cửa <b>2 giờ</b>
        </span>
        <span>
          Chi nhánh <b>1 ngày 5 giờ</b>
        </span>
        <span>
          người nộp <b>5 ngày</b> (không tính)
        </span>
        <span>
          cộng <b>6 ngày 7 giờ</b>, từ tiếp nhận đến nay
        </span>
      </p>
    </Section>
    <Columns
      side={
        <>
          <Section>
            <DueSheet
              id="why"
              title="Vì sao hẹn trả 11/3?"
              days={exampleDays()}
              today={day('2026-03-02')}
              intro={
                <>
                  Đoạn đang chạy 8 ngày làm việc. Ngày tiếp nhận không tính, giữ nguyên giờ nhận. <a href="/calendar">Lịch 2026, bản 3</a>
                </>
              }
            />
          </Section>
          <Section title="Giấy tờ">
            <Facts
              items={[
                ['Đơn, mẫu 26', 'bản chính, đã số hóa'],
                ['Bản vẽ, mẫu 27', 'bổ sung 27/02'],
                ['Giấy chứng nhận', 'lấy từ kho, không phải nộp lại'],
                ['Ủy quyền', undefined],
              ]}
            />
          </Section>
        </>
      }
    >
      <Section title="Các bước">
        <StepList
          steps={[
            {
              number: 1,
              state: 'done',
              title: 'Tiếp nhận hồ sơ',
              sub: 'Trung tâm Phục vụ hành chính công',
              time: 'dùng 2 giờ / 4 giờ',
              when: 'xong 13/02 11:15',
            },
            {
              number: 2,
              state: 'now',
              title: 'Kiểm tra điều kiện và thẩm định',
              sub: 'Chi nhánh Văn phòng Đăng ký đất đai · tôi giữ từ 13/02',
              time: 'dùng 13 giờ / 28 giờ',
              when: 'hạn bước 04/3 15:15',
            },
            {
              state: 'done',
              free: true,
              title: 'Bổ sung hồ sơ',
              sub: 'Phiếu số 118/PBS · 23/02 08:00 – 27/02 17:00',
              time: '5 ngày, người nộp',
              when: 'xong 27/02 17:00',
            },
            { number: 3, state: 'todo', title: 'Xác nhận hồ sơ', sub: 'Lãnh đạo Chi nhánh', time: '8 giờ' },
            { state: 'todo', free: true, title: 'Người sử dụng đất ký và nộp lại hợp đồng' },
            { number: 4, state: 'todo', title: 'Thẩm định, phê duyệt, chuyển thông tin thuế', sub: '4 bước · 3 đơn vị', time: '64 giờ' },
          ]}
        />
      </Section>
      <Section title="Nhật ký" aside={<a href="/journal">xem cả nhật ký</a>}>
        <LogList
          items={[
            {
              at: '02/3 09:40',
              dateTime: '2026-03-02T09:40:00+07:00',
              text: 'Chi nhánh nhận lại hồ sơ, đồng hồ chạy từ 27/02 17:00 (lúc giấy tờ đến)',
              by: 'Lê Thẩm Định (mẫu)',
            },
            { at: '27/02 17:00', dateTime: '2026-02-27T17:00:00+07:00', text: 'Người nộp bổ sung 1 giấy tờ tại quầy' },
            {
              at: '23/02 08:00',
              dateTime: '2026-02-23T08:00:00+07:00',
              text: 'Gửi phiếu yêu cầu bổ sung 118/PBS',
              by: 'Trần Trưởng Phòng (mẫu) duyệt',
            },
            { at: '13/02 09:15', dateTime: '2026-02-13T09:15:00+07:00', text: 'Tiếp nhận, đủ thành phần; giấy hẹn 01' },
          ]}
        />
      </Section>
    </Columns>
  </Office>
)

const procedures = [
  { value: 'tach-thua', text: 'Tách thửa đất, hợp thửa đất', group: 'Đất đai' },
  { value: 'cap-doi', text: 'Cấp đổi giấy chứng nhận', group: 'Đất đai' },
  { value: 'nuoc', text: 'Đăng ký khai thác nước dưới đất', group: 'Tài nguyên nước' },
]

const Receive: FC<{ asset: AssetUrl; bad?: boolean }> = ({ asset, bad }) => (
  <Office title="Tiếp nhận hồ sơ" here="/receive" asset={asset}>
    <PageHeader title="Tiếp nhận hồ sơ" under="Đủ thì in giấy hẹn, thiếu thì in phiếu yêu cầu, không đúng nơi thì in phiếu từ chối." />
    <Columns
      side={
        <>
          <Section title="Hẹn trả nếu nhận bây giờ">
            <p>
              <b>Thứ Tư 11/3 10:24</b> <Provisional />
            </p>
            <p class="small">7 ngày làm việc, không tính ngày nhận.</p>
          </Section>
          <Notice tone="near" title="Người nộp đang có 1 hồ sơ chờ bổ sung">
            <p class="small">
              <a href="/dossier">H00.12-260226-0005</a>, chờ từ 27/02. Có thể nộp bổ sung luôn tại quầy.
            </p>
          </Notice>
        </>
      }
    >
      <Section>
        <Form action="/receive" multipart guard hidden={{ key: '00000000-0000-4000-8000-000000000000' }}>
          {bad && (
            <ErrorSummary
              faults={[
                { name: 'owner', message: 'Ghi họ tên người nộp như trên giấy tờ' },
                { name: 'idNumber', message: 'Số định danh có 12 chữ số; đang có 11' },
                { name: 'components', message: 'Đánh dấu giấy tờ đã nhận' },
              ]}
            />
          )}
          <Select
            name="procedure"
            label="Thủ tục"
            options={procedures}
            value={bad ? 'tach-thua' : undefined}
            blank="Chọn thủ tục"
            required
            hint="Gõ vài chữ để tìm nhanh trong danh sách."
          />
          <FieldRow>
            <TextField
              name="owner"
              label="Người nộp"
              required
              error={bad ? 'Ghi họ tên người nộp như trên giấy tờ' : undefined}
              autocomplete="off"
            />
            <TextField
              name="idNumber"
              label="Số định danh cá nhân"
              inputmode="numeric"
              value={bad ? '00000000482' : undefined}
              error={bad ? 'Số định danh có 12 chữ số; đang có 11' : undefined}
              width="code"
              autocomplete="off"
            />
          </FieldRow>
          <FieldRow>
            <TextField name="phone" label="Điện thoại" type="tel" width="code" hint="Để nhắn khi có kết quả." autocomplete="off" />
            <DateField name="issued" label="Ngày cấp giấy chứng nhận cũ" />
          </FieldRow>
          <RadioGroup
            name="returnBy"
            label="Nhận kết quả"
            value="counter"
            options={[
              { value: 'counter', text: 'Tại quầy' },
              { value: 'post', text: 'Qua bưu chính', hint: 'Người nhận trả cước.' },
              { value: 'online', text: 'Bản điện tử' },
            ]}
            inline
          />
          <CheckboxGroup
            name="components"
            label="Giấy tờ đã nhận"
            required
            error={bad ? 'Đánh dấu giấy tờ đã nhận' : undefined}
            options={[
              { value: 'form26', text: 'Đơn, mẫu 26', hint: '1 bản chính' },
              { value: 'drawing', text: 'Bản vẽ tách thửa, mẫu 27', hint: '1 bản chính' },
              { value: 'old', text: 'Giấy chứng nhận đã cấp', hint: 'lấy từ kho, không phải nộp lại', disabled: true },
            ]}
          />
          <FileField name="scans" label="Bản quét" multiple accept="application/pdf,image/*" hint="PDF, JPG, PNG; mỗi tệp đến 20 MB." />
          <TextArea name="note" label="Ghi chú" value={bad ? 'Nộp thay, có giấy ủy quyền.' : undefined} />
          <Checkbox name="agent" label="Nộp thay người khác" checked={bad} />
          <FormButtons
            submit="Tiếp nhận, in giấy hẹn"
            cancel={{ href: '/my-work' }}
            more={
              <button type="submit" name="act" value="supplement" class="ds-button" data-variant="secondary">
                Yêu cầu bổ sung
              </button>
            }
          />
        </Form>
      </Section>
    </Columns>
  </Office>
)

const List: FC<{ asset: AssetUrl; compact?: boolean }> = ({ asset, compact }) => (
  <Office title="Hồ sơ" here="/list" asset={asset} search={{ action: '/list', value: 'dat dai 777' }}>
    <PageHeader
      title="Hồ sơ"
      next={{ text: 'Tiếp nhận hồ sơ', href: '/receive' }}
      more={[
        { text: 'Xuất XLSX', href: '/list.xlsx' },
        { text: 'In danh sách', href: '/list?print' },
      ]}
    />
    <Tiles>
      <StatTile label="Đang giải quyết" value={1284} href="?f=open" />
      <StatTile label="Quá hạn" value={3} href="?f=late" tone="late" note="0,2 % số đang giải quyết" />
      <StatTile label="Hạn hôm nay, ngày mai" value={41} href="?f=near" tone="near" />
      <StatTile label="Đúng hạn tháng này" value="99,1 %" href="?f=done" note="cam kết 99 %" />
    </Tiles>
    <ListBar
      chips={
        <Chips
          chips={[
            { text: 'Tất cả', href: '?', on: true, count: 1284 },
            { text: 'Quá hạn', href: '?f=late', count: 3, tone: 'late' },
            { text: 'Chờ bổ sung', href: '?f=waiting', count: 57 },
          ]}
        />
      }
      tools={<CompactToggle />}
    />
    <DataTable
      caption="Hồ sơ tìm thấy"
      columns={workColumns}
      rows={[...work, ...work, ...work, ...work, ...work].slice(0, 30)}
      tone={(r) => r.tone}
      empty=""
      compact={compact}
    />
    <Pager shown="1–30 trong 1.284 hồ sơ" next="?after=x" first="?" />
  </Office>
)

const Setup: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Office title="Thiết lập" here="/setup" asset={asset}>
    <PageHeader
      title="Thiết lập cơ quan"
      under="Còn 2 việc bắt buộc trước khi nhận hồ sơ đầu tiên."
      next={{ text: 'Mở tiếp nhận', href: '/open', blocked: { reason: 'Chưa có lịch làm việc năm 2027 và chưa gán người cho 3 bước.' } }}
    />
    <Section>
      <CheckList
        items={[
          { title: 'Cơ quan và đơn vị', done: true, note: '1 cơ quan, 9 đơn vị', href: '/org' },
          { title: 'Cán bộ', done: true, note: '24 người; nhập từ tệp XLSX ngày 01/3', href: '/officers' },
          { title: 'Giờ làm việc', done: true, note: '07:30–11:30, 13:30–17:30', href: '/hours' },
          {
            title: 'Lịch nghỉ năm 2027',
            done: false,
            blocks: true,
            note: 'Chưa công bố; hẹn trả sang năm 2027 đang là tạm tính.',
            href: '/calendar',
          },
          {
            title: 'Gán bước cho vai trò',
            done: false,
            blocks: true,
            note: '3 trong 118 bước chưa có người',
            href: '/mapping',
            action: 'Gán người',
          },
          { title: 'Thư điện tử', done: false, note: 'Giấy hẹn vẫn in được; người nộp chưa được báo tự động.', href: '/mail' },
        ]}
      />
    </Section>
    <Section title="Nhập dữ liệu cũ">
      <ProgressBar
        label="Đang nhập hồ sơ 2018–2025"
        value={384_200}
        max={1_000_000}
        note="còn khoảng 6 phút; có thể đóng trang, việc vẫn chạy"
      />
    </Section>
    <Section title="Nghỉ việc">
      <ConfirmPanel
        fold="Bàn giao toàn bộ việc của một người"
        title="Bàn giao 14 việc cho người khác?"
        action="/hand-over"
        submit="Bàn giao"
        danger
        hidden={{ key: 'x' }}
      >
        <Select name="to" label="Người nhận" options={[{ value: '1', text: 'Phạm Tiếp Nhận (mẫu)' }]} />
      </ConfirmPanel>
    </Section>
  </Office>
)

const Empty: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Office title="Quá hạn" here="/my-work" asset={asset}>
    <PageHeader title="Quá hạn" />
    <DataTable<WorkRow>
      caption="Hồ sơ quá hạn"
      columns={workColumns}
      rows={[]}
      empty={
        <EmptyState title="Không có hồ sơ quá hạn" action={{ text: 'Xem việc hạn hôm nay', href: '?f=today' }}>
          Mọi hồ sơ đang trong hạn. Hạn gần nhất là hôm nay 15:30.
        </EmptyState>
      }
    />
    <p class="small">
      <Tag tone="good">đúng hạn</Tag> <Tag tone="near">hạn hôm nay</Tag> <Tag tone="late">quá hạn</Tag>{' '}
      <Tag tone="away">cơ quan khác giữ</Tag> <Tag tone="ours">của tôi</Tag> <Tag>bản nháp</Tag>
    </p>
  </Office>
)

const LookUp: FC<{ asset: AssetUrl; lang: 'vi' | 'en' }> = ({ asset, lang }) => {
  const vi = lang === 'vi'
  return (
    <Portal title={vi ? 'Hồ sơ H00.12-260213-0002' : 'Dossier H00.12-260213-0002'} asset={asset} lang={lang} here="/portal">
      <p class="small code">{vi ? 'Hồ sơ' : 'Dossier'} H00.12-260213-0002</p>
      <h1>{vi ? 'Đang giải quyết, đúng tiến độ' : 'In progress, on time'}</h1>
      <p class="lead">
        {vi ? 'Hẹn trả ' : 'Result due '}
        <b class="promise">{showMomentLong(dueAt, lang)}</b>
        {vi ? ', gửi qua bưu chính tới nhà.' : ', sent to your home by post.'}
      </p>
      <Section>
        <TimeBar
          size="portal"
          segments={dossierBar}
          daySeconds={daySeconds}
          lang={lang}
          ticks={[
            { atSeconds: 0, text: vi ? '13/02 nộp' : '13 Feb, filed' },
            { atSeconds: days(13) + hours(6), text: showRemaining(days(6), daySeconds, lang) + (vi ? ' làm việc' : ' (working)') },
          ]}
        />
        <StepList
          size="portal"
          lang={lang}
          steps={
            vi
              ? [
                  { state: 'done', title: 'Đã tiếp nhận, đủ giấy tờ' },
                  { state: 'done', title: 'Ông/bà đã bổ sung bản vẽ ngày 27/02' },
                  { state: 'now', title: 'Chi nhánh Văn phòng Đăng ký đất đai đang thẩm định' },
                  { state: 'todo', title: 'Xác nhận, ký kết quả' },
                  { state: 'todo', title: 'Gửi kết quả qua bưu chính' },
                ]
              : [
                  { state: 'done', title: 'Received, papers complete' },
                  { state: 'done', title: 'You added the drawing on 27 Feb' },
                  { state: 'now', title: 'The land registration branch is examining it' },
                  { state: 'todo', title: 'Confirmed and signed' },
                  { state: 'todo', title: 'Result sent by post' },
                ]
          }
        />
      </Section>
      <Section>
        <DueSheet
          title={vi ? 'Vì sao hẹn ngày 11/3?' : 'Why 11 March?'}
          days={exampleDays()}
          today={day('2026-03-02')}
          lang={lang}
          intro={
            vi
              ? 'Ngày nghỉ Tết 16–20/02, cuối tuần và 5 ngày chờ bổ sung không tính.'
              : 'Tết, weekends and the 5 days we waited for your paper do not count.'
          }
        />
      </Section>
      <Section title={vi ? 'Cần hỏi?' : 'Questions?'}>
        <p>
          {vi
            ? 'Gọi bộ phận Một cửa hoặc hẹn trao đổi tại quầy, mỗi lần không quá 20 phút.'
            : 'Call the counter or book a talk there, up to 20 minutes each.'}
        </p>
        <div class="actions">
          <a class="ds-button" href="/portal/talk">
            {vi ? 'Hẹn trao đổi' : 'Book a talk'}
          </a>
          <a class="ds-button" data-variant="tertiary" href="/portal/feedback">
            {vi ? 'Góp ý' : 'Feedback'}
          </a>
        </div>
      </Section>
    </Portal>
  )
}

const Portal: FC<PropsWithChildren<{ title: string; asset: AssetUrl; lang?: 'vi' | 'en'; here: string }>> = ({
  title,
  asset,
  lang = 'vi',
  here,
  children,
}) => (
  <PortalLayout
    title={title}
    agency="Sở Nông nghiệp và Môi trường (mẫu)"
    asset={asset}
    lang={lang}
    languages={{ vi: '/portal', en: '/portal/en' }}
    places={[
      { text: lang === 'vi' ? 'Tra cứu' : 'Look up', href: '/portal/find', here: here === '/portal/find' || here === '/portal' },
      { text: lang === 'vi' ? 'Thủ tục' : 'Procedures', href: '/portal/procedures', here: here === '/portal/procedures' },
    ]}
    strip={lang === 'vi' ? 'Dữ liệu mẫu.' : 'Sample data.'}
    foot={
      <>
        <p>
          {lang === 'vi'
            ? 'Bộ phận Một cửa: 07:30–11:30 và 13:30–17:30, thứ Hai đến thứ Sáu.'
            : 'Counter: 07:30–11:30 and 13:30–17:30, Monday to Friday.'}
        </p>
        <p>{lang === 'vi' ? 'Đường dây nóng (mẫu): 0000 000 000' : 'Hotline (sample): 0000 000 000'}</p>
      </>
    }
  >
    {children}
  </PortalLayout>
)

const Find: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Portal title="Tra cứu hồ sơ" asset={asset} here="/portal/find">
    <h1>Hồ sơ của tôi đến đâu?</h1>
    <p class="lead">Mã hồ sơ ở góc trên giấy hẹn, hoặc quét mã QR trên giấy.</p>
    <Form action="/portal/find">
      <ErrorSummary faults={[{ name: 'code', message: 'Không thấy mã này; mã có dạng H00.12-260213-0002' }]} />
      <TextField
        name="code"
        label="Mã hồ sơ"
        value="H00.12-26021"
        error="Không thấy mã này; mã có dạng H00.12-260213-0002"
        autocomplete="off"
      />
      <FormButtons submit="Xem hồ sơ" />
    </Form>
  </Portal>
)

const Procedure: FC<{ asset: AssetUrl }> = ({ asset }) => (
  <Portal title="Tách thửa đất, hợp thửa đất" asset={asset} here="/portal/procedures">
    <h1>Tách thửa đất, hợp thửa đất</h1>
    <p class="lead">Trả kết quả trong 15 ngày làm việc.</p>
    <Section title="Cần chuẩn bị">
      <Facts
        items={[
          ['Đơn, mẫu 26', '1 bản chính'],
          ['Bản vẽ, mẫu 27', '1 bản chính'],
          ['Lệ phí', 'không'],
          ['Nộp ở đâu', 'quầy Một cửa, bưu chính, hoặc trực tuyến'],
        ]}
      />
    </Section>
    <Section title="Thời gian đi qua các bước">
      <TimeBar
        size="portal"
        segments={[
          { kind: 'used', seconds: hours(4) },
          { kind: 'away', seconds: days(5) },
          { kind: 'pause', seconds: days(2) },
          { kind: 'left', seconds: days(10) },
        ]}
        daySeconds={daySeconds}
      />
      <TimeBarLegend kinds={['used', 'away', 'pause', 'left']} />
    </Section>
  </Portal>
)

/** Every page of the gallery, by its path: what tests and people look at. */
export const galleryPages = [
  '/my-work',
  '/dossier',
  '/receive',
  '/receive/bad',
  '/list',
  '/list/compact',
  '/setup',
  '/empty',
  '/error/404',
  '/error/500',
  '/portal',
  '/portal/en',
  '/portal/find',
  '/portal/procedures',
  '/portal/503',
] as const

/**
 * Pages of example data that show every part (phòng trưng bày), for looking and for tests; the product does not mount it.
 * @param asset  finds built assets
 */
export function gallery(asset: AssetUrl): Hono {
  const app = new Hono()
  app.get('/my-work', (c) => c.html(<MyWork asset={asset} />))
  app.get('/dossier', (c) => c.html(<Dossier asset={asset} />))
  app.get('/receive', (c) => c.html(<Receive asset={asset} />))
  app.get('/receive/bad', (c) => c.html(<Receive asset={asset} bad />))
  app.get('/list', (c) => c.html(<List asset={asset} />))
  app.get('/list/compact', (c) => c.html(<List asset={asset} compact />))
  app.get('/setup', (c) => c.html(<Setup asset={asset} />))
  app.get('/empty', (c) => c.html(<Empty asset={asset} />))
  app.get('/error/:status', (c) =>
    c.html(
      <Office title="Lỗi" here="" asset={asset}>
        <ErrorPage
          status={Number(c.req.param('status')) as ErrorStatus}
          reference="k3f9-02"
          actions={[
            { text: 'Việc của tôi', href: '/my-work' },
            { text: 'Tìm hồ sơ', href: '/list' },
          ]}
        />
      </Office>,
    ),
  )
  app.get('/portal', (c) => c.html(<LookUp asset={asset} lang="vi" />))
  app.get('/portal/en', (c) => c.html(<LookUp asset={asset} lang="en" />))
  app.get('/portal/find', (c) => c.html(<Find asset={asset} />))
  app.get('/portal/procedures', (c) => c.html(<Procedure asset={asset} />))
  app.get('/portal/503', (c) =>
    c.html(
      <Portal title="Tạm ngưng" asset={asset} here="">
        <ErrorPage status={503} actions={[{ text: 'Thử lại', href: '/portal' }]} />
      </Portal>,
    ),
  )
  return app
}
