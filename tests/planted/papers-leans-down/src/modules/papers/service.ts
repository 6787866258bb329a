export { one } from '../procedures/model.ts'
