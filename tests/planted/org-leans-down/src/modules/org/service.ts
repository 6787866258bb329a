export { one } from '../accounts/model.ts'
