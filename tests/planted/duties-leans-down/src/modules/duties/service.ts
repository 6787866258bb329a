export { one } from '../feedback/model.ts'
