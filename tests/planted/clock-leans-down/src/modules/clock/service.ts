export { one } from '../org/model.ts'
