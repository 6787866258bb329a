export { one } from '../notices/model.ts'
