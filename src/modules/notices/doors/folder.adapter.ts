import { outboxFolder } from '../../../platform/outbox-folder.ts'
import type { Door } from '../send.adapter.ts'
import { smsSize } from '../sms.ts'

/** Messages as files (hộp thư đi dạng tệp), where no provider is set: a text message says how many parts it will be billed as. */
export function byFolder(folder: string): Door {
  const write = outboxFolder(folder)
  return {
    via: 'folder',
    send: ({ id, ...message }) => write(id, { id, ...message, ...(message.channel === 'sms' ? { size: smsSize(message.body) } : {}) }),
  }
}
