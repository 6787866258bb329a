import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { ErrorSummary, FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showMoment } from '../../../ui/words.ts'
import type { SignatureVerdict } from '../../signing/model.ts'
import { standingNames } from '../explain.ts'
import { type SignatureStanding, standingOf } from '../gate.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'

export const verifyPath = '/office/documents/verify'

/** One signature with its reasons and notes in words. */
export type SignatureLine = SignatureVerdict & {
  signedAt: Moment | null
  timeBy: 'time-stamp' | 'claim' | null
  reasons: readonly string[]
  notes: readonly string[]
}

export type VerifyPageProps = {
  csrf: string
  now: Moment
  /** What was looked at; null: nothing yet. */
  found: { name: string; signatures: readonly SignatureLine[] /** Of the file as a whole. */; faults: readonly string[] } | null
  /** Why the file was not looked at. */
  fault: string | null
}

/** Kiểm tra chữ ký số của một tệp: each signature's verdict with its reasons in words. The file is not kept. */
export const VerifyPage: FC<VerifyPageProps> = ({ csrf, now, found, fault }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href={outgoingPath}>{say('Văn bản đi', 'Outgoing documents')}</a>}
        title={say('Kiểm tra chữ ký số', 'Check digital signatures')}
        under={say('Tệp chỉ được đọc để kiểm tra, không lưu lại.', 'The file is read for this check and not kept.')}
      />
      {found && <Verdict {...found} now={now} />}
      <Section title={found ? say('Kiểm tra tệp khác', 'Check another file') : say('Chọn tệp', 'Choose a file')}>
        <Form action={verifyPath} hidden={{ csrf }} multipart>
          <ErrorSummary faults={fault === null ? [] : [{ name: 'file', message: fault }]} />
          <FileField name="file" label={say('Tệp PDF', 'PDF file')} accept=".pdf" error={fault ?? undefined} required />
          <FormButtons submit={say('Kiểm tra', 'Check')} />
        </Form>
      </Section>
    </>
  )
}

const Verdict: FC<NonNullable<VerifyPageProps['found']> & { now: Moment }> = ({ name, signatures, faults, now }) => {
  const say = useSay()
  const standing = faults.length > 0 ? 'invalid' : standingOf(signatures)
  return (
    <>
      <Section title={name} id="verdict">
        <p>
          <Tag tone={standing === 'two-valid' ? 'good' : standing === 'invalid' ? 'late' : 'near'}>{standingNames[say.lang][standing]}</Tag>{' '}
          {meaning(standing, say)}
        </p>
        {faults.length > 0 && (
          <Notice tone="late" title={say('Lỗi của tệp', 'Faults of the file')}>
            <ul>
              {faults.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </Notice>
        )}
      </Section>
      {signatures.map((signature, i) => (
        <OneSignature signature={signature} no={i + 1} now={now} />
      ))}
    </>
  )
}

const meaning = (standing: SignatureStanding, say: Say): string =>
  ({
    none: say('Tệp không có chữ ký số nào.', 'The file carries no signature.'),
    'person-only': say('Thiếu chữ ký của cơ quan: chưa được coi là đã phát hành.', 'The agency’s is missing: not an issued document yet.'),
    'agency-only': say('Thiếu chữ ký của người có thẩm quyền.', 'The signatory’s is missing.'),
    'two-valid': say(
      'Người có thẩm quyền ký trước, cơ quan ký sau và bao trùm cả tệp; không ai sửa gì sau đó.',
      'The signatory signed first, then the agency over the whole file; nobody changed anything after it.',
    ),
    invalid: say('Không dùng tệp này: xem lý do ở từng chữ ký.', 'Do not use this file: see why at each signature.'),
  })[standing]

const OneSignature: FC<{ signature: SignatureLine; no: number; now: Moment }> = ({ signature: s, no, now }) => {
  const say = useSay()
  const name = s.signer?.subject.commonName ?? s.signer?.subject.organisation ?? say('không rõ người ký', 'unknown signer')
  const time =
    s.signedAt === null
      ? say('không rõ', 'unknown')
      : `${showMoment(s.signedAt, now, say.lang)} (${s.timeBy === 'time-stamp' ? say('dấu thời gian', 'time stamp') : say('người ký tự ghi', 'the signer’s own word')})`
  return (
    <Section
      title={say(`Chữ ký ${no}: ${name}`, `Signature ${no}: ${name}`)}
      aside={s.isValid ? <Tag tone="good">{say('hợp lệ', 'valid')}</Tag> : <Tag tone="late">{say('không hợp lệ', 'not valid')}</Tag>}
    >
      {s.reasons.length > 0 && (
        <Notice tone="late" title={say('Vì sao không hợp lệ', 'Why it is not valid')}>
          <ul>
            {s.reasons.map((reason) => (
              <li>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Facts
        items={[
          [
            say('Của', 'Whose'),
            s.kind === 'agency'
              ? say('cơ quan', 'an agency')
              : s.kind === 'person'
                ? say('cá nhân', 'a person')
                : say('không rõ', 'unknown'),
          ],
          [say('Tổ chức', 'Organisation'), s.signer?.subject.organisation ?? ''],
          [say('Nơi cấp chứng thư', 'Issued by'), s.signer?.issuer.commonName ?? ''],
          [say('Thời điểm ký', 'Signed at'), time],
          [
            say('Bao trùm', 'Covers'),
            s.revision === s.revisions
              ? say('toàn bộ tệp', 'the whole file')
              : say(`phiên bản ${s.revision} trong ${s.revisions}`, `revision ${s.revision} of ${s.revisions}`),
          ],
          [
            say('Thay đổi sau chữ ký', 'Changed after it'),
            {
              none: say('không', 'nothing'),
              'signed-later': say('chỉ thêm chữ ký sau', 'a later signature only'),
              altered: say('có, trái phép', 'yes, and it must not be'),
            }[s.changesAfter],
          ],
          [
            say('Thu hồi chứng thư', 'Revocation'),
            {
              good: say('không bị thu hồi', 'not revoked'),
              revoked: say('đã thu hồi', 'revoked'),
              unknown: say('không có dữ liệu', 'no evidence'),
            }[s.revocation],
          ],
        ]}
      />
      {s.notes.length > 0 && (
        <ul class="small">
          {s.notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}
