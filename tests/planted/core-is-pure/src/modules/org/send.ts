export { one } from '../../platform/mail.ts'
