export { one } from '../signing/model.ts'
