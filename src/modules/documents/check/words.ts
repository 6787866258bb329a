import { inBoth } from '../../../kernel/say.ts'
import type { Measure } from './measures.ts'

/** What each figure counts, as the page, its list and the table say it. */
export const measureNames = inBoth(
  (say): Record<Measure, string> => ({
    issued: say('Văn bản phát hành trong kỳ', 'Issued in the period'),
    'issued-two': say('Phát hành đủ hai chữ ký', 'Issued with two signatures'),
    'issued-one': say('Phát hành với một chữ ký', 'Issued with one signature'),
    'issued-none': say('Phát hành không chữ ký', 'Issued without a signature'),
    'issued-invalid': say('Phát hành, chữ ký không hợp lệ', 'Issued, a signature not valid'),
    'issued-inside': say('Phát hành, đã duyệt trên hệ thống', 'Issued, reviewed in the system'),
    'issued-outside': say('Phát hành, soạn hoặc duyệt ngoài hệ thống', 'Issued, drafted or reviewed outside'),
    open: say('Đang xử lý', 'Under way'),
    'open-two': say('Đang xử lý, đủ hai chữ ký', 'Under way, two signatures'),
    'open-one': say('Đang xử lý, một chữ ký', 'Under way, one signature'),
    'open-none': say('Đang xử lý, chưa ký', 'Under way, not signed'),
    'open-invalid': say('Đang xử lý, chữ ký không hợp lệ', 'Under way, a signature not valid'),
    lead: say('Đến ngày phải trình lãnh đạo trong kỳ', 'Due with the leaders in the period'),
    'lead-in-time': say('Trình lãnh đạo đúng hẹn', 'With the leaders in time'),
    'lead-late': say('Trình lãnh đạo muộn', 'Late with the leaders'),
    'lead-pending': say('Chưa trình, còn thời gian', 'Not yet with the leaders, in time so far'),
    'lead-urgent': say('Văn bản khẩn, không xét', 'Urgent, left out'),
    in: say('Văn bản đến trong kỳ', 'Came in the period'),
    'in-registered-late': say('Vào sổ muộn', 'Registered late'),
    'in-assigned': say('Giao trong 1 ngày làm việc', 'Assigned within one working day'),
    'in-assigned-late': say('Giao muộn', 'Assigned late'),
    'in-pending': say('Chưa giao, còn thời gian', 'Not yet assigned, in time so far'),
  }),
)

/** How it is counted, for whoever doubts a figure. */
export const readings = inBoth((say) => [
  say(
    'Văn bản phát hành: ngày phát hành nằm trong kỳ, kể cả văn bản thu hồi sau đó. Đang xử lý: soạn trước khi hết kỳ, hiện chưa phát hành và chưa bỏ.',
    'Issued: on a day of the period, also when recalled later. Under way: drafted before its end, by now neither issued nor given up.',
  ),
  say(
    'Hai chữ ký: của người có thẩm quyền, rồi của cơ quan sau số và ngày, cả hai hợp lệ khi đóng dấu.',
    'Two signatures: the signatory’s, then the agency’s after number and date, both valid when it was sealed.',
  ),
  say(
    'Trình lãnh đạo: chậm nhất 3 ngày trước hạn phát hành, rơi vào ngày nghỉ thì lùi về trước; xét trong kỳ có ngày ấy. Văn bản khẩn không xét.',
    'With the leaders: at the latest 3 days before the deadline, earlier when that is a day off; judged in the period of that day. Urgent ones are left out.',
  ),
  say(
    'Văn bản đến: giao lần đầu chậm nhất ngày làm việc sau ngày đến (cách hiểu của chúng tôi về “trong 1 ngày”); vào sổ cũng vậy, văn bản khẩn vào sổ ngay trong ngày.',
    'Incoming: first assigned at the latest on the working day after it came (our reading of “within one day”); registered by then too, urgent ones on the day itself.',
  ),
])
