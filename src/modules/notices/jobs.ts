import type { Recurring } from '../../platform/jobs.ts'
import { type SmtpSettings, smtpDoor } from '../../platform/mail/smtp.ts'
import { outboxFolder } from '../../platform/outbox-folder.ts'
import type { Door, Doors, SendDeps } from './send.adapter.ts'
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
 * takes it. A provider is one more `Door`.
 */
export function doorsOf({ smtp, folder }: { smtp: SmtpSettings | null; folder: string }): Doors {
  const write = outboxFolder(folder)
  const asFile: Door = { via: 'folder', send: ({ id, ...message }) => write(id, { id, ...message }) }
  if (smtp === null) return { mail: asFile, sms: asFile, zalo: asFile, file: asFile }
  const handIn = smtpDoor(smtp)
  const mail: Door = {
    via: 'smtp',
    send: ({ recipient, subject, body, id, at }) => handIn({ to: recipient, subject, text: body, id, at }),
  }
  return { mail, sms: asFile, zalo: asFile, file: asFile }
}
