import type { Recurring } from '../../platform/jobs.ts'
import type { SmtpSettings } from '../../platform/mail/smtp.ts'
import { byFolder } from './doors/folder.adapter.ts'
import { bySmtp } from './doors/smtp.adapter.ts'
import type { Doors, SendDeps } from './send.adapter.ts'
import { sendDue } from './service.ts'

type NoticeJobDeps = Omit<SendDeps, 'log'> & {
  agencies: () => Promise<readonly number[]>
  log: SendDeps['log'] & { error(what: object, message: string): void }
}

/** Jobs of notices: every minute what is due is sent (gửi thông báo). */
export const noticeJobs = ({ agencies, ...deps }: NoticeJobDeps): Recurring[] => [
  {
    name: 'notices-send',
    when: '* * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          await sendDue(deps, agencyId)
        } catch (error) {
          deps.log.error({ agencyId, err: error }, 'messages were not sent') // the next agency, and the next minute
        }
      }
    },
  },
]

/**
 * The ways out of an office: mail by its server, where one is set; everything else as files in a folder, where a provider of short messages
 * takes it. A provider (SMS, Zalo) is one more file in `doors/` and its name here.
 */
export function doorsOf({ smtp, folder }: { smtp: SmtpSettings | null; folder: string }): Doors {
  const asFile = byFolder(folder)
  return { mail: smtp === null ? asFile : bySmtp(smtp), sms: asFile, zalo: asFile, file: asFile }
}
