import type { Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import type { Names } from '../explain.ts'
import type { IncomingEvent } from '../incoming.ts'

/** What happened, as the journal and the page say it (nhật ký văn bản đến). */
export function incomingSentence(event: IncomingEvent, names: Names, say: Say): string {
  const said = (text: string) => (text === '' ? '' : `: ${text}`)
  switch (event.type) {
    case 'registered': {
      const { number, year, sender, numberSymbol } = event.registered
      const what = [numberSymbol, sender].filter(Boolean).join(', ')
      return say(`Vào sổ, số đến ${number}/${year} (${what})`, `Registered as no. ${number}/${year} (${what})`)
    }
    case 'corrected':
      return say(`Sửa đăng ký${said(event.reason)}`, `Registration corrected${said(event.reason)}`)
    case 'assigned': {
      const { leadUnitId, supportUnitIds, deadline, text } = event
      const supports = supportUnitIds.map(names.unit).join(', ')
      const support = supports === '' ? '' : say(`, phối hợp ${supports}`, `, supported by ${supports}`)
      const term = deadline === null ? '' : say(`, hạn ${sayDay(deadline, say)}`, `, by ${sayDay(deadline, say)}`)
      const lead = names.unit(leadUnitId)
      return say(`Giao ${lead} chủ trì${support}${term}${said(text)}`, `Given to ${lead}${support}${term}${said(text)}`)
    }
    case 'passed-on': {
      const to = names.officer(event.to)
      return say(`Chuyển ${to} xử lý${said(event.text)}`, `Passed on to ${to}${said(event.text)}`)
    }
    case 'finished':
      return event.answeredBy === null
        ? say(`Kết thúc${said(event.text)}`, `Done${said(event.text)}`)
        : say(`Kết thúc, đã có văn bản trả lời${said(event.text)}`, `Done, answered by a document${said(event.text)}`)
    case 'reopened':
      return say(`Mở lại${said(event.text)}`, `Taken up again${said(event.text)}`)
    case 'struck':
      return say(`Gạch sổ${said(event.text)}`, `Struck off${said(event.text)}`)
    default:
      return event satisfies never
  }
}
