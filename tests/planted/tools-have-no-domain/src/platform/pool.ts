export { one } from '../modules/org/model.ts'
