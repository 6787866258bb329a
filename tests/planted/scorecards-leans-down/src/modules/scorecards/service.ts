export { one } from '../rankings/model.ts'
