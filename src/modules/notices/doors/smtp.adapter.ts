import { type SmtpSettings, smtpDoor } from '../../../platform/mail/smtp.ts'
import type { Door } from '../send.adapter.ts'

/** Mail by the office's own server (máy chủ thư). */
export function bySmtp(settings: SmtpSettings): Door {
  const server = smtpDoor(settings)
  return {
    via: 'smtp',
    send: ({ recipient, subject, body, id, at }) => server.send({ to: recipient, subject, text: body, id, at }),
    close: server.close,
  }
}
