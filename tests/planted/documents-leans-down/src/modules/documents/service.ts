export { one } from '../papers/model.ts'
