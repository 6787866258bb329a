export { one } from '../counter/model.ts'
