export { one } from '../tasks/model.ts'
